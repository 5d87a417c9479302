import { expect, it } from 'vitest';
import { countOf, levelsOf } from '../../../../renderer/versions/version-words.ts';
import type { Version } from '../../../../shared/version.ts';

const none = { debug: 0, info: 0, warning: 0, error: 0, critical: 0 };
const version: Pick<Version, 'items'> = {
  items: { new: { ...none, info: 2, critical: 1 }, repeated: none, reactivated: none, resolved: none },
};

it('counts the items of an event over all levels', () => {
  expect([countOf(version, 'new'), countOf(version, 'repeated')]).toEqual([3, 0]);
});

it('lists the levels that there are, severest first', () => {
  expect(levelsOf(version, 'new')).toEqual([
    { level: 'critical', count: 1 },
    { level: 'info', count: 2 },
  ]);
});
