/**
 * Finds occurrences that can be what a search asks for, in the order of their arrival: bounded steps that each say where
 * the next begins. What only the report itself can tell is left to whoever reads it.
 */
import type { Database } from 'better-sqlite3';
import type { OccurrenceOrder } from '../../../shared/occurrence-row.ts';
import type { OccurrenceScope } from '../../../shared/occurrence-scope.ts';
import type { QueryTerm } from '../../../shared/search/search-query.ts';
import { allOf, type Clause, type Value } from '../clause.ts';
import { statusCode } from '../codes.ts';
import { occurrenceConditions } from './occurrence-conditions.ts';
import type { ItemWords } from './item-words.ts';

export interface CandidatesWanted {
  scope: Omit<OccurrenceScope, 'text'>;
  terms: QueryTerm[];
  /** Unix milliseconds. */
  now: number;
  order: OccurrenceOrder;
  /** The last id that was looked at; null at the beginning. */
  after: number | null;
  /** So many are looked at; fewer when the way to them is long. */
  limit: number;
  /** Only these are looked at; null for all. */
  among: number[] | null;
}

export interface Candidates {
  ids: number[];
  /** Terms that hold for an id only when they hold for its report. */
  inReport: QueryTerm[];
  /** The last id that was looked at, to go on behind it; null when there are no more. */
  next: number | null;
}

/** Of so few items each is asked for its own; with more, all occurrences are gone through. */
const fewItems = 200;
/** Occurrences that one step goes through. */
const longestWalk = 20_000;

interface Range {
  first: number;
  last: number;
}

interface Step {
  ids: number[];
  next: number | null;
}

export function occurrenceCandidates(db: Database, words: ItemWords, wanted: CandidatesWanted): Candidates {
  const { scope, terms, now } = wanted;
  const { projectId } = scope;
  const search = { now, projectId, bareWords: 'anywhere', words } as const;
  const { occurrence, item, inReport } = occurrenceConditions(terms, search);
  const range = rangeOf(db, wanted);
  const items = itemsOf(db, scope, item);
  const step = nextIds(db, { ...wanted, range, items });
  const ids = step.ids.length === 0 ? [] : heldBy(db, step.ids, [...occurrence, ...scopeClauses(scope)]);
  const isHeld = new Set(ids);
  return { ids: step.ids.filter((id) => isHeld.has(id)), inReport, next: step.next };
}

/** Ids of items; null when there is no condition on them. */
function itemsOf(
  db: Database,
  { projectId, itemId }: CandidatesWanted['scope'],
  conditions: readonly Clause[],
): Set<number> | null {
  if (itemId === null && conditions.length === 0) return null;
  const where = allOf([
    { sql: `item.status <> ${String(statusCode.archived)}`, values: [] },
    ...(projectId === null ? [] : [{ sql: 'item.project_id = ?', values: [projectId] }]),
    ...(itemId === null ? [] : [{ sql: 'item.id = ?', values: [itemId] }]),
    ...conditions,
  ]);
  return new Set(
    db
      .prepare<Value[], number>(`SELECT item.id FROM item WHERE ${where.sql}`)
      .pluck()
      .all(...where.values),
  );
}

function scopeClauses({ projectId, from, to }: CandidatesWanted['scope']): Clause[] {
  const clauses: Clause[] = [
    projectId === null
      ? { sql: 'occurrence.project_id IN (SELECT project.id FROM project WHERE deleted_at IS NULL)', values: [] }
      : { sql: 'occurrence.project_id = ?', values: [projectId] },
  ];
  if (from !== null) clauses.push({ sql: 'occurrence.received_at >= ?', values: [from] });
  if (to !== null) clauses.push({ sql: 'occurrence.received_at < ?', values: [to] });
  return clauses;
}

/** Those of the ids for which the conditions hold. */
function heldBy(db: Database, ids: readonly number[], conditions: readonly Clause[]): number[] {
  const where = allOf(conditions);
  return db
    .prepare<Value[], number>(
      `SELECT occurrence.id FROM occurrence WHERE occurrence.id IN (SELECT value FROM json_each(?)) AND ${where.sql}`,
    )
    .pluck()
    .all(JSON.stringify(ids), ...where.values);
}

/** Ids ascend with arrival, so a span of time is one of ids; those of a clock that was set back are at its ends. */
function rangeOf(db: Database, { scope, order, after }: CandidatesWanted): Range {
  const range = { first: 1, last: Number.MAX_SAFE_INTEGER };
  const at = (sql: string, time: number): number | undefined => db.prepare<[number], number>(sql).pluck().get(time);
  const byTime = 'SELECT id FROM occurrence WHERE received_at';
  if (scope.from !== null)
    range.first = at(`${byTime} >= ? ORDER BY received_at, id LIMIT 1`, scope.from) ?? Number.MAX_SAFE_INTEGER;
  if (scope.to !== null) range.last = at(`${byTime} < ? ORDER BY received_at DESC, id DESC LIMIT 1`, scope.to) ?? 0;
  if (after !== null && order === 'newest') range.last = Math.min(range.last, after - 1);
  if (after !== null && order === 'oldest') range.first = Math.max(range.first, after + 1);
  return range;
}

interface StepWanted extends CandidatesWanted {
  range: Range;
  items: Set<number> | null;
}

function nextIds(db: Database, wanted: StepWanted): Step {
  if (wanted.among !== null) return amongIds(db, wanted, wanted.among);
  if (wanted.items !== null && wanted.items.size <= fewItems) return ofItems(db, wanted, wanted.items);
  return walk(db, wanted);
}

function amongIds(db: Database, { items }: StepWanted, among: readonly number[]): Step {
  const rows = db
    .prepare<[string], { id: number; item_id: number }>(
      'SELECT id, item_id FROM occurrence WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(among));
  return { ids: rows.filter((row) => items?.has(row.item_id) ?? true).map(({ id }) => id), next: null };
}

const directionOf = { newest: 'DESC', oldest: 'ASC' } as const;

/** Of each item as many as are wanted at all, of which the first are taken. */
function ofItems(db: Database, { range, order, limit }: StepWanted, items: ReadonlySet<number>): Step {
  const next = db
    .prepare<[number, number, number, number], number>(
      `SELECT id FROM occurrence WHERE item_id = ? AND id BETWEEN ? AND ? ORDER BY id ${directionOf[order]} LIMIT ?`,
    )
    .pluck();
  const all = [...items].flatMap((id) => next.all(id, range.first, range.last, limit));
  all.sort((a, b) => (order === 'newest' ? b - a : a - b));
  const ids = all.slice(0, limit);
  return { ids, next: ids.length === limit ? (ids.at(-1) ?? null) : null };
}

function walk(db: Database, { scope, range, order, limit, items }: StepWanted): Step {
  const ofProject = scope.projectId === null ? '' : 'project_id = @projectId AND';
  const rows = db
    .prepare<[object], { id: number; item_id: number }>(
      `SELECT id, item_id FROM occurrence WHERE ${ofProject} id BETWEEN @first AND @last
       ORDER BY id ${directionOf[order]} LIMIT @longestWalk`,
    )
    .iterate({ ...range, projectId: scope.projectId, longestWalk });
  const ids: number[] = [];
  let [seen, last] = [0, 0];
  for (const row of rows) {
    [seen, last] = [seen + 1, row.id];
    if (items?.has(row.item_id) ?? true) ids.push(row.id);
    if (ids.length === limit) break;
  }
  return { ids, next: ids.length === limit || seen === longestWalk ? last : null };
}
