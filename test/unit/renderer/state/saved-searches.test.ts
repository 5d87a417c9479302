import { expect, it } from 'vitest';
import { everything } from '../../../../renderer/state/inbox.svelte.ts';
import { createSavedSearches } from '../../../../renderer/state/saved-searches.svelte.ts';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import type { SavedSearch } from '../../../../shared/contract.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage } from '../stage.ts';

const filter = { ...everything, text: 'level:error' };

function scene() {
  let kept: SavedSearch[] = [];
  let lastId = 0;
  const stage = createStage({
    'search.saved': () => kept,
    'search.save': (search) => {
      if (kept.length >= 2) throw new Refusal('conflict', 'too many');
      const saved = { id: (lastId += 1), ...search };
      kept = [...kept, saved];
      return saved;
    },
    'search.rename': ({ id, name }) => {
      kept = kept.map((each) => (each.id === id ? { ...each, name } : each));
      return kept.find((each) => each.id === id) as SavedSearch;
    },
    'search.remove': ({ id }) => {
      kept = kept.filter((each) => each.id !== id);
      return null;
    },
  });
  const toasts = createToasts(stage.later);
  return { stage, toasts, saved: createSavedSearches(stage, toasts) };
}

it('keeps searches under names, and knows the one that asks for the same', async () => {
  const { saved } = scene();
  expect(await saved.save('Bad', filter, 'last')).toBe(true);
  expect(saved.matching({ ...filter })?.name).toBe('Bad');
  expect(saved.matching(everything)).toBeUndefined();
  await saved.rename(1, 'Worse');
  expect(saved.list.map(({ name }) => name)).toEqual(['Worse']);
});

it('brings a deleted search back', async () => {
  const { saved, toasts, stage } = scene();
  await saved.save('Bad', filter, 'count');
  const [search] = saved.list;
  if (!search) throw new Error('not saved');
  await saved.remove(search);
  expect(saved.list).toEqual([]);
  toasts.list[0]?.action?.run();
  await stage.settle();
  expect(saved.list).toMatchObject([{ name: 'Bad', filter, sort: 'count' }]);
});

it('says why one was not saved', async () => {
  const { saved, toasts } = scene();
  for (const name of ['one', 'two']) await saved.save(name, filter, 'last');
  expect(await saved.save('three', filter, 'last')).toBe(false);
  expect(toasts.list).toMatchObject([{ tone: 'refused' }]);
});
