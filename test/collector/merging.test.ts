import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemDetail, ItemRow } from '../../shared/item.ts';
import type { TriageAnswer, TriageWish } from '../../shared/triage.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });
const hour = 3_600_000;

async function triage(wish: TriageWish, ...itemIds: number[]): Promise<TriageAnswer & { id: string }> {
  const command = { ...stamp(), ...wish, itemIds } as Parameters<typeof send>[0];
  return { ...(await send(command)), id: command.id };
}
const send = (command: Parameters<typeof running.client.call<'items.triage'>>[1]['command']): Promise<TriageAnswer> =>
  running.client.call('items.triage', { command });
const undo = (commandId: string) => running.client.call('triage.undo', { ...stamp(), commandId });
const detail = (id: number): Promise<ItemDetail> => running.client.call('items.get', { id });

/** Reports of an item of their own: who met it, in which version. */
async function report(fingerprint: string, person: string, version: string): Promise<number> {
  await running.post(errorData({ fingerprint, person: { id: person }, code_version: version }));
  const [newest] = await running.items();
  if (!newest) throw new Error('no item');
  running.clock.now += hour / 2;
  return newest.id;
}

interface Pair {
  one: number;
  other: number;
}

async function twoItems(): Promise<Pair> {
  const one = await report('one', 'ada', '1.0');
  const other = await report('other', 'ada', '1.1');
  await report('other', 'bo', '1.1');
  await report('one', 'cy', '1.1');
  return { one, other };
}

/** Everything that can be read of the items, but for their activity. */
async function allOf(...ids: number[]): Promise<unknown[]> {
  return Promise.all(
    ids.map(async (id) => {
      const item = { ...(await detail(id)), activity: [] };
      const trend = await running.client.call('items.trend', { id, hours: null });
      const people = await running.client.call('items.people', { id });
      const versions = await Promise.all(['1.0', '1.1'].map((version) => versionItems(version)));
      return { item, trend, people, versions };
    }),
  );
}

async function versionItems(version: string): Promise<unknown> {
  const { ingest, token } = running.collector.status();
  const path = `/api/1/versions/${version}/items?environment=production&event=new`;
  const response = await fetch(`${ingest.url}${path}`, { headers: { 'X-Rollbar-Access-Token': token } });
  return response.json();
}

const rowOf = async (id: number): Promise<ItemRow | undefined> => (await running.items()).find((row) => row.id === id);

it('merged items are one: what was counted, who met it, when, and what is still to come', async () => {
  const { one, other } = await twoItems();
  expect(await triage({ kind: 'merge', into: one }, other)).toMatchObject({ applied: [other], refused: [] });
  expect(await running.items()).toMatchObject([{ id: one, totalOccurrences: 4, people: 3 }]);
  await report('other', 'dee', '1.1');
  expect(await running.items()).toMatchObject([{ id: one, totalOccurrences: 5, people: 4 }]);
  const { activity, members, trend } = await detail(one);
  expect([members.map(({ id }) => id), activity[0]?.kind]).toEqual([[other], 'merged']);
  expect(trend.reduce((sum, count) => sum + count)).toBe(5);
  expect(await detail(other)).toMatchObject({ mergedInto: { id: one }, activity: [{ kind: 'merged' }, {}] });
});

it('undo gives both back everything, field by field, and each its own of what came meanwhile', async () => {
  const { one, other } = await twoItems();
  const before = await allOf(one, other);
  const { id } = await triage({ kind: 'merge', into: one }, other);
  await running.restart();
  await undo(id);
  expect(await allOf(one, other)).toEqual(before);

  const again = await triage({ kind: 'merge', into: one }, other);
  await report('other', 'dee', '1.1');
  await triage({ kind: 'unmerge' }, other);
  expect(await rowOf(one)).toMatchObject({ totalOccurrences: 2, people: 2 });
  expect(await rowOf(other)).toMatchObject({ totalOccurrences: 3, people: 3, status: 'active' });
  expect(await undo(again.id)).toMatchObject({ changed: 0, refused: null });
});

it('a group that is merged takes its members along, and undo takes them back with it', async () => {
  const [one, two, three] = [
    await report('one', 'ada', '1.0'),
    await report('two', 'bo', '1.0'),
    await report('three', 'cy', '1.0'),
  ];
  await triage({ kind: 'merge', into: two }, one);
  const { id } = await triage({ kind: 'merge', into: three }, two);
  expect((await detail(three)).members.map((member) => member.id)).toEqual([one, two]);
  await report('one', 'ada', '1.0');
  expect(await running.items()).toMatchObject([{ id: three, totalOccurrences: 4 }]);
  await undo(id);
  expect(await rowOf(two)).toMatchObject({ totalOccurrences: 3 });
  expect((await detail(two)).members.map((member) => member.id)).toEqual([one]);
  await triage({ kind: 'unmerge' }, one);
  expect(await rowOf(one)).toMatchObject({ totalOccurrences: 2 });
});

