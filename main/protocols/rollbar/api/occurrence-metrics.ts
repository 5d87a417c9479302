/**
 * `POST /metrics/occurrences` (rollbar.md 3.7), answered from the counts per item, environment and hour. An hour belongs
 * to the span of time when it begins in it; finer times, and columns of single occurrences, are refused in words.
 */
import { isObject } from '../../../../shared/json.ts';
import type { HourFact } from '../../../../shared/report.ts';
import type { Library } from '../../library.ts';
import { invalid, seconds, type Answer, type Asked } from './endpoint.ts';
import { metricField, type MetricField, type MetricValue } from './metric-fields.ts';
import { compared, testOf } from './metric-filters.ts';
import { parametersOf, type Parameters } from './parameters.ts';
import { bucketsBy, granularities, isTimeZone } from './time-buckets.ts';

/** More hours of items than this would keep reports waiting. */
const mostFacts = 50_000;
const mostRows = 1000;

interface Column {
  label: string;
  valueOf(facts: HourFact[]): MetricValue;
}

interface Wanted {
  from: number;
  to: number;
  test: (fact: HourFact) => boolean;
  columns: Column[];
  groups: MetricField[];
  bucketOf: (at: number) => number;
  sort: { field: string; sign: number } | null;
  rows: { limit: number; offset: number };
}

export function occurrenceMetrics({ reports }: Library, { projectId, fields }: Asked): Answer {
  const parameters = parametersOf(fields);
  const wanted = wantedOf(parameters, fields);
  const problem = parameters.problem();
  if (problem !== null || wanted === null) return invalid(problem ?? '');
  const span = { firstHour: Math.ceil(wanted.from / hourMs), lastHour: Math.ceil(wanted.to / hourMs) - 1 };
  const all = { projectId, environments: [], levels: [], itemId: null };
  const facts = reports.hourFacts({ ...all, ...span, limit: mostFacts + 1 });
  if (facts.length > mostFacts) return invalid('This is too much to count at once: ask for a shorter span of time.');
  const counted = facts.filter(wanted.test);
  const last = counted.reduce<HourFact | null>((one, each) => (isLater(each, one) ? each : one), null);
  return {
    result: {
      last_occurrence_id: last?.item.lastOccurrenceId ?? null,
      last_occurrence_timestamp: seconds(last?.item.lastSeenAt ?? null),
      timepoints: timepoints(counted, wanted),
    },
  };
}

const hourMs = 3_600_000;

function isLater(fact: HourFact, than: HourFact | null): boolean {
  return than === null || fact.item.lastOccurrenceId > than.item.lastOccurrenceId;
}

function timepoints(facts: HourFact[], wanted: Wanted): { timestamp: number; metrics_rows: object[][] }[] {
  const buckets = Map.groupBy(facts, ({ hour }) => wanted.bucketOf(hour * hourMs));
  return [...buckets]
    .toSorted(([one], [other]) => one - other)
    .map(([start, inBucket]) => ({ timestamp: seconds(start), metrics_rows: rowsOf(inBucket, wanted) }));
}

function rowsOf(facts: HourFact[], { groups, columns, sort, rows }: Wanted): object[][] {
  const groupOf = (fact: HourFact): string => JSON.stringify(groups.map((field) => field(fact)));
  const found = [...Map.groupBy(facts, groupOf).values()].map((inGroup) =>
    columns.map(({ label, valueOf }) => ({ field: label, value: valueOf(inGroup) })),
  );
  const column = sort === null ? -1 : columns.findIndex(({ label }) => label === sort.field);
  if (sort !== null && column !== -1)
    found.sort((one, other) => sort.sign * compared(one[column]?.value ?? null, other[column]?.value ?? null));
  return found.slice(rows.offset, rows.offset + rows.limit);
}

