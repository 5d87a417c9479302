import { expect, it } from 'vitest';
import { openScopes, run, type PageHands } from '../../../renderer/commands.ts';
import type { CommandId } from '../../../renderer/keys/bindings.ts';
import { createApp, type App } from '../../../renderer/state/app.svelte.ts';
import type { AppStatus } from '../../../shared/app-status.ts';
import type { CallName } from '../../../shared/contract.ts';
import { usualRules } from '../../../shared/redaction/redaction-rules.ts';
import { fakeBar } from './fake-bar.ts';
import { anOccurrence } from '../an-occurrence.ts';
import { anOccurrenceRow } from './an-occurrence-row.ts';
import { rowOf } from './stage.ts';
import { fakeItems, type FakeItems } from './state/fake-items.ts';

const status: AppStatus = {
  ...{ version: '1', host: 'test', startedAt: 0, dataFolder: '/d', token: 't', firstProjectId: 1 },
  ...{ ratePerSecond: 0, lastReportAt: null, refusedDeliveries: 0, search: { behind: 0 }, storage: null },
  storing: { waiting: 0, failing: null },
  ingest: { state: 'listening', url: 'http://127.0.0.1:7655', port: 7655, note: null },
};
const others: Partial<Record<CallName, (params: never) => unknown>> = {
  'app.status': () => status,
  'projects.list': () => [],
  'refused.list': () => ({ rows: [], next: null }),
  'redaction.rules': () => usualRules,
  'settings.get': () => ({ strict: false }),
  'source.settings': () => ({ projects: [], editor: { kind: 'automatic' }, editors: [] }),
  'occurrences.latest': ({ itemId }: { itemId: number }) => ({
    ...{ id: itemId * 10, itemId, occurrence: anOccurrence(), olderId: itemId * 10 - 1, newerId: null },
  }),
  'occurrences.list': ({ order }: { order: string }) => ({
    rows: [anOccurrenceRow({ id: order === 'oldest' ? 1 : 10 }), anOccurrenceRow({ id: 8 })],
    next: null,
  }),
  'occurrences.paths': () => [],
  'occurrences.raw': () => ({ text: '{}' }),
  'occurrences.get': ({ id }: { id: number }) => ({
    ...{ id, itemId: 1, occurrence: anOccurrence(), olderId: null, newerId: id + 1 },
  }),
};
const questions: { what: string; ids: number[] }[] = [];
const hands: PageHands = {
  focusFilter: () => undefined,
  leaveFilter: () => undefined,
  stepFrame: () => undefined,
  openInEditor: () => undefined,
  copyItem: () => undefined,
  openPalette: () => undefined,
  toggleKeys: () => undefined,
  ask: (what, items) => questions.push({ what, ids: items.map((item) => item.id) }),
  rowsInSight: () => 2,
};

interface Scene {
  app: App;
  fake: FakeItems;
  bar: ReturnType<typeof fakeBar>;
  press: (...commands: CommandId[]) => Promise<void>;
  shown: () => number[];
}

async function scene(ids: number[], hash = '#/active'): Promise<Scene> {
  const fake = fakeItems(ids.map((id) => rowOf({ id, viewedAt: 1, lastActivatedAt: 0 })));
  const { client } = fake;
  const bar = fakeBar(hash);
  const call = (name: CallName, params: never): Promise<unknown> => {
    const answer = others[name];
    return answer ? Promise.resolve(answer(params)) : client.call(name, params);
  };
  const app = createApp({
    ...fake,
    client: { ...client, call: call as never },
    onState: (listener) => {
      listener('connected');
    },
    bar,
    storage: { getItem: () => null, setItem: () => undefined },
  });
  await fake.pass(1000);
  const press = async (...commands: CommandId[]): Promise<void> => {
    for (const command of commands) run(app, command, hands);
    await fake.pass(1000);
  };
  const shown = (): number[] => app.inbox.rows.map((row) => row.id);
  return { app, fake, bar, press, shown };
}

it('through a list with keys: open, back, resolve, undo', async () => {
  const { app, bar, press, shown } = await scene([1, 2, 3, 4]);
  await press('list.next', 'list.next', 'list.open');
  expect([bar.location.hash, app.item.shown?.id]).toEqual(['#/item/2', 20]);
  await press('item.next', 'item.back');
  expect([bar.location.hash, app.inbox.cursor.selectedId]).toEqual(['#/active', 3]);
  await press('triage.resolve');
  expect([shown(), app.inbox.cursor.selectedId]).toEqual([[1, 2, 4], 4]);
  await press('triage.undo');
  expect([shown(), app.inbox.cursor.selectedId]).toEqual([[1, 2, 3, 4], 3]);
});

