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
  'st2-analysis.ts': '3a1d697f5e81594d70d671d3f6f016f409f2e77208008af34821f2b205a6792e',
  'st2-compared-frame.ts': 'bbdc72298152ff4b20b0c3ec5e84e2b9e5f20516e461f61a256d869d93e629eb',
  'st2-exception.ts': 'fe71115fc2fc261f2caae8956056f652a3a1d02470a8e5a0b162a4cbeadf2c7d',
  'st2-frames.ts': '604abb606e4d3cb20b1f14e02feeb34e94ccb126ad8fb4625ffaf4d16334f13a',
  'st2-glue.ts': '7fdc9c1049730baf495e7e1756786b0b3b6d4ae9d2b1de6bae4ba5005fb78f3b',
  'st2-message.ts': 'cf1a15791cb359629c9c539c7e9db30cbe7ccb4758b0641515d302793ff718d3',
  'st2-method.ts': '5488d1aca40f28a3e46b51d4440070c8e4da80d848195a76c9217ca690fd46c4',
  'st2-own.ts': 'afdb7d254b450c25dc40b1b1553483f083531ae48cfe25f4413d7c598c9053ee',
  'st2-place.ts': '06984823530f564fec429a9eea3c48efe39123317e84e7434eadcbdd750d0a06',
  'st2-raw-stack.ts': '7974137ee17473707d155622570e1781e7b899df5c356227f52e46f2173783a5',
  'st2-rules.ts': 'c6f2ccdb54f28d3d9dcb93bfe6b2e9e58bca9b5c78f84de8e1ec0a526690f221',
  'st2-template.ts': '7c00faef71075d21bc87dc8e2e06a3e3cf7e9a5f223c6e8365bfff592eb356c9',
  'st2.ts': '629d78c37fc5cde6e13aff5b6bf7f411fa99c566ffbd4afe94a1780afba97eb2',
};

const rule =
  'A grouping mechanism that has shipped is never edited: items are kept by the keys it makes, and every one of them ' +
  'would be left behind. Add a new mechanism beside it (st3.ts and files named st3-*), and list its files here.';

it('mechanisms that have shipped are as they were', () => {
  const mechanisms = sourceFiles(['main/grouping'], ['.ts']).filter(({ path }) => /^st\d/.test(basename(path)));
  const now = Object.fromEntries(mechanisms.map(({ path, text }) => [basename(path), hash('sha256', text, 'hex')]));
  expect(now, rule).toEqual(frozen);
});
