import { expect, it } from 'vitest';
import { usualColumns } from '../../../../renderer/state/columns.ts';
import { createPreferences } from '../../../../renderer/state/preferences.svelte.ts';

const usual = {
  ...{ theme: 'system', density: 'cosy', frames: 'newest', sort: 'last', ascending: false, grouped: false },
  ...{
    span: 'day',
    trend: '24h',
    columns: usualColumns,
    searches: [],
    section: '',
    peek: false,
    ...{ keys: {}, recent: [], copySize: 'usual', resendTo: [] },
    sdk: 'node',
  },
};

function storage(kept: string | null) {
  const store = { kept };
  return {
    store,
    getItem: () => store.kept,
    setItem: (_key: string, value: string) => {
      store.kept = value;
    },
  };
}

it.each([
  ['nothing', null, usual],
  ['what was changed', '{"theme":"dark"}', { ...usual, theme: 'dark' }],
  ['a value of another version', '{"theme":"sepia","density":"compact"}', { ...usual, density: 'compact' }],
  ['no JSON', '{theme', usual],
  ['no object', '[1]', usual],
])('%s was kept', (_name, kept, values) => {
  expect(createPreferences(storage(kept)).values).toEqual(values);
});

it('a change is kept', () => {
  const kept = storage(null);
  createPreferences(kept).change({ theme: 'light' });
  expect(createPreferences(kept).values.theme).toBe('light');
});
