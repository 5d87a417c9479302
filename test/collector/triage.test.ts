import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemRow } from '../../shared/item.ts';
import type { TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const triage = (command: TriageCommand): Promise<TriageAnswer> => running.client.call('items.triage', { command });
const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });
const resolve = (itemIds: number[], inVersion: string | null = null): TriageCommand => ({
  ...stamp(),
  kind: 'resolve',
  itemIds,
  inVersion,
});
const onlyItem = async (): Promise<ItemRow> => {
  const [item] = await running.items();
  if (!item) throw new Error('no item');
  return item;
};

it('brings a resolved item back as active, and says that it was reactivated', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  await triage(resolve([id]));
  expect(await onlyItem()).toMatchObject({ status: 'resolved', lastResolvedAt: running.clock.now });
  running.clock.now += 1000;
  await running.post(errorData());
  expect(await onlyItem()).toMatchObject({ status: 'active', reactivatedAt: running.clock.now, totalOccurrences: 2 });
  const { activity } = await running.client.call('items.get', { id });
  expect(activity.map((entry) => entry.kind)).toEqual(['reactivated', 'resolved', 'appeared']);
});

it('keeps an item resolved for occurrences of versions before the fix', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  await triage(resolve([id], '2.0.0'));
  await running.post(errorData({ code_version: '1.9.0' }));
  expect(await onlyItem()).toMatchObject({ status: 'resolved', totalOccurrences: 2 });
  await running.post(errorData({ code_version: '2.0.0' }));
  expect(await onlyItem()).toMatchObject({ status: 'active', totalOccurrences: 3 });
});

it('keeps a muted item muted while it goes on counting', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  await triage({ ...stamp(), kind: 'mute', itemIds: [id] });
  await running.post(errorData());
  expect(await onlyItem()).toMatchObject({ status: 'muted', totalOccurrences: 2 });
  expect(await running.items({ view: 'active' })).toEqual([]);
});

it('answers a repeated command the same and changes nothing', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  const command = resolve([id]);
  const answer = await triage(command);
  await running.post(errorData());
  expect(await triage(command)).toEqual(answer);
  expect((await onlyItem()).status).toBe('active');
});

it('takes a command back with an ordinary command, after a restart too', async () => {
  await running.post(errorData());
  await running.post(errorData({}, { method: 'refund' }));
  const before = await running.items();
  const { undo } = await triage(resolve(before.map((item) => item.id)));
  await running.restart();
  await triage({ ...stamp(), kind: 'restore', points: undo });
  expect(await running.items()).toEqual(before);
});

it('leaves an item alone that has moved on since, and says so', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  const { undo } = await triage(resolve([id]));
  await triage({ ...stamp(), kind: 'mute', itemIds: [id] });
  const answer = await triage({ ...stamp(), kind: 'restore', points: undo });
  expect(answer).toMatchObject({ applied: [], refused: [{ itemId: id }] });
  expect((await onlyItem()).status).toBe('muted');
});

it('refuses items that are not there, one by one', async () => {
  await running.post(errorData());
  const { id } = await onlyItem();
  expect(await triage(resolve([id, 4711]))).toMatchObject({ applied: [id], refused: [{ itemId: 4711 }] });
});

it('counts an item as new until somebody looks at it, and again when it came back', async () => {
  const isNew = async (): Promise<boolean> => (await running.items({ view: 'new' })).length === 1;
  await running.post(errorData());
  const { id } = await onlyItem();
  expect(await isNew()).toBe(true);
  running.clock.now += 1;
  await running.client.call('items.viewed', { ids: [id] });
  expect(await isNew()).toBe(false);
  await triage(resolve([id]));
  running.clock.now += 1;
  await running.post(errorData());
  expect(await isNew()).toBe(true);
});