it('a merged item comes back as it was, and a new report brings its resolved target back', async () => {
  const { one, other } = await twoItems();
  await triage({ kind: 'mute' }, other);
  await triage({ kind: 'merge', into: one }, other);
  await triage({ kind: 'resolve', inVersion: null }, one);
  await report('other', 'ada', '1.1');
  expect(await running.items({ view: 'active' })).toMatchObject([{ id: one }]);
  await triage({ kind: 'unmerge' }, other);
  expect(await rowOf(other)).toMatchObject({ status: 'muted', totalOccurrences: 3 });
});

it('refuses to merge what cannot be one', async () => {
  const { one, other } = await twoItems();
  await running.post(errorData({ environment: 'staging', fingerprint: 'one' }));
  const [staging] = await running.items({ environment: 'staging' });
  const refusals = async (into: number, id: number): Promise<string[]> =>
    (await triage({ kind: 'merge', into }, id)).refused.map(({ message }) => message);
  expect(await refusals(one, staging?.id ?? 0)).toEqual(['Items of different environments cannot be merged.']);
  expect(await refusals(4711, one)).toEqual(['This item is not there any more.']);
  await triage({ kind: 'merge', into: one }, other);
  expect(await refusals(other, one)).toEqual(['This item is not there any more.']);
});

it('finds what reports of merged items said, in the item that they belong to', async () => {
  const one = await report('one', 'ada', '1.0');
  const other = await report('other', 'bo', '1.0');
  await running.post(errorData({ fingerprint: 'other', custom: { secretWord: 'xylophone' } }));
  const found = async (): Promise<number[]> => (await running.items({ text: 'xylophone' })).map(({ id }) => id);
  await expect.poll(found, { timeout: 20_000 }).toEqual([other]);
  const { id } = await triage({ kind: 'merge', into: one }, other);
  await expect.poll(found, { timeout: 20_000 }).toEqual([one]);
  await undo(id);
  await expect.poll(found, { timeout: 20_000 }).toEqual([other]);
});

it('programs are told of the group', async () => {
  const { one, other } = await twoItems();
  await triage({ kind: 'merge', into: one }, other);
  const { ingest, token } = running.collector.status();
  const item = async (id: number): Promise<unknown> => {
    const response = await fetch(`${ingest.url}/api/1/item/${String(id)}`, {
      headers: { 'X-Rollbar-Access-Token': token },
    });
    return ((await response.json()) as { result: unknown }).result;
  };
  expect(await item(other)).toMatchObject({ group_item_id: one, controlling_id: one, status: 'archived' });
  expect(await item(one)).toMatchObject({ group_item_id: null, group_status: 2, total_occurrences: 4 });
});

it('a deleted item is out of every list until it is brought back, by undo or by its next report', async () => {
  const { one, other } = await twoItems();
  await triage({ kind: 'mute' }, other);
  const before = await allOf(one, other);
  const { id } = await triage({ kind: 'delete' }, one, other);
  expect(await running.items()).toEqual([]);
  await running.restart();
  expect(await undo(id)).toMatchObject({ changed: 2, refused: null });
  expect(await allOf(one, other)).toEqual(before);
  await triage({ kind: 'delete' }, one);
  await report('one', 'ada', '1.0');
  expect(await rowOf(one)).toMatchObject({ status: 'active', totalOccurrences: 3 });
  expect((await detail(one)).activity.map(({ kind }) => kind).slice(0, 2)).toEqual(['reactivated', 'deleted']);
});

it('takes parting back also from an item that was deleted, and deleting with the time that it had', async () => {
  const { one, other } = await twoItems();
  await triage({ kind: 'merge', into: one }, other);
  await triage({ kind: 'delete' }, one);
  const { deletedAt } = await detail(one);
  running.clock.now += hour;
  const parted = await triage({ kind: 'unmerge' }, other);
  expect(await undo(parted.id)).toMatchObject({ changed: 1, refused: null });
  expect((await detail(other)).mergedInto?.id).toBe(one);
  const back = await triage({ kind: 'bring-back' }, one);
  running.clock.now += hour;
  await undo(back.id);
  expect((await detail(one)).deletedAt).toBe(deletedAt);
});
