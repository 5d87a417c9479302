/** Hours as the bars of a chart: hours for days, days of the reader's calendar for months, longer ones for years. Pure. */
import type { Activity } from '../../shared/activity.ts';
import type { HourCount } from '../../shared/report.ts';
import type { TrendMark } from '../../shared/trend.ts';
import type { TrendSpan } from '../state/item-page.svelte.ts';
import { clockTime, dayText } from '../ui/format-age.ts';
import { amount, numberText } from '../ui/format-number.ts';
import { oneLine } from '../ui/one-line.ts';

/** Unix milliseconds; `to` is not included. */
export interface Bucket {
  from: number;
  to: number;
  count: number;
}

type Step = 'hour' | 'day' | 'week' | 'month';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** More bars than that are no longer told apart. */
const mostBars = 120;

/** The bars of a span that ends now, those without occurrences included, oldest first. */
export function bucketsOf(hours: readonly HourCount[], span: TrendSpan, now: number): Bucket[] {
  const buckets = emptyBuckets(span, (hours[0]?.hour ?? Math.floor(now / hourMs)) * hourMs, now);
  let at = 0;
  for (const { hour, count } of hours) {
    const time = hour * hourMs;
    while (at < buckets.length - 1 && time >= (buckets[at]?.to ?? 0)) at += 1;
    const bucket = buckets[at];
    if (bucket && time >= bucket.from - hourMs / 2) bucket.count += count;
  }
  return buckets;
}

function emptyBuckets(span: TrendSpan, first: number, now: number): Bucket[] {
  if (span === '24h' || span === '7d') {
    const count = span === '24h' ? 24 : 168;
    const end = (Math.floor(now / hourMs) + 1) * hourMs;
    return Array.from({ length: count }, (_, index) => {
      const from = end - (count - index) * hourMs;
      return { from, to: from + hourMs, count: 0 };
    });
  }
  const start = span === '30d' ? addTo(startOf(now, 'day'), 'day', -29) : Math.min(first, now);
  const step = stepFor(now - start);
  const buckets: Bucket[] = [];
  for (let from = startOf(start, step); from <= now;) {
    const to = addTo(from, step, 1);
    buckets.push({ from, to, count: 0 });
    from = to;
  }
  return buckets;
}

function stepFor(ms: number): Step {
  if (ms <= 2 * dayMs) return 'hour';
  if (ms <= mostBars * dayMs) return 'day';
  return ms <= mostBars * 7 * dayMs ? 'week' : 'month';
}

/** Where the hour, day, week (from Monday) or month of the reader's calendar begins that `time` is in. */
function startOf(time: number, step: Step): number {
  if (step === 'hour') return Math.floor(time / hourMs) * hourMs;
  const date = new Date(time);
  const day = step === 'month' ? 1 : date.getDate() - (step === 'week' ? (date.getDay() + 6) % 7 : 0);
  return new Date(date.getFullYear(), date.getMonth(), day).getTime();
}

/** Days of a calendar are not all as long as others. */
function addTo(time: number, step: Step, count: number): number {
  if (step === 'hour') return time + count * hourMs;
  const date = new Date(time);
  if (step === 'month') return new Date(date.getFullYear(), date.getMonth() + count, 1).getTime();
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + count * (step === 'week' ? 7 : 1)).getTime();
}

/** `21 Nov, 10:00 – 11:00`, `21 Nov`, `16 Nov – 22 Nov`. */
export function spanOf({ from, to }: Bucket): string {
  if (to - from === hourMs) return `${dayText(from)}, ${clockTime(from)} – ${clockTime(to)}`;
  return to - from < 2 * dayMs ? dayText(from) : `${dayText(from)} – ${dayText(to - 1)}`;
}

/** The words below a bar: its hour, or its day. */
export function tickOf({ from, to }: Bucket, span: TrendSpan): string {
  return to - from === hourMs && span !== '7d' ? clockTime(from) : dayText(from);
}

const spanWords: Record<TrendSpan, string> = {
  '24h': 'in the last 24 hours',
  '7d': 'in the last 7 days',
  '30d': 'in the last 30 days',
  all: 'since it was first seen',
};

/** The chart in a sentence, for those who hear it. */
export function summaryOf(buckets: readonly Bucket[], span: TrendSpan, marks: readonly ChartMark[]): string {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const peak = buckets.reduce<Bucket | null>((most, each) => (each.count > (most?.count ?? 0) ? each : most), null);
  const parts = [`${amount(total, 'occurrence')} ${spanWords[span]}`];
  if (peak && total > 0) parts.push(`at most ${numberText(peak.count)}: ${spanOf(peak)}`);
  if (marks.length > 0)
    parts.push(
      `marked: ${marks
        .map(({ words }) => words)
        .slice(-8)
        .join(', ')}`,
    );
  return parts.join('; ');
}

export interface ChartMark {
  /** In bars from the middle of the first. */
  place: number;
  words: string;
  /** A deploy: of all that is marked it explains the most. */
  isMain: boolean;
}

/** Deploys, first sightings of versions, and what became of the item, where they are among the bars. */
export function marksOf(
  buckets: readonly Bucket[],
  marks: readonly TrendMark[],
  activity: readonly Activity[],
): ChartMark[] {
  const told: (Pick<ChartMark, 'words' | 'isMain'> & { at: number })[] = marks.map(({ at, kind, version }) => {
    const name = oneLine(version, 24);
    const isMain = kind === 'deploy';
    return { at, isMain, words: isMain ? `${name} deployed` : `first in ${name}` };
  });
  for (const { kind, at } of activity) {
    if (kind === 'resolved') told.push({ at, words: 'resolved', isMain: false });
    if (kind === 'reactivated') told.push({ at, words: 'came back', isMain: false });
  }
  return told
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, ...mark }) => {
      const place = placeOf(buckets, at);
      return place === null ? [] : [{ place, ...mark }];
    });
}

function placeOf(buckets: readonly Bucket[], at: number): number | null {
  const index = buckets.findIndex(({ from, to }) => at >= from && at < to);
  const bucket = buckets[index];
  return bucket ? index - 0.5 + (at - bucket.from) / (bucket.to - bucket.from) : null;
}
