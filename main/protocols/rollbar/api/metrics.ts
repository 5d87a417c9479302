/** Metrics (rollbar.md 3.7): times to resolution from the history of items, occurrences from the counts per hour. */
import { levels } from '../../../../shared/level.ts';
import type { Resolution } from '../../../../shared/report.ts';
import { frameworkId, frameworkName } from '../../../rql/rql.ts';
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { endpoint, invalid, type Answer, type Asked } from './endpoint.ts';
import { occurrenceMetrics } from './occurrence-metrics.ts';
import { parametersOf } from './parameters.ts';
import { bucketsBy, granularities, isTimeZone, type BucketOf } from './time-buckets.ts';

export function metricRoutes(library: Library): Route[] {
  return [
    endpoint({
      ...{ method: 'POST', path: '/api/1/metrics/items', scopes: ['read'] },
      answer: (asked) => itemMetrics(library, asked),
    }),
    endpoint({
      ...{ method: 'POST', path: '/api/1/metrics/ttr', scopes: ['read'], projects: 'several' },
      answer: (asked) => timesToResolution(library, asked),
    }),
    endpoint({
      ...{ method: 'POST', path: '/api/1/metrics/occurrences', scopes: ['read'] },
      answer: (asked) => occurrenceMetrics(library, asked),
    }),
  ];
}

const mostCounters = 1000;
const isCounter = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);

function itemMetrics({ reports, projectName }: Library, { projectId, fields }: Asked): Answer {
  const { item_counters: counters } = fields;
  if (!Array.isArray(counters) || !counters.every(isCounter) || counters.length > mostCounters)
    return invalid(`'item_counters' must be an array of at most ${String(mostCounters)} integers.`);
  const metrics = reports.timesToResolution(projectId, counters).map(({ counter, first, last }) => ({
    item_counter: counter,
    first_ttr: inSeconds(first),
    last_ttr: inSeconds(last),
  }));
  return { result: { project_id: projectId, project_slug: projectName(projectId), metrics } };
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000);
}

const functions = ['mean', 'median', 'min', 'max'] as const;

function timesToResolution({ reports, items }: Library, { projectIds, fields, now }: Asked): Answer {
  const parameters = parametersOf(fields);
  const [start, end] = ['start_time', 'end_time'].map((name) => parameters.id(name));
  if (start === null || start === undefined) parameters.refuse("'start_time' is required.");
  const granularity = parameters.oneOf('granularity', granularities) ?? 'day';
  const name = parameters.oneOf('function', functions) ?? 'mean';
  const timezone = parameters.text('timezone') ?? 'US/Pacific';
  if (!isTimeZone(timezone)) parameters.refuse("'timezone' is no known time zone.");
  const [environments, frameworks] = [parameters.texts('environments'), parameters.texts('frameworks')];
  const wanted = parameters.anyOf('levels', levels);
  const problem = parameters.problem();
  if (problem !== null) return invalid(problem);
  const [from, to] = [(start ?? 0) * 1000, end ? end * 1000 : now + 1];
  const resolutions = projectIds.flatMap((projectId) =>
    reports.resolutions({ projectId, from, to, environments }).filter(({ itemId }) => {
      const item = items.byId(projectId, itemId);
      if (!item || (wanted.length > 0 && !wanted.includes(item.level))) return false;
      const framework = frameworkName(frameworkId(item.framework, item.language));
      return frameworks.length === 0 || frameworks.includes(framework);
    }),
  );
  const data = perBucket(resolutions, bucketsBy(granularity, timezone), name);
  const params = {
    ...{ start_time: start, end_time: end ?? Math.floor(now / 1000), granularity, function: name, timezone },
    ...{ project_ids: projectIds, environments, levels: wanted, frameworks },
  };
  return { result: { data, params } };
}

function perBucket(
  resolutions: Resolution[],
  bucketOf: BucketOf,
  name: (typeof functions)[number],
): { timestamp: number; ttr: number }[] {
  const buckets = Map.groupBy(resolutions, ({ resolvedAt }) => bucketOf(resolvedAt));
  return [...buckets]
    .toSorted(([one], [other]) => one - other)
    .map(([start, inBucket]) => {
      const times = inBucket.map(({ resolvedAt, activatedAt }) => (resolvedAt - activatedAt) / 1000);
      return { timestamp: Math.floor(start / 1000), ttr: Math.round(combined(times, name)) };
    });
}

/** Of at least one number. */
function combined(numbers: number[], name: (typeof functions)[number]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = (index: number): number => sorted[index] ?? 0;
  switch (name) {
    case 'mean':
      return sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
    case 'median':
      return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.floor(sorted.length / 2))) / 2;
    case 'min':
      return at(0);
    case 'max':
      return at(sorted.length - 1);
  }
}
