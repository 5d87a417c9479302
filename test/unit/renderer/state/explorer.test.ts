import { beforeEach, expect, it } from 'vitest';
import { createExplorer, type Explorer } from '../../../../renderer/state/explorer.svelte.ts';
import { allOccurrences } from '../../../../renderer/state/route.ts';
import type { FoundOccurrence } from '../../../../shared/found-occurrence.ts';
import { anOccurrenceRow } from '../an-occurrence-row.ts';
import { createStage, type Stage } from '../stage.ts';

const found = (id: number): FoundOccurrence => ({ ...anOccurrenceRow({ id }), itemId: 1, projectId: 1, title: 'E' });

let stage: Stage;
let explorer: Explorer;
/** Every call looks at ten ids; of them those are found. */
let matches: (id: number) => boolean;
beforeEach(() => {
  matches = () => true;
  stage = createStage({
    'occurrences.find': ({ cursor }) => {
      const last = cursor === null ? 1000 : Number(cursor) - 1;
      const ids = Array.from({ length: 10 }, (_, index) => last - index).filter((id) => id > 0);
      const next = (ids.at(-1) ?? 1) > 1 ? (ids.at(-1) ?? null) : null;
      return { rows: ids.filter(matches).map(found), next: next === null ? null : String(next), searchedTo: next };
    },
    'occurrences.hours': () => ({ hours: [], isExact: true }),
    'occurrences.foundPaths': () => [],
    'items.rows': () => [],
    'occurrences.compare': ({ inside, outside }) => ({
      inside: inside.text.length,
      outside: outside.text.length,
      values: [],
    }),
  });
  explorer = createExplorer(stage);
});
const ids = (): number[] => (explorer.table.rows ?? []).map(({ id }) => id);
const asked = (name: string): number => stage.asked.filter((each) => each.name === name).length;
const show = async (change = {}): Promise<void> => {
  explorer.show({ ...allOccurrences, ...change });
  await stage.pass(10_000);
};

it('goes on searching until there are enough, and tells how far it has come', async () => {
  matches = (id) => id % 10 === 0;
  await show({ text: 'rare' });
  expect([ids().length, ids()[0], explorer.isSearching]).toEqual([30, 1000, false]);
  expect(explorer.searchedTo).toBe(701);
  await explorer.table.loadMore();
  expect(ids()).toHaveLength(60);
});

it('stops after so many steps, and when it is asked to', async () => {
  matches = (id) => id === 1;
  await show({ text: 'once' });
  expect([ids(), explorer.searchedTo]).toEqual([[], 501]);
  await explorer.table.loadMore();
  expect([ids(), explorer.searchedTo]).toEqual([[1], null]);
  explorer.show({ ...allOccurrences, text: 'again' });
  explorer.stop();
  await stage.pass(10_000);
  expect(explorer.searchedTo).not.toBe(501);
});

it('looks only once for what has arrived, and keeps what is shown', async () => {
  matches = (id) => id % 100 === 50;
  await show({ text: 'rare' });
  const [before, calls] = [ids(), asked('occurrences.find')];
  explorer.refresh();
  await stage.pass(10_000);
  expect([ids(), asked('occurrences.find')]).toEqual([before, calls + 1]);
});

it('a span of time leaves the chart alone, another search does not', async () => {
  await show({ text: 'a' });
  await show({ text: 'a', from: 5 });
  expect(asked('occurrences.hours')).toBe(1);
  await show({ text: 'b', from: 5 });
  expect(asked('occurrences.hours')).toBe(2);
});

it('compares with what is asked for, until something else is shown', async () => {
  await show({ text: 'abc' });
  explorer.compareWith('rest');
  await stage.pass(10_000);
  expect(explorer.apart.found).toMatchObject({ inside: 3, outside: 0 });
  explorer.compareWith('list');
  await stage.pass(10_000);
  expect(explorer.apart.found).toMatchObject({ inside: 3, outside: 3 });
  await show({ text: 'other' });
  expect([explorer.against, explorer.apart.found]).toEqual([null, null]);
});
