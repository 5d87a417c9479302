import { expect, it } from 'vitest';
import { createInbox, everything, type Inbox } from '../../../../renderer/state/inbox.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { ItemRow } from '../../../../shared/item.ts';
import { rowOf } from '../stage.ts';
import { fakeItems, type FakeItems } from './fake-items.ts';

const ids = (inbox: Inbox): number[] => inbox.rows.map((row) => row.id);
const rows = (...all: number[]): ItemRow[] => all.map((id) => rowOf({ id }));

async function shownInbox(items: ItemRow[]): Promise<{ fake: FakeItems; inbox: Inbox }> {
  const fake = fakeItems(items);
  const inbox = createInbox(fake);
  inbox.show(everything);
  await fake.pass(1000);
  return { fake, inbox };
}

it('shows the first page, and the shape of rows only when that takes longer than one notices', async () => {
  const fake = fakeItems(rows(1, 2));
  const inbox = createInbox(fake);
  expect(inbox.phase).toBe('loading');
  inbox.show(everything);
  await fake.settle();
  expect([inbox.phase, ids(inbox)]).toEqual(['ready', [1, 2]]);
  await fake.pass(1000);
  expect(inbox.phase).toBe('ready');
});

it('says when it is slow', async () => {
  const fake = fakeItems([]);
  const never = { ...fake.client, call: () => new Promise<never>(() => undefined) };
  const inbox = createInbox({ ...fake, client: never });
  inbox.show(everything);
  await fake.pass(149);
  expect(inbox.phase).toBe('loading');
  await fake.pass(1);
  expect(inbox.phase).toBe('slow');
});

it('lets arrivals flow in while nobody reads', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2));
  fake.items = rows(9, 1, 2);
  inbox.refresh([9]);
  await fake.settle();
  expect([ids(inbox), inbox.arrivals]).toEqual([[9, 1, 2], 0]);
});

it.each<[string, (inbox: Inbox) => void]>([
  [
    'a row is selected',
    (inbox) => {
      inbox.cursor.select(2);
    },
  ],
  [
    'the list is scrolled',
    (inbox) => {
      inbox.setAtTop(false);
    },
  ],
  [
    'rows are checked',
    (inbox) => {
      inbox.cursor.toggleCheck(1);
    },
  ],
])('while %s, rows change in place and arrivals are counted', async (_name, engage) => {
  const { fake, inbox } = await shownInbox(rows(1, 2, 3));
  engage(inbox);
  fake.items = [rowOf({ id: 9 }), rowOf({ id: 3, totalOccurrences: 7 }), ...rows(8, 1, 2)];
  inbox.refresh([9, 8, 3]);
  await fake.settle();
  expect([ids(inbox), inbox.arrivals]).toEqual([[1, 2, 3], 2]);
  expect(inbox.rows[2]?.totalOccurrences).toBe(7);
  const selected = inbox.cursor.selectedId;
  inbox.bringIn();
  await fake.settle();
  expect([ids(inbox), inbox.arrivals]).toEqual([[9, 3, 8, 1, 2], 0]);
  expect(inbox.cursor.selectedId).toBe(selected === null ? null : 9);
});

it('catches up when one has scrolled back to the top', async () => {
  const { fake, inbox } = await shownInbox(rows(1));
  inbox.setAtTop(false);
  fake.items = rows(9, 1);
  inbox.setAtTop(true);
  await fake.settle();
  expect(ids(inbox)).toEqual([9, 1]);
});

it('takes out what left the view elsewhere, and what is not there any more', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2, 3, 4));
  inbox.cursor.select(2);
  fake.set(2, { status: 'resolved' });
  fake.items = fake.items.filter((item) => item.id !== 4);
  inbox.refresh([2, 4]);
  await fake.settle();
  expect([[...inbox.leaving], inbox.cursor.selectedId]).toEqual([[2, 4], 3]);
  await fake.pass(140);
  expect(ids(inbox)).toEqual([1, 3]);
});

