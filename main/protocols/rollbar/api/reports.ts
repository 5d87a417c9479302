/**
 * Reports (rollbar.md 3.6), from the counts per hour. Hours and days are GMT. Counts per minute are not kept: they are
 * refused in words rather than guessed.
 */
import { levelNumber, levels, type Level } from '../../../../shared/level.ts';
import type { ActiveItem } from '../../../../shared/report.ts';
import { frameworkId } from '../../../rql/rql.ts';
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, seconds, type Answer, type Asked } from './endpoint.ts';
import { parametersOf, type Parameters } from './parameters.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function reportRoutes(library: Library): Route[] {
  return [
    endpoint({
      ...{ method: 'GET', path: '/api/1/reports/top_active_items', scopes: ['read'] },
      answer: (asked) => topActiveItems(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/reports/occurrence_counts', scopes: ['read'] },
      answer: (asked) => occurrenceCounts(library, asked),
    }),
    endpoint({
      ...{ method: 'GET', path: '/api/1/reports/activated_counts', scopes: ['read'] },
      answer: (asked) => activatedCounts(library, asked),
    }),
  ];
}

function topActiveItems({ reports }: Library, { projectId, query, now }: Asked): Answer {
  const parameters = parametersOf(query);
  const hours = parameters.integer('hours', { least: 1, most: 168, fallback: 24 });
  parameters.oneOf('sort', ['occurrences']);
  const environments = parameters.commaList('environments');
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const lastHour = Math.floor(now / hourMs);
  const span = { firstHour: lastHour - hours + 1, lastHour };
  const top = reports.topItems({ projectId, environments, levels: [], itemId: null, ...span, limit: 10 });
  return { result: top.map(topShape) };
}

/** Levels and frameworks are numbers here. Distinct addresses are not counted: people stand in for them. */
function topShape({ item, occurrences, counts }: ActiveItem): Record<string, unknown> {
  return {
    item: {
      ...{ id: item.id, counter: item.counter, project_id: item.projectId, environment: item.environment },
      framework: frameworkId(item.framework, item.language),
      ...{ level: levelNumber[item.level], title: item.title },
      last_occurrence_timestamp: seconds(item.lastSeenAt),
      ...{ occurrences, unique_occurrences: item.people, group_status: 1 },
    },
    counts,
  };
}

function occurrenceCounts({ reports }: Library, { projectId, query, now }: Asked): Answer {
  const parameters = parametersOf(query);
  const size = bucketSizeOf(parameters, ['86400', '3600', '60']);
  if (size === 60) parameters.refuse('Occurrences are counted per hour: bucket_size must be 3600 or 86400.');
  const bucketMs = size * 1000;
  const buckets = lastBuckets(now, { bucketMs, count: bucketsOf(parameters) });
  const environments = parameters.commaList('environments');
  const wanted = levelsBetween(parameters);
  const itemId = parameters.id('item_id');
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const [first = 0] = buckets.keys();
  const span = { firstHour: first / hourMs, lastHour: Math.floor(now / hourMs) };
  for (const { hour, count } of reports.hourCounts({ projectId, environments, levels: wanted, itemId, ...span })) {
    add(buckets, { at: hour * hourMs, bucketMs, count });
  }
  return { result: pairs(buckets) };
}

function activatedCounts({ reports }: Library, { projectId, query, now }: Asked): Answer {
  const parameters = parametersOf(query);
  bucketSizeOf(parameters, ['86400']);
  const buckets = lastBuckets(now, { bucketMs: dayMs, count: bucketsOf(parameters) });
  const environments = parameters.commaList('environments');
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const [from = 0] = buckets.keys();
  for (const { day, count } of reports.activationDays({ projectId, environments, from, to: now + 1 }))
    add(buckets, { at: day * dayMs, bucketMs: dayMs, count });
  return { result: pairs(buckets) };
}

function bucketSizeOf(parameters: Parameters, sizes: string[]): number {
  return Number(parameters.oneOf('bucket_size', sizes) ?? 86_400);
}

function bucketsOf(parameters: Parameters): number {
  return parameters.integer('buckets', { least: 2, most: 366, fallback: 60 });
}

/** From the least severe level that is wanted to the most severe one. Numbers are levels, too. */
function levelsBetween(parameters: Parameters): Level[] {
  const numbers = levels.map((level) => String(levelNumber[level]));
  const levelOf = (name: string): number | null => {
    const word = parameters.oneOf(name, [...levels, ...numbers]);
    if (word === null) return null;
    return Object.hasOwn(levelNumber, word) ? levelNumber[word as Level] : Number(word);
  };
  const least = levelOf('min_level') ?? levelNumber.error;
  const most = levelOf('max_level') ?? Infinity;
  const wanted = levels.filter((level) => levelNumber[level] >= least && levelNumber[level] <= most);
  if (wanted.length === 0) parameters.refuse("'max_level' must not be below 'min_level'.");
  return wanted;
}

/** Start of bucket (unix ms) to count, oldest first; the last one is the one that `now` is in. */
function lastBuckets(now: number, { bucketMs, count }: { bucketMs: number; count: number }): Map<number, number> {
  const last = Math.floor(now / bucketMs) * bucketMs;
  return new Map(Array.from({ length: count }, (_, index) => [last - (count - 1 - index) * bucketMs, 0]));
}

function add(
  buckets: Map<number, number>,
  { at, bucketMs, count }: { at: number; bucketMs: number; count: number },
): void {
  const start = Math.floor(at / bucketMs) * bucketMs;
  const before = buckets.get(start);
  if (before !== undefined) buckets.set(start, before + count);
}

function pairs(buckets: Map<number, number>): [number, number][] {
  return [...buckets].map(([start, count]) => [seconds(start), count]);
}
