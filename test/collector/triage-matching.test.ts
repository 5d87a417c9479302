import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemRow } from '../../shared/item.ts';
import type { BulkWish } from '../../shared/triage.ts';
import { errorData, everything, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });
const resolve: BulkWish = { kind: 'resolve', inVersion: null };
const byId = (items: ItemRow[]): ItemRow[] => items.toSorted((one, other) => one.id - other.id);

async function report(count: number): Promise<void> {
  for (let n = 0; n < count; n += 20) {
    const some = Array.from({ length: Math.min(20, count - n) }, (_, index) => `item ${String(n + index)}`);
    await Promise.all(some.map((fingerprint) => running.post(errorData({ fingerprint }))));
  }
}

it('decides on all that match, in parts, and takes all of it back after a restart', async () => {
  await report(620);
  await running.post(errorData({ environment: 'staging' }));
  const before = byId(await running.items());
  const progress: [number, number][] = [];
  running.client.on('progress', ({ done, of }) => progress.push([done, of]));
  const filter = { ...everything, view: 'active' as const, environment: 'production' };
  const { id, at } = stamp();
  const answer = await running.client.call('items.triageMatching', { id, at, filter, wish: resolve });
  expect(answer).toEqual({ matched: 620, changed: 620, refused: null });
  expect(progress).toEqual([
    [500, 620],
    [620, 620],
  ]);
  expect((await running.items({ view: 'active' })).map((item) => item.environment)).toEqual(['staging']);

  await running.restart();
  expect(await running.client.call('triage.steps', {})).toEqual([
    { commandId: id, at, wish: resolve, by: 'person', items: 620, counter: null },
  ]);
  expect(await running.client.call('triage.undo', { ...stamp(), commandId: id })).toMatchObject({ changed: 620 });
  expect(byId(await running.items())).toEqual(before);
  expect(await running.client.call('triage.steps', {})).toEqual([]);
});

it('matches what a search finds, and refuses one that cannot be read', async () => {
  await running.post(errorData({}));
  await running.post(errorData({ level: 'warning' }, { method: 'refund' }));
  const matching = (text: string) =>
    running.client.call('items.triageMatching', { ...stamp(), filter: { ...everything, text }, wish: resolve });
  expect(await matching('level:warning')).toMatchObject({ matched: 1, changed: 1 });
  expect((await running.items({ view: 'resolved' })).map((item) => item.level)).toEqual(['warning']);
  await expect(matching('level:loud')).rejects.toMatchObject({ code: 'bad-request' });
});

it('takes steps back from the latest, leaves alone what has moved on, and each step once', async () => {
  await report(2);
  const [one, other] = (await running.items()).map((item) => item.id) as [number, number];
  const before = byId(await running.items());
  const first = stamp();
  await running.client.call('items.triage', { command: { ...first, ...resolve, itemIds: [one, other] } });
  const second = stamp();
  await running.client.call('items.triage', { command: { ...second, kind: 'mute', itemIds: [other] } });
  const undo = (commandId: string) => running.client.call('triage.undo', { ...stamp(), commandId });
  expect(await undo(second.id)).toEqual({ matched: 1, changed: 1, refused: null });
  expect(await undo(second.id)).toEqual({ matched: 0, changed: 0, refused: null });
  await running.client.call('items.triage', { command: { ...stamp(), kind: 'mute', itemIds: [other] } });
  expect(await undo(first.id)).toMatchObject({ matched: 2, changed: 1, refused: { items: 1 } });
  expect(byId(await running.items()).find((item) => item.id === one)).toEqual(before.find((item) => item.id === one));
  const { activity } = await running.client.call('items.get', { id: one });
  expect(activity.map((entry) => entry.kind)).toEqual(['restored', 'resolved', 'appeared']);
});

it('changes nothing when the same command comes again', async () => {
  await report(1);
  const command = { ...stamp(), filter: everything, wish: resolve };
  expect(await running.client.call('items.triageMatching', command)).toMatchObject({ changed: 1 });
  await running.client.call('triage.undo', { ...stamp(), commandId: command.id });
  await running.client.call('items.triageMatching', command);
  expect((await running.items())[0]?.status).toBe('active');
});

it('what programs decide is nothing that a person takes back', async () => {
  await report(1);
  const [item] = await running.items();
  const { ingest, token } = running.collector.status();
  const response = await fetch(`${ingest.url}/api/1/item/${String(item?.id)}`, {
    method: 'PATCH',
    headers: { 'X-Rollbar-Access-Token': token, 'Content-Type': 'application/json' },
    body: JSON.stringify({ status: 'resolved' }),
  });
  expect([response.status, (await running.items())[0]?.status]).toEqual([200, 'resolved']);
  expect(await running.client.call('triage.steps', {})).toEqual([]);
});