it('a decision on an open item stays on it, and the list behind it follows', async () => {
  const { app, fake, bar, press, shown } = await scene([1, 2, 3], '#/item/2');
  await press('triage.resolve');
  expect([bar.location.hash, app.item.row?.status, shown()]).toEqual(['#/item/2', 'resolved', [1, 3]]);
  await press('triage.resolve');
  expect(fake.commands.map((command) => command.kind)).toEqual(['resolve', 'activate']);
  await press('item.next');
  expect(bar.location.hash).toBe('#/item/3');
});

it('resolving and muting turn around where all are so already', async () => {
  const { fake, press } = await scene([1, 2]);
  await press('list.next', 'triage.mute', 'go.muted');
  await press('list.next', 'triage.mute');
  expect(fake.commands.map((command) => command.kind)).toEqual(['mute', 'activate']);
});

it('acts on all checked rows at once', async () => {
  const { fake, press, shown } = await scene([1, 2, 3]);
  await press('list.next', 'list.check', 'list.next', 'list.next', 'list.check', 'triage.resolve');
  expect(fake.commands).toMatchObject([{ kind: 'resolve', itemIds: [1, 3] }]);
  expect(shown()).toEqual([2]);
});

it('all that match are checked by checking all twice, and decided on as one', async () => {
  const ids = Array.from({ length: 130 }, (_, index) => index + 1);
  const { app, fake, press, shown } = await scene(ids);
  await press('list.checkAll');
  expect([app.inbox.cursor.whole, app.inbox.cursor.checked.size]).toEqual([false, 100]);
  await press('list.checkAll');
  expect(app.inbox.cursor.whole).toBe(true);
  await press('triage.resolve');
  expect(fake.commands.map((command) => 'itemIds' in command && command.itemIds.length)).toEqual([130]);
  expect(shown()).toEqual([]);
  await press('triage.undo');
  expect(fake.items.every((item) => item.status === 'active')).toBe(true);
});

it('one check taken away from all that match leaves those that are loaded', async () => {
  const ids = Array.from({ length: 130 }, (_, index) => index + 1);
  const { app, fake, press } = await scene(ids);
  await press('list.checkAll', 'list.checkAll', 'list.next', 'list.check');
  expect([app.inbox.cursor.whole, app.inbox.cursor.checked.size]).toEqual([false, 99]);
  await press('triage.mute');
  expect(fake.commands).toMatchObject([{ kind: 'mute' }]);
  expect(fake.items.filter((item) => item.status === 'muted')).toHaveLength(99);
});

it('merges checked items into the selected one, and undo parts them', async () => {
  const { app, fake, press, shown } = await scene([1, 2, 3]);
  await press('list.next', 'triage.merge');
  expect(app.toasts.list.map(({ words }) => words)).toEqual(['Select two items or more to merge them']);
  await press('list.check', 'list.next', 'list.check', 'triage.merge');
  expect(fake.commands).toMatchObject([{ kind: 'merge', itemIds: [1], into: 2 }]);
  expect(shown()).toEqual([2, 3]);
  await press('triage.undo');
  expect(shown()).toEqual([1, 2, 3]);
});

it('a deleted item leaves the list, and undo brings it back', async () => {
  const { fake, press, shown } = await scene([1, 2]);
  await press('list.next', 'triage.delete');
  expect([fake.commands.map((command) => command.kind), shown()]).toEqual([['delete'], [2]]);
  await press('triage.undo');
  expect(shown()).toEqual([1, 2]);
});

it('one after the other: each decision opens the next, undo comes back to it, and the last ends it', async () => {
  const { app, bar, fake, press, shown } = await scene([1, 2, 3, 4]);
  await press('triage.walk', 'triage.resolve');
  expect([bar.location.hash, app.triageMode.progress]).toEqual(['#/item/2', { done: 1, total: 4 }]);
  await press('triage.mute');
  await press('triage.undo');
  expect([bar.location.hash, app.triageMode.progress]).toEqual(['#/item/2', { done: 1, total: 4 }]);
  await press('triage.pin', 'triage.mute');
  expect(bar.location.hash).toBe('#/item/3');
  await press('item.next', 'triage.delete');
  expect([bar.location.hash, shown()]).toEqual(['#/item/3', [3]]);
  await press('triage.resolve');
  expect([bar.location.hash, app.triageMode.isOn, shown()]).toEqual(['#/active', false, []]);
  expect(app.toasts.list.map(({ words }) => words)).toContain('Triage: 2 resolved, 1 muted, 1 deleted');
  for (let step = 0; step < 5; step += 1) await press('triage.undo');
  expect(fake.items.every(({ status, pinnedAt }) => status === 'active' && pinnedAt === null)).toBe(true);
});

it('going elsewhere ends it', async () => {
  const { app, press } = await scene([1, 2]);
  await press('triage.walk', 'item.back');
  expect(app.triageMode.isOn).toBe(false);
});

