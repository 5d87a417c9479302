import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { BundleError, readBundle } from '../../../../main/symbols/bundle.ts';

const text = strToU8('{}');

it('reads the manifest and the maps, and skips everything else', () => {
  const manifest = strToU8('{"version":"1.0","baseUrl":"https://shop.example","projectID":1}');
  const bundle = readBundle(
    zipSync({ 'manifest.json': manifest, 'js/a.js.map': text, 'js/a.js': text, '../x.js': text }),
  );
  expect(bundle.manifest).toEqual({ version: '1.0', baseUrl: 'https://shop.example' });
  expect(bundle.maps.map(({ name }) => name)).toEqual(['js/a.js.map']);
});

it.each(['../a.map', 'a/../../b.map', '/a.map', 'C:\\a.map', 'a\\b.map', 'a//b.map', './a.map', 'a\n.map'])(
  'refuses a map named %j',
  (name) => {
    expect(() => readBundle(zipSync({ [name]: text }))).toThrow(BundleError);
  },
);

/** A zip whose entries say that they unpack to `size` bytes each. */
function declaring(size: number, files: Record<string, Uint8Array>): Uint8Array {
  const zip = zipSync(files);
  const view = new DataView(zip.buffer);
  // In the central directory the size follows 24 bytes after the signature.
  for (let at = 0; at < zip.length - 4; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return zip;
}

it('judges sizes before anything is unpacked', () => {
  const files = { 'a.map': text, 'b.map': text, 'c.map': text };
  expect(() => readBundle(declaring(100_000_000, files))).toThrow('too large');
});

it('gives no more bytes than an entry declares', () => {
  const sizesOf = (zip: Uint8Array): number[] => {
    try {
      return readBundle(zip).maps.map(({ bytes }) => bytes.length);
    } catch (error) {
      expect(error).toBeInstanceOf(BundleError);
      return [];
    }
  };
  const sizes = sizesOf(declaring(10, { 'a.map': new Uint8Array(100_000) }));
  expect(sizes.every((size) => size <= 10)).toBe(true);
});

it('refuses too many files, a manifest that is none, and what is no zip', () => {
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_none, index) => [`${String(index)}.map`, text]));
  expect(() => readBundle(zipSync(many))).toThrow('more than 2000');
  expect(() => readBundle(zipSync({ 'manifest.json': strToU8('[]'), 'a.map': text }))).toThrow('manifest.json');
  expect(() => readBundle(strToU8('no zip'))).toThrow('not a zip');
});
