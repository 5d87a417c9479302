/** What resolves items without anybody pressing a key, and what becomes of deleted ones. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseDeleted } from '../../main/collector/erase-deleted.ts';
import { resolveByCommits } from '../../main/collector/resolve-by-commits.ts';
import { resolveQuiet } from '../../main/collector/resolve-quiet.ts';
import { createSourceReader } from '../../main/source/source.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import type { ResolveRules } from '../../shared/resolve-rules.ts';
import type { TriageWish } from '../../shared/triage.ts';
import { aClone, type AClone } from '../unit/main/source/git/a-clone.ts';
import { errorData, everything, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let clone: AClone;
beforeEach(async () => {
  [running, clone] = [await runCollector(), aClone()];
});
afterEach(async () => {
  await running.dispose();
  clone.dispose();
  expect(running.log).toEqual([]);
});

const day = 24 * 3_600_000;
const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });

async function report(fingerprint: string, more = {}): Promise<number> {
  await running.post(errorData({ fingerprint, ...more }));
  return (await running.items()).find((item) => item.lastSeenAt === running.clock.now)?.id ?? 0;
}
async function decide(wish: TriageWish, ...itemIds: number[]): Promise<string> {
  const command = { ...stamp(), ...wish, itemIds } as Parameters<typeof send>[0];
  await send(command);
  return command.id;
}
const send = (command: Parameters<typeof running.client.call<'items.triage'>>[1]['command']) =>
  running.client.call('items.triage', { command });
const setRules = (rules: Partial<ResolveRules>) =>
  running.client.call('projects.changeResolveRules', { id: 1, rules: { quietDays: null, byCommits: false, ...rules } });
const statuses = async (): Promise<string[]> =>
  Promise.all([1, 2, 3].map(async (id) => (await running.client.call('items.get', { id })).status));

/** Does what the timer does, on the data of the collector, which is not running meanwhile. */
async function look(work: (context: Looking) => Promise<void>): Promise<number[]> {
  await running.collector.stop();
  const { now } = running.clock;
  const store = openStore(running.folder, { now: () => now, log: (line) => running.log.push(line) });
  const published: number[] = [];
  const changes = { publish: ({ itemIds = [] }: { itemIds?: number[] }) => void published.push(...itemIds) };
  await work({ store, now: () => now, newUuid: randomUUID, changes, isStopped: () => false });
  await store.close();
  await running.restart();
  return published;
}
interface Looking {
  store: Store;
  now: () => number;
  newUuid: () => ReturnType<typeof randomUUID>;
  changes: { publish(change: { itemIds?: number[] }): void };
  isStopped: () => boolean;
}
const lookForQuiet = (): Promise<number[]> => look((context) => resolveQuiet(context, context.changes));

it('resolves after so many quiet days what nobody has touched, says why, and takes it back as one step', async () => {
  for (const fingerprint of ['quiet', 'pinned', 'loud']) {
    running.clock.now += 1000;
    await report(fingerprint);
  }
  await decide({ kind: 'pin', isOn: true }, 2);
  await setRules({ quietDays: 14 });
  running.clock.now += 14 * day - 2500;
  await report('loud');
  expect(await lookForQuiet()).toEqual([]);
  running.clock.now += 1000;
  expect(await lookForQuiet()).toEqual([1]);
  expect(await statuses()).toEqual(['resolved', 'active', 'active']);
  const { activity } = await running.client.call('items.get', { id: 1 });
  expect(activity[0]).toMatchObject({ kind: 'resolved', by: 'quiet', detail: { quietDays: 14 } });

  const [step] = await running.client.call('triage.steps', {});
  expect(step).toMatchObject({ by: 'quiet', items: 1, wish: { kind: 'resolve', inVersion: null } });
  await running.client.call('triage.undo', { ...stamp(), commandId: step?.commandId ?? '' });
  expect(await statuses()).toEqual(['active', 'active', 'active']);
  // Somebody wanted it active, so the days begin anew.
  expect(await lookForQuiet()).toEqual([]);
  running.clock.now += 15 * day;
  expect(await lookForQuiet()).toEqual([1, 3]);
});

