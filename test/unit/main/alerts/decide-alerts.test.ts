import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideAlerts, nothingTold, type AlertMemory } from '../../../../main/alerts/decide-alerts.ts';
import type { Arrival } from '../../../../main/alerts/arrival.ts';
import type { Alert, AlertSettings } from '../../../../shared/alert.ts';
import { anArrival, rules } from './an-arrival.ts';

const start = 1_767_225_600_000;
const second = 1000;
const minute = 60 * second;

/** Takes steps one after the other, at times after the start. */
function watch(settings: AlertSettings = rules({})) {
  let memory: AlertMemory = nothingTold;
  return (
    after: number,
    arrivals: Arrival[] = [],
    more: Partial<AlertSettings> & { minute?: number } = {},
  ): Alert[] => {
    const { minute: ofDay = 720, ...changed } = more;
    const moment = { settings: { ...settings, ...changed }, now: start + after, minute: ofDay };
    const step = decideAlerts(memory, arrivals, moment);
    memory = step.memory;
    return step.alerts;
  };
}
const items = (count: number, more: Partial<Arrival> = {}): Arrival[] =>
  Array.from({ length: count }, (_, index) => anArrival({ itemId: index + 1, ...more }));

it('tells of a new item with where it is, and leads to it', () => {
  expect(watch()(0, [anArrival()])).toEqual([
    {
      ...{ id: 'item-1-fresh', title: 'New in shop', path: '/item/1' },
      body: '#12 TypeError: x is not a function\nsrc/cart.ts in total · production',
    },
  ]);
});

it('says of the others why they are told of', () => {
  const step = watch(rules({ burst: { count: 2, minutes: 1 } }));
  const titles = (arrival: Partial<Arrival>): string[] => step(0, [anArrival(arrival)]).map(({ title }) => title);
  expect(titles({ is: 'back' })).toEqual(['Came back in shop']);
  expect(titles({ is: 'known', total: 100, itemId: 2 })).toEqual(['100th time in shop']);
  expect(titles({ is: 'known', total: 7, count: 2, itemId: 3 })).toEqual(['2 in 1 minute in shop']);
});

it('shows few one by one, and many as one summary', () => {
  expect(watch()(0, items(3))).toHaveLength(3);
  const step = watch();
  expect(step(0, items(4))).toEqual([]);
  expect(step(5 * second, items(20, { is: 'back', projectId: 2, projectName: 'api' }))).toEqual([]);
  expect(step(10 * second)).toEqual([
    {
      ...{ id: `summary-${String(start)}`, title: '24 items want to be looked at', path: '/new' },
      body: '4 new, 20 came back\nin shop, api',
    },
  ]);
  expect(step(20 * second)).toEqual([]);
});

it('tells of a storm that goes on once in five minutes', () => {
  const step = watch();
  const shown = Array.from({ length: 900 }, (_, at) => step(at * second, items(5))).flat();
  expect(shown.map(({ title }) => title)).toEqual([
    '55 items want to be looked at',
    '1500 items want to be looked at',
    '1500 items want to be looked at',
  ]);
});

it('leads to the project when all are of one, and names only a few projects', () => {
  const one = watch();
  one(0, items(4));
  expect(one(10 * second)[0]?.path).toBe('/new?project=1');
  const many = watch();
  many(
    0,
    [1, 2, 3, 4, 5].map((projectId) => anArrival({ projectId, projectName: `p${String(projectId)}` })),
  );
  expect(many(10 * second)[0]).toMatchObject({ body: '5 new\nin p1, p2, p3 and others', path: '/new' });
});

it('is silent while it is off or paused, and tells nothing of it later', () => {
  const step = watch();
  expect(step(0, items(1), { isOn: false })).toEqual([]);
  expect(step(second, items(9), { pausedUntil: start + minute })).toEqual([]);
  expect(step(2 * minute, [], { pausedUntil: start + minute })).toEqual([]);
  expect(step(2 * minute, items(1), { pausedUntil: start + minute })).toHaveLength(1);
});

it('keeps what comes in quiet hours for one summary at their end', () => {
  const step = watch(rules({}, { quiet: { from: 22 * 60, to: 7 * 60 } }));
  expect(step(0, items(2), { minute: 23 * 60 })).toEqual([]);
  expect(step(minute, items(1, { is: 'back' }), { minute: 0 })).toEqual([]);
  expect(step(2 * minute, [], { minute: 7 * 60 - 1 })).toEqual([]);
  expect(step(3 * minute, [], { minute: 7 * 60 })).toMatchObject([
    { title: '3 items while it was quiet', body: '2 new, 1 came back\nin shop' },
  ]);
  expect(step(4 * minute, [], { minute: 7 * 60 + 1 })).toEqual([]);
});

it('shows the only one that was held as itself', () => {
  const step = watch(rules({}, { quiet: { from: 0, to: 60 } }));
  step(0, items(1), { minute: 30 });
  expect(step(minute, [], { minute: 60 })).toMatchObject([{ title: 'New in shop', path: '/item/1' }]);
});

it.each([
  ['the same day', { from: 60, to: 120 }, [59, 60, 119, 120], [false, true, true, false]],
  ['over midnight', { from: 1380, to: 60 }, [1379, 1380, 0, 59, 60], [false, true, true, true, false]],
  ['the whole day', { from: 60, to: 60 }, [0, 60, 1439], [true, true, true]],
])('knows quiet hours of %s', (...[, quiet, minutes, expected]) => {
  const isSilent = (at: number): boolean => watch(rules({}, { quiet }))(0, items(1), { minute: at }).length === 0;
  expect(minutes.map(isSilent)).toEqual(expected);
});

const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 900 }), fc.constant('\u202e<b>\n\u0000x'.repeat(200)));

it('shows at most three a minute one by one and one summary in five, of plain and bounded text, whatever comes', () => {
  const arrival = fc
    .record({
      itemId: fc.integer({ min: 1, max: 50 }),
      ...{ title: hostile, culprit: hostile, environment: hostile, projectName: hostile },
      is: fc.constantFrom('fresh', 'back', 'known'),
      count: fc.integer({ min: 1, max: 300 }),
    })
    .map((more) => anArrival({ ...more, total: more.count }));
  const steps = fc.array(fc.record({ after: fc.nat(2 * minute), arrivals: fc.array(arrival, { maxLength: 6 }) }));
  fc.assert(
    fc.property(steps, (list) => {
      const step = watch(rules({ milestones: [10, 100], burst: { count: 9, minutes: 3 } }));
      const shown: { at: number; alert: Alert }[] = [];
      let at = 0;
      for (const { after, arrivals } of list) {
        at += after;
        for (const alert of step(at, arrivals)) shown.push({ at, alert });
      }
      const singles = shown.filter(({ alert }) => !alert.id.startsWith('summary'));
      const summaries = shown.filter(({ alert }) => alert.id.startsWith('summary'));
      for (const { at: time } of singles)
        expect(singles.filter((each) => each.at > time - minute && each.at <= time).length).toBeLessThanOrEqual(4);
      for (const { at: time } of summaries)
        expect(summaries.filter((each) => each.at > time - 5 * minute && each.at <= time)).toHaveLength(1);
      for (const { alert } of shown) {
        expect(alert.title).toMatch(/^[^\p{Cc}\u202a-\u202e]{1,80}$/u);
        expect(alert.body.split('\n').length).toBeLessThanOrEqual(2);
        expect(alert.body.replace('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        expect(Array.from(alert.body).length).toBeLessThan(400);
      }
    }),
  );
});
