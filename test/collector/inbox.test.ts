/** What the inbox shows of items: trends of each span, versions, assignment, and snoozes until they end. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Changes } from '../../main/collector/changes.ts';
import { announceWoken } from '../../main/collector/wake-items.ts';
import { openStore } from '../../main/store/store.ts';
import type { ItemRow, TrendSpan } from '../../shared/item.ts';
import { errorData, everything, runCollector, type RunningCollector } from './running-collector.ts';

const hour = 3_600_000;
let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const rowsOf = async (span: TrendSpan): Promise<ItemRow[]> => {
  const order = { sort: 'last', ascending: false, grouped: false } as const;
  const params = { filter: everything, ...order, span, cursor: null, limit: 10 };
  return (await running.client.call('items.list', params)).rows;
};
const onlyItem = async (): Promise<ItemRow> => {
  const [item] = await running.items();
  if (!item) throw new Error('no item');
  return item;
};
const snooze = (itemId: number, until: number | null): Promise<unknown> =>
  running.client.call('items.triage', {
    command: { id: randomUUID(), at: running.clock.now, kind: 'snooze', itemIds: [itemId], isOn: true, until },
  });

it('adds occurrences up in the steps of the span that was asked for', async () => {
  await running.post(errorData());
  running.clock.now += 7 * hour;
  await running.post(errorData());
  await running.post(errorData());
  const [day, week, month] = await Promise.all((['day', 'week', 'month'] as const).map(rowsOf));
  const trend = (rows: ItemRow[] | undefined): number[] => rows?.[0]?.trend ?? [];
  expect(trend(day)).toEqual([...new Array<number>(16).fill(0), 1, ...new Array<number>(6).fill(0), 2]);
  expect([trend(week).length, trend(month).length]).toEqual([28, 30]);
  for (const rows of [week, month]) expect(trend(rows).reduce((sum, count) => sum + count, 0)).toBe(3);
  const [row] = await running.client.call('items.rows', { ids: [day?.[0]?.id ?? 0, 999], span: 'week' });
  expect(row).toEqual(week?.[0]);
});

it('shows the version of the latest occurrence, and to whom an item is assigned', async () => {
  await running.post(errorData({ code_version: '1.0.0' }));
  await running.post(errorData({ code_version: '1.1.0' }));
  const { id } = await onlyItem();
  const stamp = { id: randomUUID(), at: running.clock.now };
  await running.client.call('items.triage', { command: { ...stamp, kind: 'assign', itemIds: [id], userId: 1 } });
  expect(await onlyItem()).toMatchObject({ version: '1.1.0', assignedUserId: 1 });
});

it('keeps a snoozed item out of the active ones until the snooze ends by itself', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  await snooze(id, running.clock.now + hour);
  expect(await running.items({ view: 'active' })).toEqual([]);
  expect(await running.items({ view: 'snoozed' })).toMatchObject([{ id, snoozedUntil: running.clock.now + hour }]);
  running.clock.now += hour;
  expect(await running.items({ view: 'active' })).toMatchObject([{ id }]);
  expect(await running.items({ view: 'snoozed' })).toEqual([]);
});

it('tells the page once when a snooze ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-'));
  const clock = { now: 1000 };
  const store = openStore(folder, { now: () => clock.now, log: () => undefined });
  const told: unknown[] = [];
  const changes: Pick<Changes, 'publish'> = { publish: (change) => told.push(change) };
  const context = { store, now: () => clock.now };
  const projectId = store.projects.create({ name: 'shop', namedBy: 'person', at: 1 });
  const environmentId = store.environments.idOf(projectId, 'production');
  const id = store.items.create({
    ...{ projectId, environmentId, counter: 1, mechanism: 'm', scope: '', fingerprint: 'f', protocol: 'rollbar' },
    ...{ title: 't', culprit: '', level: 'error', platform: null, language: null, framework: null },
    ...{ occurrenceId: 1, at: 1 },
  });
  const marks = store.itemMarks.of(id);
  if (!marks) throw new Error('no item');
  store.itemMarks.save(id, { ...marks, snoozedAt: 500, snoozedUntil: 1500 });
  let since = announceWoken(context, changes, 0);
  clock.now = 1500;
  since = announceWoken(context, changes, since);
  clock.now = 2000;
  announceWoken(context, changes, since);
  expect(told).toEqual([{ itemIds: [id], projects: true }]);
  return store.close().then(() => {
    rmSync(folder, { recursive: true, force: true });
  });
});