it('loads page after page without gaps or doubles', async () => {
  const { fake, inbox } = await shownInbox(rows(...Array.from({ length: 250 }, (_, index) => index + 1)));
  expect([inbox.rows.length, inbox.hasMore]).toEqual([100, true]);
  await Promise.all([inbox.loadMore(), inbox.loadMore()]);
  expect(inbox.rows.length).toBe(200);
  await inbox.loadMore();
  expect([inbox.hasMore, new Set(ids(inbox)).size]).toEqual([false, 250]);
  await inbox.loadMore();
  expect(fake.asked.filter(({ name }) => name === 'items.list')).toHaveLength(3);
});

it('goes to the last row of all', async () => {
  const { inbox } = await shownInbox(rows(...Array.from({ length: 2500 }, (_, index) => index + 1)));
  await inbox.last();
  expect([inbox.rows.length, inbox.cursor.selectedId]).toEqual([2500, 2500]);
});

it('drops a page that belongs to the list before', async () => {
  const { fake, inbox } = await shownInbox(rows(...Array.from({ length: 150 }, (_, index) => index + 1)));
  const more = inbox.loadMore();
  inbox.show({ ...everything, view: 'muted' });
  await more;
  await fake.settle();
  expect(ids(inbox)).toEqual([]);
});

it('another list begins at its top with nothing selected; the same one again changes nothing', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2));
  inbox.cursor.select(2);
  inbox.scrollOffset = 400;
  inbox.show({ ...everything });
  expect([inbox.scrollOffset, inbox.cursor.selectedId]).toEqual([400, 2]);
  inbox.show({ ...everything, text: 'Error 1' });
  await fake.settle();
  expect([inbox.scrollOffset, inbox.cursor.selectedId, ids(inbox)]).toEqual([0, null, [1]]);
});

it('nothing of the list before can be selected while another is on its way', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2));
  inbox.show({ ...everything, view: 'muted' });
  inbox.cursor.first();
  expect([inbox.cursor.selectedId, inbox.cursor.targets()]).toEqual([null, []]);
  await fake.settle();
});

it('sorts by asking again; a selection that is still there stays', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2));
  inbox.cursor.select(2);
  inbox.setListing({ ...inbox.listing, sort: 'count' });
  await fake.settle();
  expect(fake.asked.at(-1)?.params).toMatchObject({ sort: 'count', cursor: null });
  expect(inbox.cursor.selectedId).toBe(2);
});

it('keeps what it has when the collector refuses, and says why', async () => {
  const { fake, inbox } = await shownInbox(rows(1));
  fake.refuseNext = new Refusal('disconnected', 'lost');
  inbox.refresh();
  await fake.settle();
  expect([inbox.failure, ids(inbox)]).toEqual(['disconnected', [1]]);
  inbox.retry();
  await fake.settle();
  expect(inbox.failure).toBeNull();
});

it('knows the neighbours of an item, also of one that has left', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2, 3));
  inbox.cursor.select(2);
  expect([inbox.neighbour(2, 1)?.id, inbox.neighbour(2, -1)?.id, inbox.neighbour(3, 1)]).toEqual([3, 1, null]);
  inbox.foresee(new Set([2]), { kind: 'resolve' });
  await fake.pass(140);
  expect([inbox.neighbour(2, 1)?.id, inbox.neighbour(2, -1)?.id]).toEqual([3, 1]);
});

it('looking at an item keeps its row where it is, also among the new ones', async () => {
  const { fake, inbox } = await shownInbox(rows(1, 2));
  inbox.show({ ...everything, view: 'new' });
  await fake.pass(1000);
  inbox.cursor.select(1);
  inbox.markViewed(1, fake.now());
  fake.set(1, { viewedAt: fake.now() });
  inbox.refresh([1]);
  await fake.pass(1000);
  expect(ids(inbox)).toEqual([1, 2]);
  expect(inbox.rows[0]?.viewedAt).toBe(fake.now() - 1000);
});
