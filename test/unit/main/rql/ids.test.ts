import { expect, it } from 'vitest';
import { frameworkId, platformId } from '../../../../main/rql/rql.ts';

it.each([
  ['rails', null, 1],
  ['node-js', 'javascript', 4],
  ['unknown', 'python 3.11.2', 13],
  [null, 'ruby', 14],
  [null, 'cobol', 0],
  ['Rails: 7.1', null, 1],
  ['constructor', null, 0],
  [null, null, 0],
])('framework %s of language %s has the number %i', (framework, language, number) => {
  expect(frameworkId(framework, language)).toBe(number);
});

it.each([
  ['browser', 1],
  ['google-app-engine', 6],
  ['linux', 0],
  [null, 0],
])('platform %s has the number %i', (platform, number) => {
  expect(platformId(platform)).toBe(number);
});
