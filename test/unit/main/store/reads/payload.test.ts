import { describe, expect, it } from 'vitest';
import { cellOf, leavesOf, payloadOf, valueAt } from '../../../../../main/store/reads/payload.ts';

describe('a payload', () => {
  it('is what stands below data, else the whole', () => {
    expect(payloadOf('{"access_token":"","data":{"a":1}}')).toEqual({ a: 1 });
    expect(payloadOf('{"event":1}')).toEqual({ event: 1 });
    expect(payloadOf('[1]')).toEqual([1]);
  });

  it('is nothing when there is no text or no JSON', () => {
    expect([payloadOf(undefined), payloadOf('{"a'), payloadOf('')]).toEqual([null, null, null]);
  });
});

describe('a path', () => {
  const payload = { a: { 'b.c': [{ d: 0 }, null] }, 'x.y': { z: 1 }, x: { y: { z: 2 } }, deep: { e: 1 } };
  it.each([
    ['a.b.c.0.d', 0],
    ['a.b.c.1', null],
    ['x.y.z', 2],
    ['a.b.c.-1', undefined],
    ['a.b.c.length', undefined],
    ['a.constructor', undefined],
    ['deep.e.f', undefined],
    ['', undefined],
  ])('%s', (path, value) => {
    expect(valueAt(payload, path)).toEqual(value);
  });

  it('of too many parts leads nowhere, not half the way', () => {
    const nested = JSON.parse(`${'{"q":'.repeat(40)}1${'}'.repeat(40)}`) as unknown;
    expect(valueAt(nested, Array.from({ length: 40 }, () => 'q').join('.'))).toBeUndefined();
  });
});

it.each<[unknown, unknown]>([
  [undefined, null],
  [null, null],
  [false, false],
  [1.5, 1.5],
  [{ a: [1] }, '{"a":[1]}'],
  ['x'.repeat(900), 'x'.repeat(500)],
])('the cell of %j', (value, cell) => {
  expect(cellOf(value)).toBe(cell);
});

it('leaves have their paths, as far as the limits go', () => {
  const payload = { a: 1, list: [1, 2, 3], in: { der: { the: 'deep' } }, last: true };
  const paths = (limits: Partial<Parameters<typeof leavesOf>[1]>): string[] =>
    leavesOf(payload, { leaves: 99, depth: 9, entries: 9, ...limits }).map(({ path }) => path);
  expect(paths({})).toEqual(['a', 'list.0', 'list.1', 'list.2', 'in.der.the', 'last']);
  expect(paths({ entries: 1 })).toEqual(['a', 'list.0', 'in.der.the', 'last']);
  expect(paths({ depth: 2 })).toEqual(['a', 'list.0', 'list.1', 'list.2', 'last']);
  expect(paths({ leaves: 2 })).toEqual(['a', 'list.0']);
});
