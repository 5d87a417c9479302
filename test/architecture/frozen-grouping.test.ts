import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { sourceFiles } from './source-tree.ts';

/** SHA-256 of each source file of each mechanism that has shipped, comments and layout included. */
const frozen: Record<string, string> = {
  'st1-crash-report.ts': '88034838d77033d64668d4d9a13b62e4777b5fa961b9af50a7ce2ff43ce9a309',
  'st1-filename.ts': 'acb88e993ef45b66ae140164291cb04edbf894224e791d49b8b600014bb8f56d',
  'st1-frames.ts': 'f6b155e51138a2ad69b48140d78f253947d553a9d0af197446b6e53a4b856979',
  'st1-message.ts': '149de0d8ef164ef705ad61ec44bc2ee38c3d573e2e994dbe44b714d1306818de',
  'st1-method.ts': 'd59e3b130cbdd3073d15f15aa2c4ff1a381bb02813b36230855d2d7f3120bfcf',
  'st1.ts': '3570e0564d911565f5bf9024e598eea23859f02ef3afba4acdd50cea3a6ac5c9',
};

const rule =
  'A grouping mechanism that has shipped is never edited: items are kept by the keys it makes, and every one of them ' +
  'would be left behind. Add a new mechanism beside it (st2.ts and files named st2-*), and list its files here.';

it('mechanisms that have shipped are as they were', () => {
  const mechanisms = sourceFiles(['main/grouping'], ['.ts']).filter(({ path }) => /^st\d/.test(basename(path)));
  const now = Object.fromEntries(mechanisms.map(({ path, text }) => [basename(path), hash('sha256', text, 'hex')]));
  expect(now, rule).toEqual(frozen);
});
