import { expect, it } from 'vitest';
import {
  filledRows,
  openSuggestions,
  prefixWords,
  problemsOnScreen,
  withSuggestion,
} from '../../../../renderer/settings/mapping-rows.ts';

const empty = { prefix: '', folder: '' };

it('sends the rows that say something, and finds their problems again', () => {
  const sent = filledRows([
    empty,
    { prefix: ' /srv ', folder: '/code ' },
    { prefix: '  ', folder: '' },
    { prefix: '', folder: '/b' },
  ]);
  expect(sent.map(({ mapping }) => mapping)).toEqual([
    { prefix: '/srv', folder: '/code' },
    { prefix: '', folder: '/b' },
  ]);
  const problem = { field: 'folder' as const, words: 'no' };
  expect(problemsOnScreen([{ index: 1, ...problem }], sent)).toEqual([{ index: 3, ...problem }]);
});

it('suggests what is not there yet', () => {
  const suggestions = [empty, { prefix: '/srv', folder: '' }, { prefix: '/app', folder: '/app' }];
  expect(openSuggestions(suggestions, [empty, { prefix: '/srv/', folder: '' }])).toEqual([empty, suggestions[2]]);
  expect(openSuggestions(suggestions, [{ prefix: '', folder: '/code' }])).toEqual(suggestions.slice(1));
});

it('puts a suggestion into an empty row, else into a new one', () => {
  const app = { prefix: '/app', folder: '/app' };
  const srv = { prefix: '/srv', folder: '/code' };
  expect(withSuggestion([srv, empty], app)).toEqual([srv, app]);
  expect(withSuggestion([srv], app)).toEqual([srv, app]);
  expect([prefixWords(''), prefixWords('/srv')]).toEqual(['relative paths', '/srv']);
});
