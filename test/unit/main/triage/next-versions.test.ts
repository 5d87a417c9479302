import { expect, it } from 'vitest';
import { nextVersions } from '../../../../main/triage/next-versions.ts';

it.each<[string[], string[]]>([
  [['1.4.2'], ['1.4.3', '1.5.0']],
  [['v1.4'], ['v1.5', 'v2.0']],
  [['1.4.2-rc.1'], ['1.4.3', '1.5.0']],
  [['41'], ['42']],
  // A fix of an older version may be the latest one that was heard of.
  [
    ['1.9.10', '2.0.0', '1.9.9'],
    ['2.0.1', '2.1.0'],
  ],
  [['3f2a9c41d0', '1.0.0'], []],
  [['1.2.3.4'], []],
  [[], []],
])('after %j comes %j', (known, next) => {
  expect(nextVersions(known)).toEqual(next);
});
