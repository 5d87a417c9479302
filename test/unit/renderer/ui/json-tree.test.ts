import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../renderer/ui/json-preview.ts';
import { ancestorsOf, keysOf, pathText, searchTree, treeLines } from '../../../../renderer/ui/json-tree.ts';

const value: Json = { data: { 'a/b': [{ name: 'Ada' }, 7], '': null, 'my key': { '~': true } } };

describe('lines', () => {
  it('are those of open nodes, in order', () => {
    const lines = treeLines(value, (_pointer, depth) => depth < 2);
    expect(lines.map(({ pointer, depth, isOpen }) => [pointer, depth, isOpen])).toEqual([
      ['', 0, true],
      ['/data', 1, true],
      ['/data/a~1b', 2, false],
      ['/data/', 2, false],
      ['/data/my key', 2, false],
    ]);
  });

  it('open one by one', () => {
    const open = new Set(['', '/data', '/data/a~1b']);
    const lines = treeLines(value, (pointer) => open.has(pointer));
    expect(lines.map(({ key }) => key)).toEqual(['', 'data', 'a/b', '0', '1', '', 'my key']);
  });

  it('of what nests very deeply are found without running out of stack', () => {
    let deep: Json = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(treeLines(deep, (_pointer, depth) => depth < 3)).toHaveLength(4);
  });
});

describe('search', () => {
  it('finds keys and values, capitals or not', () => {
    expect(searchTree(value, 'ADA')).toEqual(['/data/a~1b/0/name']);
    expect(searchTree(value, 'key')).toEqual(['/data/my key']);
    expect(searchTree(value, 'true')).toEqual(['/data/my key/~0']);
    expect(searchTree(value, 'nowhere')).toEqual([]);
    expect(searchTree(value, '')).toEqual([]);
  });

  it('stops at its limit', () => {
    expect(
      searchTree(
        Array.from({ length: 50 }, () => 'x'),
        'x',
        10,
      ),
    ).toHaveLength(10);
  });
});

it('a pointer is read as keys, as what it lies in, and as code', () => {
  expect(keysOf('/data/a~1b/0/name')).toEqual(['data', 'a/b', '0', 'name']);
  expect(ancestorsOf('/data/a~1b/0')).toEqual(['', '/data', '/data/a~1b']);
  expect(ancestorsOf('')).toEqual([]);
  expect(pathText(value, '/data/a~1b/0/name')).toBe('data["a/b"][0].name');
  expect(pathText(value, '/data/my key/~0')).toBe('data["my key"]["~"]');
  expect(pathText(value, '')).toBe('');
});
