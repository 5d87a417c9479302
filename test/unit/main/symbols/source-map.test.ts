import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSourceMap, SourceMapError } from '../../../../main/symbols/source-map.ts';
import { aSourceMap } from '../../a-source-map.ts';

const none = new Map<string, string>();
const at = (line: number, column: number, name: string | null = null) => ({ line, column, function: name });

describe('a source map', () => {
  const content = 'export function total(lines) {\n  return lines[0].price;\n}\n';
  const text = aSourceMap(
    [
      { at: [1, 10], from: [1, 17], name: 'total' },
      { at: [1, 30], from: [2, 19] },
      { at: [3, 1], from: [1, 1], source: '../lib/other.js' },
    ],
    { 'src/shop.js': content },
  );

  it('tells the place in the source of the mapping at or before a place', () => {
    const map = readSourceMap(text, none);
    expect(map.trace(at(1, 10))).toMatchObject({ source: 'src/shop.js', line: 1, column: 17, name: 'total' });
    expect(map.trace(at(1, 29))).toMatchObject({ line: 1, column: 17 });
    expect(map.trace(at(1, 30))).toMatchObject({ line: 2, column: 19, name: null });
    expect(map.trace(at(3, 99))).toMatchObject({ source: 'lib/other.js', excerpt: null });
  });

  it('tells nothing of what it does not cover', () => {
    const map = readSourceMap(text, none);
    expect(map.trace(at(1, 9))).toBeNull();
    expect(map.trace(at(2, 1))).toBeNull();
    expect(map.trace(at(99, 1))).toBeNull();
  });

  it('knows which names are in the source', () => {
    const map = readSourceMap(text, none);
    expect(map.trace(at(1, 30, 'total'))).toMatchObject({ hasFunction: true });
    expect(map.trace(at(1, 30, 'xyz'))).toMatchObject({ hasFunction: false });
  });

  it('reads what stands in front of JSON that must not be run', () => {
    expect(readSourceMap(`)]}'\n${text}`, none).trace(at(1, 10))).not.toBeNull();
  });

  it('says which code is told to be other people’s', () => {
    const marked = JSON.stringify({ ...(JSON.parse(text) as object), x_google_ignoreList: [1] });
    const map = readSourceMap(marked, none);
    expect([map.trace(at(1, 10))?.isLibrary, map.trace(at(3, 1))?.isLibrary]).toEqual([false, true]);
  });
});

it('reads sections, whose places count from their offset', () => {
  const first = JSON.parse(aSourceMap([{ at: [1, 1], from: [5, 1], source: 'a.js' }])) as object;
  const second = JSON.parse(aSourceMap([{ at: [1, 1], from: [7, 1], source: 'b.js' }])) as object;
  const sections = [
    { offset: { line: 0, column: 0 }, map: first },
    { offset: { line: 10, column: 4 }, map: second },
  ];
  const map = readSourceMap(JSON.stringify({ version: 3, sections }), none);
  expect(map.trace(at(1, 1))).toMatchObject({ source: 'a.js', line: 5 });
  expect(map.trace(at(11, 5))).toMatchObject({ source: 'b.js', line: 7 });
});

const valid = { version: 3, sources: ['a.js'], names: [], mappings: 'AAAA' };
it.each<[string, unknown]>([
  ['no object', [valid]],
  ['another version', { ...valid, version: 2 }],
  ['no mappings', { ...valid, mappings: undefined }],
  ['sources that are numbers', { ...valid, sources: [1] }],
  ['names that are numbers', { ...valid, names: [1] }],
  ['contents that are no texts', { ...valid, sourcesContent: [{}] }],
  ['sections without an offset', { version: 3, sections: [{ map: valid }] }],
  ['sections elsewhere', { version: 3, sections: [{ offset: { line: 0, column: 0 }, url: 'https://x.example' }] }],
  ['sections at no place', { version: 3, sections: [{ offset: { line: -1, column: 0.5 }, map: valid }] }],
])('refuses a map with %s', (_what, map) => {
  expect(() => readSourceMap(JSON.stringify(map), none)).toThrow(SourceMapError);
});

it('refuses sections that are nested without end', () => {
  let map: object = valid;
  for (let depth = 0; depth < 50; depth++) map = { version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] };
  expect(() => readSourceMap(JSON.stringify(map), none)).toThrow(SourceMapError);
});

it('takes or refuses any mappings, and then answers any place', () => {
  const characters = fc.constantFrom(...'AACDgkyzKQ/+,;!é '.split(''));
  const map = fc.record({
    version: fc.constant(3),
    sources: fc.array(fc.option(fc.constantFrom('a.js', '', '../b.js', 'https://x')), { maxLength: 3 }),
    names: fc.array(fc.string(), { maxLength: 2 }),
    mappings: fc.string({ unit: characters, maxLength: 60 }),
    sourcesContent: fc.array(fc.option(fc.string()), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(map, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 50 }), (fields, line, column) => {
      try {
        const found = readSourceMap(JSON.stringify(fields), none).trace(at(line, column, 'name'));
        if (found !== null) expect(found.line >= 1 && found.column >= 1).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(SourceMapError);
      }
    }),
  );
});
