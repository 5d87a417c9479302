import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const hour = 3_600_000;
const start = 1_767_225_600_000;
const all: OccurrenceScope = { projectId: null, itemId: null, text: '', from: null, to: null };

/** Occurrence n of the first item arrives in hour n; the others are of another item and a message. */
const reports: JsonObject[] = [
  errorData({ code_version: '1.0', custom: { tenant: 'acme', n: 1 }, person: { id: '7' } }),
  errorData({ code_version: '1.0', custom: { tenant: 'other', n: 2 }, server: { host: 'web-2' } }),
  errorData({ code_version: '1.1', custom: { tenant: 'acme', n: 3, note: 'kiwi salad' }, level: 'warning' }),
  errorData({ code_version: '1.1', custom: { tenant: 'acme', n: 4 }, person: { id: '8' } }),
  errorData({ code_version: '1.1', custom: { tenant: 'other', n: 5 } }, { method: 'ship', line: 9 }),
  { environment: 'test', level: 'info', body: { message: { body: 'backup finished' } }, custom: { n: 6 } },
];

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector();
  for (const [index, report] of reports.entries()) {
    running.clock.now = start + index * hour;
    await running.post(report);
  }
  await vi.waitFor(() => {
    expect(running.collector.status().search).toEqual({ behind: 0 });
  }, 20_000);
});
afterAll(async () => {
  await running.dispose();
});

const page = { ids: null, columns: ['custom.n'], order: 'newest', cursor: null, limit: 100 } as const;
const find = (scope: Partial<OccurrenceScope>, more: object = {}) =>
  running.client.call('occurrences.find', { ...page, columns: ['custom.n'], scope: { ...all, ...scope }, ...more });
const numbers = async (scope: Partial<OccurrenceScope>, more: object = {}): Promise<unknown[]> =>
  (await find(scope, more)).rows.map(({ values }) => values[0]);

it('finds occurrences, the newest or the oldest first, with their items', async () => {
  expect(await numbers({})).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await numbers({}, { order: 'oldest' })).toEqual([1, 2, 3, 4, 5, 6]);
  const [newest] = (await find({})).rows;
  expect(newest).toMatchObject({ title: 'backup finished', projectId: 1, environment: 'test', level: 'info' });
  expect(await numbers({ projectId: 1 })).toHaveLength(6);
  expect(await numbers({ projectId: 99 })).toEqual([]);
});

it.each([
  ['custom[tenant]:acme', [4, 3, 1]],
  ['custom[tenant]:"acme" version:1.1', [4, 3]],
  ['-custom[tenant]:acme', [6, 5, 2]],
  ['custom[tenant]:a*e', [4, 3, 1]],
  ['kiwi', [3]],
  ['iwi sala', [3]],
  ['-kiwi level:warning', []],
  ['level:warning', [3]],
  ['level:<error', [6, 3]],
  ['environment:test', [6]],
  ['-environment:test level:>=error', [5, 4, 2, 1]],
  ['code_version:1.1', [5, 4, 3]],
  ['user_id:8', [4]],
  ['person:7', [1]],
  ['host:web-2', [2]],
  ['host:web_2', [2]],
  ['method:ship', [5]],
  ['-method:ship', [6, 4, 3, 2, 1]],
  ['nofiles:node_modules', []],
  ['nofiles:other', [5, 4, 3, 2, 1]],
  ['minfiles:2 maxfiles:2', [5, 4, 3, 2, 1]],
  ['count:>1', [4, 3, 2, 1]],
  ['count:1 custom[tenant]:other', [5]],
  ['title:backup', [6]],
  ['#2', [5]],
  ['host:nowhere', []],
])('tells occurrences apart, not only their items: %s', async (text, expected) => {
  expect(await numbers({ text })).toEqual(expected);
  expect(await numbers({ text, projectId: 1 }, { order: 'oldest' })).toEqual([...expected].reverse());
});

it('stays within an item and a span of time', async () => {
  expect(await numbers({ itemId: 1 })).toEqual([4, 3, 2, 1]);
  expect(await numbers({ itemId: 1, text: 'custom[tenant]:acme' })).toEqual([4, 3, 1]);
  expect(await numbers({ from: start + hour, to: start + 4 * hour })).toEqual([4, 3, 2]);
  expect(await numbers({ from: start + hour, text: 'custom[tenant]:acme' })).toEqual([4, 3]);
  expect(await numbers({ to: start })).toEqual([]);
  expect(await numbers({ from: start + 9 * hour })).toEqual([]);
});

