import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSymbolReader, type SymbolReader } from '../../../../main/symbols/symbol-reader.ts';
import { aSourceMap } from '../../a-source-map.ts';

let log: string[];
let reader: SymbolReader;
beforeEach(() => {
  log = [];
  reader = createSymbolReader((line) => log.push(line));
});
afterEach(() => reader.stop());

const text = aSourceMap([{ at: [1, 1], from: [3, 1] }], { 'src/shop.js': 'a\nb\nc' });
const places = [{ line: 1, column: 1, function: null }];
const ask = (packed: Uint8Array | null) => {
  const symbols = packed && { packed, sources: [] };
  return reader.ask<'trace'>({ kind: 'trace', fileId: 1, places, wantsCode: true, symbols });
};

it('asks for a map once, and answers from it afterwards', async () => {
  expect(await ask(null)).toEqual({ kind: 'not-loaded' });
  expect(await ask(deflateRawSync(text))).toMatchObject({
    kind: 'traced',
    found: [{ line: 3, excerpt: { code: 'c' } }],
  });
  expect(await ask(null)).toMatchObject({ kind: 'traced', found: [{ line: 3 }] });
  expect(log).toEqual([]);
});

it('packs what it is given, with the hash of its bytes', async () => {
  const bytes = new TextEncoder().encode(text);
  const packed = await reader.ask<'pack'>({ kind: 'pack', bytes: new Uint8Array(bytes), isSourceMap: true });
  expect(packed).toMatchObject({ kind: 'packed', content: { size: text.length } });
  const again = await reader.ask<'pack'>({ kind: 'pack', bytes: new Uint8Array(bytes), isSourceMap: false });
  expect(again).toEqual(packed);
});

it('goes on with another thread after one broke', async () => {
  expect(await ask(new Uint8Array([255, 255, 255]))).toBeNull();
  expect(log.join()).toContain('broke');
  expect(await ask(deflateRawSync(text))).toMatchObject({ kind: 'traced' });
});
