import { expect, it } from 'vitest';
import { columns, shownColumns, usualColumns, type ColumnId } from '../../../../renderer/state/columns.ts';

const shown = (chosen: readonly ColumnId[], width: number, sort: 'last' | 'first' = 'last'): ColumnId[] =>
  shownColumns(chosen, { width, sort }).map(({ id }) => id);
const all = columns.map(({ id }) => id);

it('shows what was chosen, in one order whatever the order of choosing', () => {
  expect(shown(['last', 'count', 'environment'], 1600)).toEqual(['environment', 'count', 'last']);
  expect(shown(all, 2000)).toEqual(all);
});

it('leaves the least needed ones out where there is no room; count and time stay', () => {
  expect(shown(usualColumns, 700)).toEqual(['environment', 'trend', 'count', 'last']);
  expect(shown(usualColumns, 600)).toEqual(['trend', 'count', 'last']);
  expect(shown(all, 100)).toEqual(['count', 'last']);
  expect(shown(['first'], 100)).toEqual(['first']);
});

it('shows the time that is sorted by', () => {
  expect(shown(usualColumns, 1600, 'first')).toEqual(['environment', 'trend', 'count', 'people', 'first']);
  expect(shown(['first', 'last'], 1600, 'first')).toEqual(['first', 'last']);
});