it.each(['newest', 'oldest'] as const)('goes on where a page ended, %s first', async (order) => {
  for (const text of ['', 'custom[tenant]:acme', 'version:1']) {
    const whole = await numbers({ text }, { order });
    const found: unknown[] = [];
    for (let cursor: string | null = null; ;) {
      const part = await find({ text }, { order, cursor, limit: 1 });
      found.push(...part.rows.map(({ values }) => values[0]));
      cursor = part.next;
      expect(part.searchedTo === null).toBe(cursor === null);
      if (cursor === null) break;
    }
    expect(found).toEqual(whole);
  }
  expect((await find({}, { cursor: 'x' })).rows).toEqual([]);
});

it('writes reports of a search, or the chosen ones', async () => {
  const scope = { ...all, text: 'custom[tenant]:acme' };
  const wanted = { ids: null, cursor: null, limit: 100 };
  const { lines, next } = await running.client.call('occurrences.exportFound', { scope, ...wanted });
  const read = lines.map((line) => JSON.parse(line) as { data: { custom: JsonObject } });
  expect([read.map(({ data }) => data.custom['n']), next]).toEqual([[4, 3, 1], null]);
  expect(await numbers({}, { ids: [2, 5, 3], limit: 2 })).toEqual([5, 3]);
  expect(await numbers({}, { ids: [2, 5, 3], limit: 2, cursor: '3' })).toEqual([2]);
});

it('offers the paths of what is found as columns', async () => {
  const paths = await running.client.call('occurrences.foundPaths', { scope: { ...all, text: 'kiwi' } });
  expect(paths.find(({ path }) => path === 'custom.note')).toEqual({
    ...{ path: 'custom.note', example: 'kiwi salad', count: 1 },
  });
});

it('counts per hour, and says when the counts are those of whole items', async () => {
  const hours = async (text: string, more: Partial<OccurrenceScope> = {}) => {
    const answer = await running.client.call('occurrences.hours', { scope: { ...all, text, ...more }, hours: null });
    return [answer.hours.map(({ count }) => count), answer.isExact];
  };
  expect(await hours('')).toEqual([[1, 1, 1, 1, 1, 1], true]);
  expect(await hours('environment:test')).toEqual([[1], true]);
  expect(await hours('-environment:test count:1')).toEqual([[1], true]);
  expect(await hours('custom[tenant]:acme')).toEqual([[1, 1, 1, 1], false]);
  expect(await hours('', { itemId: 2 })).toEqual([[1], true]);
});

it('refuses a search that cannot be read', async () => {
  await expect(find({ text: 'colour:red' })).rejects.toMatchObject({ code: 'bad-request' });
});

it('compares chosen ones, a search, or a span with the others', async () => {
  const compare = async (more: object) => {
    const wanted = { inside: all, ids: null, outside: all, ...more };
    const { inside, outside, values } = await running.client.call('occurrences.compare', wanted);
    return {
      inside,
      outside,
      values: values.map((each) => `${each.label}=${each.value} ${String(each.inside)}:${String(each.outside)}`),
    };
  };
  const chosen = await compare({ ids: [1, 3, 4] });
  expect(chosen).toMatchObject({ inside: 3, outside: 3 });
  expect(chosen.values[0]).toBe('tenant=acme 3:0');
  expect(chosen.values).not.toContainEqual(expect.stringMatching(/^Host=web-2/));
  const searched = await compare({ inside: { ...all, text: 'custom[tenant]:acme' } });
  expect(searched).toEqual(chosen);
  const later = await compare({
    inside: { ...all, from: start + 2 * hour },
    outside: { ...all, to: start + 2 * hour },
  });
  expect(later).toMatchObject({ inside: 4, outside: 2 });
  expect(later.values[0]).toBe('Version=1.1 3:0');
  expect(await compare({ inside: all })).toMatchObject({ inside: 6, outside: 0, values: [] });
});

it('the breakdown of an item says what sets it apart from the other items', async () => {
  const { apart, occurrences } = await running.client.call('items.breakdown', { id: 1 });
  expect([occurrences, apart.inside, apart.outside]).toEqual([4, 4, 2]);
  expect(apart.values[0]).toMatchObject({ field: 'custom:tenant', value: 'acme', inside: 3, outside: 0 });
  expect(apart.values.map(({ field }) => field)).not.toContain('exception');
});
