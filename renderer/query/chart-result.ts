/** Which chart a result can be: lines over a column of time, or bars for a column of words. Pure. */
import type { JsonValue } from '../../shared/json.ts';
import { cellText, millisOf, type ResultTable } from './read-result.ts';

export interface TimeChart {
  kind: 'time';
  /** Unix milliseconds, ascending. */
  times: number[];
  series: ChartSeries[];
  /** Further lines that there would be. */
  left: number;
}

export interface ChartSeries {
  name: string;
  /** In the order of the times; null where there is no row. */
  values: (number | null)[];
}

export interface BarChart {
  kind: 'bars';
  bars: { name: string; value: number }[];
  /** Further bars that there would be. */
  left: number;
}

/** As many lines as there are colours that can be told apart. */
const mostSeries = 5;
const mostBars = 50;

/** The places of columns that can be the height of a chart, the likeliest first: counts stand last. */
export function valueColumns({ columns }: ResultTable): number[] {
  return columns.flatMap(({ kind }, index) => (kind === 'number' ? [index] : [])).toReversed();
}

/** Null when the result has nothing to put it along. `value` is the place of a column of numbers. */
export function chartOf(table: ResultTable, value: number): TimeChart | BarChart | null {
  const time = table.columns.findIndex(({ kind }) => kind === 'time');
  const group = table.columns.findIndex(({ kind }, index) => index !== value && isName(kind));
  if (time !== -1) return timeChart(table, { time, group, value });
  const name = group === -1 ? table.columns.findIndex((_column, index) => index !== value) : group;
  return name === -1 || table.rows.length === 0 ? null : barChart(table, { name, value });
}

function isName(kind: string): boolean {
  return kind === 'text' || kind === 'mixed';
}

function timeChart(table: ResultTable, at: { time: number; group: number; value: number }): TimeChart | null {
  const points = table.rows.flatMap((row) => {
    const [time, height] = [row[at.time], row[at.value]];
    if (typeof time !== 'number' || typeof height !== 'number') return [];
    const name = at.group === -1 ? (table.columns[at.value]?.name ?? '') : cellText(row[at.group], 'text');
    return [{ time: millisOf(time), name, height }];
  });
  const times = [...new Set(points.map(({ time }) => time))].sort((a, b) => a - b);
  if (times.length < 2) return null;
  const placeOf = new Map(times.map((time, index) => [time, index]));
  const lines = new Map<string, (number | null)[]>();
  for (const { time, name, height } of points) {
    const values = lines.get(name) ?? times.map(() => null);
    values[placeOf.get(time) ?? 0] = height;
    lines.set(name, values);
  }
  const series = [...lines].map(([name, values]) => ({ name, values })).sort((a, b) => sumOf(b) - sumOf(a));
  return { kind: 'time', times, series: series.slice(0, mostSeries), left: Math.max(0, series.length - mostSeries) };
}

function barChart({ rows, columns }: ResultTable, at: { name: number; value: number }): BarChart {
  const kind = columns[at.name]?.kind ?? 'text';
  const bars = rows.flatMap((row) => {
    const value: JsonValue | undefined = row[at.value];
    return typeof value === 'number' ? [{ name: cellText(row[at.name], kind), value }] : [];
  });
  return { kind: 'bars', bars: bars.slice(0, mostBars), left: Math.max(0, bars.length - mostBars) };
}

function sumOf({ values }: ChartSeries): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