it('resolves nothing quiet that is snoozed, or where nobody has asked for it', async () => {
  await report('quiet');
  running.clock.now += 365 * day;
  expect(await lookForQuiet()).toEqual([]);
  await decide({ kind: 'snooze', isOn: true, until: running.clock.now + 30 * day }, 1);
  await setRules({ quietDays: 1 });
  running.clock.now += 2 * day;
  expect(await lookForQuiet()).toEqual([]);
  await expect(
    running.client.call('projects.changeResolveRules', { id: 9, rules: { quietDays: 1, byCommits: false } }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

it('resolves what a new commit in a mapped folder says it fixes, once, and only while that is wanted', async () => {
  const environment = { PATH: process.env['PATH'], HOME: clone.path };
  const source = createSourceReader({ environment, platform: process.platform, now: () => running.clock.now });
  const lookAtCommits = (): Promise<number[]> => look((context) => resolveByCommits(context, source));
  const commit = (message: string): void => {
    clone.write('file', message);
    clone.commit('Ada', message, running.clock.now);
  };
  for (const fingerprint of ['a', 'b', 'c']) {
    running.clock.now += 1000;
    await report(fingerprint);
  }
  commit('fixes st#1');
  await running.client.call('source.map', { projectId: 1, mappings: [{ prefix: '/srv', folder: clone.path }] });
  expect(await lookAtCommits()).toEqual([]);
  await setRules({ byCommits: true });
  // What was committed before is none of its business.
  expect(await lookAtCommits()).toEqual([]);
  commit('Pay once, fixes st#2, closes st#99');
  const hash = clone.git('rev-parse', 'HEAD');
  expect(await lookAtCommits()).toEqual([2]);
  expect(await statuses()).toEqual(['active', 'resolved', 'active']);
  const { activity, resolvedInVersion } = await running.client.call('items.get', { id: 2 });
  expect(resolvedInVersion).toBe(hash);
  expect(activity[0]).toMatchObject({
    ...{ kind: 'resolved', by: 'commit' },
    detail: { version: hash, commit: hash.slice(0, 12), subject: 'Pay once, fixes st#2, closes st#99' },
  });

  const [step] = await running.client.call('triage.steps', {});
  await running.client.call('triage.undo', { ...stamp(), commandId: step?.commandId ?? '' });
  clone.git('checkout', '-q', 'HEAD~1');
  expect(await lookAtCommits()).toEqual([]);
  clone.git('checkout', '-q', '-');
  expect(await lookAtCommits()).toEqual([]);
  expect(await statuses()).toEqual(['active', 'active', 'active']);
});

it('keeps what is deleted in a view of its own for 30 days, then it is gone for good, and nothing else is', async () => {
  const uuid = 'd4c7acef55bf4c9ea95e4fe9428a8287';
  await report('kept');
  running.clock.now += 1000;
  await report('gone', { uuid, code_version: '1.0', person: { id: 'ada' } });
  running.clock.now += 1000;
  await report('merged');
  for (let n = 0; n < 250; n += 1) await running.post(errorData({ fingerprint: 'gone' }));
  await decide({ kind: 'merge', into: 2 }, 3);
  await decide({ kind: 'mute' }, 2);
  const before = await running.client.call('items.get', { id: 2 });
  await decide({ kind: 'delete' }, 2);
  expect((await running.items()).map(({ id }) => id)).toEqual([1]);
  expect((await running.items({ view: 'deleted' })).map(({ id, deletedAt }) => [id, deletedAt])).toEqual([
    [2, running.clock.now],
  ]);
  await decide({ kind: 'bring-back' }, 2);
  expect({ ...(await running.client.call('items.get', { id: 2 })), activity: [] }).toEqual({ ...before, activity: [] });
  await decide({ kind: 'delete' }, 2);
  const refused = await send({ ...stamp(), kind: 'resolve', inVersion: null, itemIds: [2] });
  expect(refused.refused).toEqual([{ itemId: 2, message: 'It was deleted: bring it back first.' }]);
  expect(await running.client.call('items.counts', { filter: everything })).toMatchObject({ all: 1, deleted: 1 });

  const erase = (): Promise<number[]> => look((context) => eraseDeleted(context, context));
  running.clock.now += 30 * day;
  expect(await erase()).toEqual([]);
  running.clock.now += 1;
  expect(await erase()).toEqual([2]);
  expect(await running.client.call('items.counts', { filter: everything })).toMatchObject({ all: 1, deleted: 0 });
  await expect(running.client.call('items.get', { id: 2 })).rejects.toMatchObject({ code: 'not-found' });
  await look(({ store }) => {
    expect(store.occurrencePages.byUuid(1, uuid)).toBeUndefined();
    expect(store.occurrences.behind(0, 10).map(({ itemId }) => itemId)).toEqual([1]);
    expect([2, 3].map((id) => store.activity.ofItem(id, 10))).toEqual([[], []]);
    return Promise.resolve();
  });
  // The same error is a new one.
  running.clock.now += 1000;
  expect(await report('gone')).toBe(4);
});
