import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codingsOf, inflate } from '../../../../main/protocols/inflate.ts';

describe('the codings of a header', () => {
  test.each([
    ['gzip', ['gzip']],
    [' GZIP , br', ['gzip', 'br']],
    ['identity', []],
    [',', []],
  ])('%j are %j', (header, codings) => {
    expect(codingsOf(header)).toEqual(codings);
  });
});

describe('inflating', () => {
  const text = 'x'.repeat(100_000);

  test.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
  ])('%s gives at most as much as is allowed, and no more', async (coding, bytes) => {
    expect(await inflate(bytes, [coding], 100_000)).toEqual({ kind: 'inflated', bytes: Buffer.from(text) });
    const stopped = await inflate(bytes, [coding], 99_999);
    expect(stopped.kind).toBe('too-large');
    expect(stopped.bytes.length).toBeLessThan(100_000);
  });

  test('no coding gives the bytes back', async () => {
    const bytes = Buffer.from('x');
    expect((await inflate(bytes, [], 1)).bytes).toBe(bytes);
  });

  test('what came out before the stream broke is handed back', async () => {
    const noise = Array.from({ length: 40_000 }, (_none, index) => String((index * 7919) % 10_007)).join();
    const broken = await inflate(gzipSync(noise).subarray(0, 60_000), ['gzip'], 1_000_000);
    expect(broken).toMatchObject({ kind: 'corrupt', coding: 'gzip' });
    expect(noise.startsWith(broken.bytes.toString())).toBe(true);
    expect(broken.bytes.length).toBeGreaterThan(10_000);
  });

  test('an unknown coding is named, and the bytes are left alone', async () => {
    const bytes = Buffer.from('x');
    expect(await inflate(bytes, ['gzip', 'zstd'], 10)).toEqual({ kind: 'unknown', bytes, coding: 'zstd' });
  });

  test('a crowd has to queue, and everybody gets through, also behind what is broken', async () => {
    const bytes = gzipSync(text);
    const crowd = Array.from({ length: 40 }, (_none, index) =>
      inflate(index % 3 === 0 ? bytes.subarray(0, 20) : bytes, ['gzip'], index % 3 === 1 ? 10 : 100_000),
    );
    const kinds = (await Promise.all(crowd)).map(({ kind }) => kind);
    expect(new Set(kinds.filter((_kind, index) => index % 3 === 0))).toEqual(new Set(['corrupt']));
    expect(new Set(kinds.filter((_kind, index) => index % 3 === 1))).toEqual(new Set(['too-large']));
    expect(new Set(kinds.filter((_kind, index) => index % 3 === 2))).toEqual(new Set(['inflated']));
  });
});
