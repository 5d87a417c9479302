import { expect, it } from 'vitest';
import { createCounts, type Counts } from '../../../../renderer/state/counts.svelte.ts';
import { createInbox, everything, type Inbox } from '../../../../renderer/state/inbox.svelte.ts';
import { createToasts, type Toasts } from '../../../../renderer/state/toasts.svelte.ts';
import { createTriage, type Shown, type Triage } from '../../../../renderer/state/triage.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { ItemRow } from '../../../../shared/item.ts';
import { foreseen } from '../../../../renderer/state/wishes.ts';
import { rowOf } from '../stage.ts';
import { fakeItems, type FakeItems } from './fake-items.ts';

interface Scene {
  fake: FakeItems;
  inbox: Inbox;
  counts: Counts;
  toasts: Toasts;
  triage: Triage;
}

async function scene(...all: number[]): Promise<Scene> {
  const fake = fakeItems(all.map((id) => rowOf({ id })));
  const inbox = createInbox(fake);
  const counts = createCounts(fake, () => undefined);
  const toasts = createToasts(fake.later);
  const shown: Shown = {
    foresee: (items, wish) => {
      counts.foresee(
        items,
        items.map((item) => foreseen(item, wish, fake.now())),
      );
      return inbox.foresee(new Set(items.map((item) => item.id)), wish);
    },
    hold: () => {
      inbox.hold();
      counts.hold();
    },
    release: (ids) => {
      inbox.release(ids);
      counts.release();
    },
    nameOf: String,
  };
  inbox.show(everything);
  counts.show(everything);
  await fake.pass(1000);
  return { fake, inbox, counts, toasts, triage: createTriage(fake, shown, toasts) };
}
const staying = (inbox: Inbox): number[] => inbox.rows.map((row) => row.id).filter((id) => !inbox.leaving.has(id));
const row = (inbox: Inbox, id: number): ItemRow => inbox.rows.find((each) => each.id === id) ?? rowOf({ id });
const words = (toasts: Toasts): string[] => toasts.list.map((toast) => toast.words);

it('a decision shows before it is answered: the row leaves, the next is selected, the counts follow', async () => {
  const { fake, inbox, counts, toasts, triage } = await scene(1, 2, 3);
  inbox.cursor.select(2);
  const done = triage.act({ kind: 'resolve' }, inbox.cursor.targets());
  expect([staying(inbox), inbox.cursor.selectedId]).toEqual([[1, 3], 3]);
  expect(counts.all).toMatchObject({ active: 2, new: 2, resolved: 1, all: 3 });
  expect(words(toasts)).toEqual(['Resolved #2']);
  await done;
  await fake.pass(1000);
  expect(inbox.rows.map((each) => each.id)).toEqual([1, 3]);
  expect(fake.commands).toEqual([
    { kind: 'resolve', id: expect.any(String) as string, at: fake.now() - 2000 + 1000, itemIds: [2], inVersion: null },
  ]);
});

it('asks for nothing when all are as wished', async () => {
  const { fake, inbox, triage } = await scene(1);
  await triage.act({ kind: 'activate' }, [row(inbox, 1)]);
  expect(fake.commands).toEqual([]);
});

it('undo puts rows and selection back, the latest decision first, for several steps', async () => {
  const { fake, inbox, toasts, triage } = await scene(1, 2, 3, 4);
  inbox.cursor.select(2);
  await triage.act({ kind: 'resolve' }, inbox.cursor.targets());
  await triage.act({ kind: 'mute' }, inbox.cursor.targets());
  await fake.pass(1000);
  expect([staying(inbox), inbox.cursor.selectedId]).toEqual([[1, 4], 4]);
  await triage.undo();
  expect([staying(inbox), inbox.cursor.selectedId]).toEqual([[1, 3, 4], 3]);
  await triage.undo();
  await fake.pass(1000);
  expect([staying(inbox), inbox.cursor.selectedId]).toEqual([[1, 2, 3, 4], 2]);
  expect(fake.items.map((item) => item.status)).toEqual(['active', 'active', 'active', 'active']);
  await triage.undo();
  expect(words(toasts)).toEqual(['Nothing to undo']);
});

