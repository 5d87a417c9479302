/** What some reports have more often than others: values of fields, with how many reports have them on either side. */
import { factFields, isFactName } from './search/facts.ts';

export interface Difference {
  /** A FactName, or `custom:` and a key. */
  field: string;
  /** What a person calls it. */
  label: string;
  value: string;
  /** Reports with it, among those that are asked about and among the others. */
  inside: number;
  outside: number;
}

export interface Differences {
  /** How many reports were looked at on either side. */
  inside: number;
  outside: number;
  /** What sets them apart most, first. */
  values: Difference[];
}

export type CountedValue = Pick<Difference, 'field' | 'value' | 'inside' | 'outside'>;

/** What so few of the reports have is no trait of them; one of several is but that one. */
const leastShare = 0.05;
const several = 4;
const most = 40;

/**
 * The values that a larger part has inside than outside, by how unlikely it is that both parts are alike but for chance
 * (a likelihood ratio): a rare value of all of them is before a common one, and one of two reports says little. None
 * when a side is empty.
 */
export function rankDifferences(
  counted: Iterable<CountedValue>,
  { inside, outside }: { inside: number; outside: number },
): Differences {
  if (inside === 0 || outside === 0) return { inside, outside, values: [] };
  const fewest = Math.max(inside * leastShare, inside < several ? 1 : 2);
  const ranked: { each: CountedValue; weight: number }[] = [];
  for (const each of counted) {
    const [share, other] = [each.inside / inside, each.outside / outside];
    if (each.inside < fewest || share <= other) continue;
    ranked.push({ each, weight: likelihoodRatio(each, { inside, outside }) });
  }
  ranked.sort((a, b) => b.weight - a.weight || order(a.each, b.each));
  const values = ranked.slice(0, most).map(({ each }) => ({ ...each, label: labelOf(each.field) }));
  return { inside, outside, values };
}

/** What a person calls a field of facts. */
export function labelOf(field: string): string {
  return isFactName(field) ? factFields[field] : field.replace(/^custom:/, '');
}

/** Fields of calls are many and say the same: that other code has failed. */
export const callFields: ReadonlySet<string> = new Set([
  'exception',
  'bottom_file',
  'top_file',
  'file',
  'method',
  'frame_class',
  'line',
  'frames',
]);

function order(a: CountedValue, b: CountedValue): number {
  const calls = Number(callFields.has(a.field)) - Number(callFields.has(b.field));
  if (calls !== 0) return calls;
  if (a.field !== b.field) return a.field < b.field ? -1 : 1;
  return a.value < b.value ? -1 : 1;
}

function likelihoodRatio(each: CountedValue, totals: { inside: number; outside: number }): number {
  const all = totals.inside + totals.outside;
  const having = each.inside + each.outside;
  const cells: [seen: number, expected: number][] = [
    [each.inside, (having * totals.inside) / all],
    [each.outside, (having * totals.outside) / all],
    [totals.inside - each.inside, ((all - having) * totals.inside) / all],
    [totals.outside - each.outside, ((all - having) * totals.outside) / all],
  ];
  return cells.reduce((sum, [seen, expected]) => (seen > 0 ? sum + seen * Math.log(seen / expected) : sum), 0);
}
