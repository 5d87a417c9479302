import { expect, it } from 'vitest';
import { reasonFor } from '../../../../main/alerts/reason.ts';
import type { Arrival } from '../../../../main/alerts/arrival.ts';
import type { AlertRule } from '../../../../shared/alert.ts';
import { anArrival, rules } from './an-arrival.ts';

const at = 1_767_225_600_000;
const kindOf = (arrival: Partial<Arrival>, rule: Partial<AlertRule>): string | null =>
  reasonFor(anArrival(arrival), { settings: rules(rule), at }, new Map())?.kind ?? null;
const known = { is: 'known' } as const;

it.each<[string, Partial<Arrival>, Partial<AlertRule>, string | null]>([
  ['an item that appears', {}, {}, 'fresh'],
  ['one that appears where that is not wanted', {}, { fresh: false }, null],
  ['one that comes back', { is: 'back' }, {}, 'back'],
  ['one that comes back where that is not wanted', { is: 'back' }, { back: false }, null],
  ['one more occurrence', { ...known, total: 55 }, {}, null],
  ['the 100th occurrence', { ...known, total: 100 }, {}, 'milestone'],
  ['the one after it', { ...known, total: 101 }, {}, null],
  ['many, with the 100th among them', { ...known, count: 60, total: 140 }, {}, 'milestone'],
  ['the 10th where only the 100th is wanted', { ...known, total: 10 }, {}, null],
  ['the 10th where it is wanted', { ...known, total: 10 }, { milestones: [10] }, 'milestone'],
  ['a level below', { level: 'warning' }, {}, null],
  ['a level above', { level: 'critical' }, {}, 'fresh'],
  ['a low level that is wanted', { level: 'debug' }, { fromLevel: 'debug' }, 'fresh'],
  ['enough at once', { ...known, count: 5, total: 55 }, { burst: { count: 5, minutes: 1 } }, 'burst'],
  ['not enough at once', { ...known, count: 4, total: 55 }, { burst: { count: 5, minutes: 1 } }, null],
])('%s', (...[, arrival, rule, kind]) => {
  expect(kindOf(arrival, rule)).toBe(kind);
});

it('names the highest of the numbers that were passed together', () => {
  const arrival = anArrival({ is: 'known', count: 200, total: 205 });
  const settings = rules({ milestones: [10, 100, 1000] });
  expect(reasonFor(arrival, { settings, at }, new Map())).toEqual({ kind: 'milestone', milestone: 100 });
});

it('follows the rule of the project, and stays silent where that is none', () => {
  const settings = rules(
    {},
    {
      projects: [
        { projectId: 2, rule: null },
        { projectId: 3, rule: rules({ fresh: false }).rule },
      ],
    },
  );
  const of = (projectId: number): unknown => reasonFor(anArrival({ projectId }), { settings, at }, new Map());
  expect([of(1), of(2), of(3)]).toEqual([{ kind: 'fresh' }, null, null]);
});