it('undo pressed before the answer waits for it', async () => {
  const { fake, inbox, triage } = await scene(1, 2);
  void triage.act({ kind: 'resolve' }, [row(inbox, 1)]);
  void triage.undo();
  await fake.pass(1000);
  expect(fake.undone).toEqual(fake.commands.map((command) => command.id));
  expect([staying(inbox), fake.items[0]?.status]).toEqual([[1, 2], 'active']);
});

it('what is refused as a whole comes back, cannot be undone, and says why', async () => {
  const { fake, inbox, counts, toasts, triage } = await scene(1, 2, 3);
  inbox.cursor.select(2);
  fake.refuseNext = new Refusal('data-unwritable', 'disk full');
  await triage.act({ kind: 'resolve' }, inbox.cursor.targets());
  expect([staying(inbox), inbox.cursor.selectedId, triage.canUndo]).toEqual([[1, 2, 3], 2, false]);
  expect(words(toasts)).toEqual(['The data folder cannot be written']);
  await fake.pass(1000);
  expect(counts.all).toMatchObject({ active: 3, resolved: 0 });
});

it('of several, only those that are refused come back', async () => {
  const { fake, inbox, toasts, triage } = await scene(1, 2, 3);
  fake.stubborn.add(2);
  inbox.cursor.checkAll();
  await triage.act({ kind: 'resolve' }, inbox.cursor.targets());
  await fake.pass(1000);
  expect([staying(inbox), words(toasts)]).toEqual([[2], ['Resolved 3 items', 'No']]);
  await triage.undo();
  await fake.pass(1000);
  expect(staying(inbox)).toEqual([1, 2, 3]);
});

it('a list that was asked for before the decision does not bring the row back', async () => {
  const { fake, inbox, triage } = await scene(1, 2);
  inbox.refresh();
  await triage.act({ kind: 'resolve' }, [row(inbox, 1)]);
  await fake.settle();
  expect(staying(inbox)).toEqual([2]);
});

it('a decision on another list than the one it is undone from leaves that list alone', async () => {
  const { fake, inbox, triage } = await scene(1, 2);
  await triage.act({ kind: 'mute' }, [row(inbox, 1)]);
  inbox.show({ ...everything, view: 'muted' });
  await fake.pass(1000);
  expect(staying(inbox)).toEqual([1]);
  await triage.undo();
  await fake.pass(1000);
  expect(staying(inbox)).toEqual([]);
});

it('what was decided before the page was opened is undone after what was decided since', async () => {
  const { fake, inbox, toasts, triage } = await scene(1, 2);
  fake.steps = [
    { commandId: 'newer', at: 2, wish: { kind: 'mute' }, by: 'person', items: 3, counter: null },
    { commandId: 'older', at: 1, wish: { kind: 'note', text: 'x' }, by: 'person', items: 1, counter: 7 },
    { commandId: 'rule', at: 0, wish: { kind: 'resolve', inVersion: null }, by: 'quiet', items: 2, counter: null },
  ];
  await triage.act({ kind: 'resolve' }, [row(inbox, 1)]);
  await triage.load();
  for (const said of [
    'Undone: Resolved #1',
    'Undone: Muted 3 items',
    'Undone: Note on #7',
    'Undone: Resolved 2 items, which were quiet',
    'Nothing to undo',
  ]) {
    await triage.undo();
    expect(words(toasts)).toEqual([said]);
  }
  expect(fake.undone.slice(1)).toEqual(['newer', 'older', 'rule']);
});

it('a decision on all that match is one step, and says how far it is when it takes long', async () => {
  const { fake, inbox, toasts, triage } = await scene(1, 2, 3);
  const { call } = fake.client;
  const asked = Promise.withResolvers<undefined>();
  fake.client.call = async (name, params) => {
    if (name === 'items.triageMatching') await asked.promise;
    return call(name, params);
  };
  const done = triage.actOnAll({ kind: 'resolve' }, everything);
  const commandId = '00000000-0000-4000-8000-000000000001';
  fake.emit('progress', { commandId, done: 1, of: 3 });
  expect(words(toasts)).toEqual([]);
  await fake.pass(1000);
  fake.emit('progress', { commandId, done: 2, of: 3 });
  expect(words(toasts)).toEqual(['Resolved items: 2 of 3']);
  asked.resolve(undefined);
  await done;
  await fake.pass(1000);
  expect([staying(inbox), words(toasts)]).toEqual([[], ['Resolved 3 items']]);
  await triage.undo();
  await fake.pass(1000);
  expect(staying(inbox)).toEqual([1, 2, 3]);
});