it('escape leaves the innermost thing: checks, filter, selection', async () => {
  const { app, bar, press } = await scene([1, 2], '#/active?text=Error');
  await press('list.next', 'list.check', 'list.clear');
  expect([app.inbox.cursor.checked.size, app.inbox.cursor.selectedId, bar.location.hash]).toEqual([
    ...[0, 1, '#/active?text=Error'],
  ]);
  await press('list.clear');
  expect(bar.location.hash).toBe('#/active');
  await press('list.next', 'list.clear');
  expect(app.inbox.cursor.engaged).toBe(false);
});

it('steps through occurrences keep the way back to the list', async () => {
  const { bar, press } = await scene([1]);
  await press('list.next', 'list.open');
  await press('item.older');
  expect(bar.location.hash).toBe('#/item/1/9');
  await press('item.newer');
  await press('item.back');
  expect(bar.location.hash).toBe('#/active');
});

it('a search goes on in all items', async () => {
  const { bar, press, shown } = await scene([1], '#/muted?text=Error');
  expect(shown()).toEqual([]);
  await press('filter.searchAll');
  expect([bar.location.hash, shown()]).toEqual(['#/all?text=Error', [1]]);
});

it('what changes at the collector comes to the list and to the open item', async () => {
  const { app, fake } = await scene([1, 2], '#/item/2');
  fake.set(2, { totalOccurrences: 5 });
  fake.emit('changed', { itemIds: [2], projects: false, refused: false });
  await fake.pass(1000);
  expect([app.item.row?.totalOccurrences, app.inbox.rows[1]?.totalOccurrences]).toEqual([5, 5]);
  fake.emit('status', { ...status, refusedDeliveries: 3 });
  expect(app.status.app?.refusedDeliveries).toBe(3);
});

it('keys that need rows are open in the list alone', async () => {
  const { app, press } = await scene([1]);
  expect(openScopes(app, null)).toEqual(['filter', 'list', 'everywhere', 'always']);
  expect(openScopes(app, 'keys')).toEqual(['sheet']);
  expect(openScopes(app, 'question')).toEqual([]);
  await press('go.settings');
  expect(openScopes(app, null)).toEqual(['everywhere', 'always']);
});

it('asks until when items are to be snoozed, and wakes those that are', async () => {
  const { fake, press } = await scene([1, 2]);
  questions.length = 0;
  await press('list.next', 'triage.snooze');
  expect(questions).toEqual([{ what: 'snooze', ids: [1] }]);
  fake.set(2, { snoozedAt: fake.now(), snoozedUntil: null });
  await press('go.snoozed');
  await press('list.next', 'triage.snooze', 'triage.undo');
  expect(fake.commands).toMatchObject([{ kind: 'snooze', itemIds: [2], isOn: false }]);
  expect(fake.undone).toEqual(fake.commands.map((command) => command.id));
});

it('sorts the other way when asked for the same order again, and remembers it', async () => {
  const { app, press } = await scene([1]);
  await press('sort.turn', 'sort.group');
  expect(app.inbox.listing).toMatchObject({ sort: 'last', ascending: true, grouped: true });
  expect(app.preferences.values).toMatchObject({ ascending: true, grouped: true });
  await press('sort.next');
  expect(app.inbox.listing).toMatchObject({ sort: 'first', ascending: false });
});

it('tabs and occurrences of an item by key; the next item is opened in the same tab', async () => {
  const { app, bar, press } = await scene([1, 2], '#/item/1');
  await press('item.previousTab', 'item.previousTab');
  expect(bar.location.hash).toBe('#/item/1?tab=raw');
  await press('item.oldest');
  expect(bar.location.hash).toBe('#/item/1/1?tab=raw');
  await press('item.newest');
  expect(bar.location.hash).toBe('#/item/1/10?tab=raw');
  await press('item.next');
  expect(bar.location.hash).toBe('#/item/2?tab=raw');
  await press('item.nextTab', 'item.nextTab');
  expect(bar.location.hash).toBe('#/item/2');
  await press('item.note');
  expect([bar.location.hash, app.itemPage.isNoteWanted]).toEqual(['#/item/2?tab=activity', true]);
});

it('compares the chosen two, one with what is shown, else what is shown with the one before', async () => {
  const { app, bar, press } = await scene([1], '#/item/1');
  await press('item.compare');
  expect(bar.location.hash).toBe('#/item/1/10?tab=compare&with=9');
  await press('item.nextTab', 'item.nextTab');
  expect(bar.location.hash).toBe('#/item/1/10?tab=occurrences&with=9');
  app.itemPage.table.select(8);
  await press('item.compare');
  expect(bar.location.hash).toBe('#/item/1/10?tab=compare&with=8');
  for (const id of [3, 5]) app.itemPage.table.toggle(id);
  await press('item.compare');
  expect(bar.location.hash).toBe('#/item/1/5?tab=compare&with=3');
});
