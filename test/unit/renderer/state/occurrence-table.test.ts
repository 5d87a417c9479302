import { beforeEach, expect, it } from 'vitest';
import {
  createOccurrenceTable,
  mostColumns,
  type OccurrenceTable,
} from '../../../../renderer/state/occurrence-table.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { anOccurrenceRow } from '../an-occurrence-row.ts';
import { createStage, type Stage } from '../stage.ts';

let newest: number;
let refuses: boolean;
let stage: Stage;
let table: OccurrenceTable;
beforeEach(() => {
  newest = 250;
  refuses = false;
  stage = createStage({
    'occurrences.list': ({ cursor, limit, order, columns }) => {
      if (refuses) throw new Refusal('disconnected', 'gone');
      const all = Array.from({ length: newest }, (_, index) => (order === 'newest' ? newest - index : index + 1));
      const from = cursor === null ? 0 : all.indexOf(Number(cursor)) + 1;
      const rows = all.slice(from, from + limit).map((id) => anOccurrenceRow({ id, values: [...columns] }));
      return { rows, next: from + limit < all.length ? String(rows.at(-1)?.id) : null };
    },
  });
  table = createOccurrenceTable(stage);
});
const ids = (): number[] => (table.rows ?? []).map(({ id }) => id);
const show = async (id: number | null = 1): Promise<void> => {
  table.show(id);
  await stage.pass(0);
};

it('loads a page, and the next when it is asked to', async () => {
  await show();
  expect([ids().length, ids()[0], table.hasMore]).toEqual([100, 250, true]);
  await table.loadMore();
  await table.loadMore();
  expect([ids().length, ids().at(-1), table.hasMore]).toEqual([250, 1, false]);
  await table.loadMore();
  expect(ids()).toHaveLength(250);
});

it('follows what arrives while the newest are in sight, and offers it else', async () => {
  await show();
  newest = 251;
  table.refresh();
  await stage.pass(2000);
  expect([ids()[0], table.hasNewer]).toEqual([251, false]);
  table.setAtTop(false);
  newest = 252;
  table.refresh();
  await stage.pass(2000);
  expect([ids()[0], table.hasNewer]).toEqual([251, true]);
  table.restart();
  await stage.pass(0);
  expect([ids()[0], table.hasNewer]).toEqual([252, false]);
});

it('asks for the columns that are chosen, each once, and no more than there may be', async () => {
  await show();
  table.setColumns(['a', 'b', 'a', ...Array.from({ length: 20 }, (_, index) => `c${String(index)}`)]);
  await stage.pass(0);
  expect(table.columns).toHaveLength(mostColumns);
  expect(table.rows?.[0]?.values.slice(0, 3)).toEqual(['a', 'b', 'c0']);
});

it('turns the order round', async () => {
  await show();
  table.sort('oldest');
  await stage.pass(0);
  expect(ids().slice(0, 2)).toEqual([1, 2]);
});

it('forgets what was chosen and shown when another item is opened', async () => {
  await show();
  table.toggle(250);
  table.toggle(249);
  table.toggle(250);
  table.select(249);
  table.setColumns(['a']);
  expect([...table.chosen]).toEqual([249]);
  await show(2);
  expect([table.chosen.size, table.currentId, table.columns]).toEqual([0, null, []]);
});

it('says what failed, and starts again', async () => {
  refuses = true;
  await show();
  expect([table.rows, table.failure]).toEqual([null, 'disconnected']);
  refuses = false;
  table.restart();
  await stage.pass(0);
  expect([ids().length, table.failure]).toEqual([100, null]);
});