function wantedOf(parameters: Parameters, fields: Record<string, unknown>): Wanted | null {
  const [start, end] = [parameters.id('start_time'), parameters.id('end_time')];
  if (start === null || end === null || end < start)
    parameters.refuse("'start_time' and a later 'end_time' are required.");
  const bucketOf = bucketsOf(parameters, (start ?? 0) * 1000);
  const test = testOf(fields['filters']);
  const groups = groupsOf(fields['group_by'] ?? []);
  const aggregates = aggregatesOf(fields['aggregates'] ?? []);
  for (const read of [test, groups, aggregates]) if (typeof read === 'string') parameters.refuse(read);
  const rows = {
    limit: parameters.integer('limit', { least: 1, most: mostRows, fallback: 100 }),
    offset: parameters.integer('offset', { least: 0, most: 1_000_000, fallback: 0 }),
  };
  if (typeof test === 'string' || typeof groups === 'string' || typeof aggregates === 'string') return null;
  const columns = [...groups.map(({ column }) => column), ...aggregates];
  return {
    ...{ from: (start ?? 0) * 1000, to: (end ?? 0) * 1000, test, bucketOf, rows },
    columns: columns.length === groups.length ? [...columns, total] : columns,
    groups: groups.map(({ field }) => field),
    sort: sortOf(fields['sort']),
  };
}

/** Without a granularity, the whole span is one. */
function bucketsOf(parameters: Parameters, from: number): (at: number) => number {
  const granularity = parameters.oneOf('granularity', granularities);
  const timezone = parameters.text('timezone') ?? 'US/Pacific';
  if (granularity === 'second' || granularity === 'minute')
    parameters.refuse("Occurrences are counted per hour: 'granularity' must be hour or longer.");
  if (!isTimeZone(timezone)) {
    parameters.refuse("'timezone' is no known time zone.");
    return () => from;
  }
  return granularity === null ? () => from : bucketsBy(granularity, timezone);
}

interface Group {
  field: MetricField;
  column: Column;
}

function groupsOf(names: unknown): Group[] | string {
  if (!Array.isArray(names)) return "'group_by' must be an array.";
  const groups: Group[] = [];
  for (const name of names as unknown[]) {
    const field = metricField(name);
    if (typeof field === 'string') return field;
    groups.push({ field, column: { label: String(name), valueOf: ([fact]) => (fact ? field(fact) : null) } });
  }
  return groups;
}

const total: Column = {
  label: 'count',
  valueOf: (facts) => facts.reduce((sum, { count }) => sum + count, 0),
};

function aggregatesOf(aggregates: unknown): Column[] | string {
  if (!Array.isArray(aggregates)) return "'aggregates' must be an array.";
  const columns: Column[] = [];
  for (const aggregate of aggregates as unknown[]) {
    const column = isObject(aggregate) ? aggregateColumn(aggregate) : 'An aggregate must be an object.';
    if (typeof column === 'string') return column;
    columns.push(column);
  }
  return columns;
}

const functions = 'count_all, count_distinct, max, min';

function aggregateColumn({ field: name, function: called, alias }: Record<string, unknown>): Column | string {
  const label = typeof alias === 'string' ? alias : `${String(called)}(${typeof name === 'string' ? name : '*'})`;
  if (called === 'count_all') return { ...total, label };
  const field = metricField(name);
  if (typeof field === 'string') return field;
  const values = (facts: HourFact[]): MetricValue[] => facts.map(field).filter((value) => value !== null);
  const sorted = (facts: HourFact[]): MetricValue[] => values(facts).sort(compared);
  switch (called) {
    case 'count_distinct':
      return { label, valueOf: (facts) => new Set(values(facts)).size };
    case 'max':
      return { label, valueOf: (facts) => sorted(facts).at(-1) ?? null };
    case 'min':
      return { label, valueOf: (facts) => sorted(facts)[0] ?? null };
    default:
      return `'function' must be one of ${functions}.`;
  }
}

function sortOf(sort: unknown): Wanted['sort'] {
  if (!isObject(sort) || typeof sort['field'] !== 'string') return null;
  return { field: sort['field'], sign: String(sort['order']).toLowerCase() === 'desc' ? -1 : 1 };
}
