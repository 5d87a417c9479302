import { expect, it } from 'vitest';
import { chartOf, valueColumns } from '../../../../renderer/query/chart-result.ts';
import { readResult } from '../../../../renderer/query/read-result.ts';
import { aResult } from './a-result.ts';

const hour = (index: number): number => 1_767_225_600 + index * 3600;

it('draws a line over the times, in their order', () => {
  const table = readResult(
    aResult(
      ['hour', 'count(*)'],
      [2, 0, 1].map((index) => [hour(index), index + 10]),
    ),
  );
  expect(chartOf(table, 1)).toEqual({
    ...{ kind: 'time', times: [hour(0), hour(1), hour(2)].map((at) => at * 1000), left: 0 },
    series: [{ name: 'count(*)', values: [10, 11, 12] }],
  });
});

it('draws a line for each word beside the times, the largest five', () => {
  const rows = Array.from({ length: 7 }, (_, index) => [hour(index % 2), `e${String(index)}`, index]);
  const chart = chartOf(readResult(aResult(['hour', 'environment', 'count(*)'], rows)), 2);
  expect(chart).toMatchObject({ left: 2 });
  expect(chart?.kind === 'time' && chart.series.map(({ name }) => name)).toEqual(['e6', 'e5', 'e4', 'e3', 'e2']);
  expect(chart?.kind === 'time' && chart.series[0]?.values).toEqual([6, null]);
});

it('draws a bar for each word, as far as a person reads', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [`b${String(index)}`, index]);
  const chart = chartOf(readResult(aResult(['browser', 'count(*)'], rows)), 1);
  expect(chart).toMatchObject({ kind: 'bars', left: 10 });
  expect(chart?.kind === 'bars' && chart.bars[1]).toEqual({ name: 'b1', value: 1 });
});

it('takes the last column of numbers first, and none when there is nothing to put it along', () => {
  const table = readResult(aResult(['item.counter', 'level', 'count(*)'], [[1, 'error', 2]]));
  expect(valueColumns(table)).toEqual([2, 0]);
  expect(chartOf(readResult(aResult(['count(*)'], [[3]])), 0)).toBeNull();
  expect(chartOf(readResult(aResult(['hour', 'count(*)'], [[hour(0), 3]])), 1)).toBeNull();
});
