/** How many occurrences a search finds per hour, from the counts of items: nothing is read of the occurrences. */
import type { Database } from 'better-sqlite3';
import type { ScopeHours } from '../../../shared/found-occurrence.ts';
import type { OccurrenceScope } from '../../../shared/occurrence-scope.ts';
import type { HourCount } from '../../../shared/report.ts';
import type { QueryTerm } from '../../../shared/search/search-query.ts';
import { allOf, type Value } from '../clause.ts';
import { statusCode } from '../codes.ts';
import { compileSearch } from './compile-search.ts';
import { environmentsOfHours, isCountedByHours } from './occurrence-conditions.ts';
import type { ItemWords } from './item-words.ts';

export interface HoursWanted {
  scope: Pick<OccurrenceScope, 'projectId' | 'itemId'>;
  terms: QueryTerm[];
  /** Unix milliseconds. */
  now: number;
  /** Unix hour; nothing before it is told. */
  firstHour: number;
}

/** More than two years of hours without a gap. */
const mostHours = 20_000;

export function scopeHours(db: Database, words: ItemWords, wanted: HoursWanted): ScopeHours {
  const { scope, terms, now, firstHour } = wanted;
  const { projectId, itemId } = scope;
  const ofItems = terms.filter((term) => isCountedByHours([term]) || !term.isNegated).filter(isNoEnvironment);
  const where = allOf([
    { sql: `item.status <> ${String(statusCode.archived)} AND item_hour.hour >= ?`, values: [firstHour] },
    ...(projectId === null ? [] : [{ sql: 'item.project_id = ?', values: [projectId] }]),
    ...(itemId === null ? [] : [{ sql: 'item.id = ?', values: [itemId] }]),
    environmentsOfHours(terms),
    ...compileSearch(ofItems, { now, projectId, bareWords: 'anywhere', words }),
  ]);
  const hours = db
    .prepare<Value[], HourCount>(
      `SELECT item_hour.hour, sum(item_hour.count) AS count FROM item JOIN item_hour ON item_hour.item_id = item.id
       WHERE ${where.sql} GROUP BY item_hour.hour ORDER BY item_hour.hour DESC LIMIT ?`,
    )
    .all(...where.values, mostHours);
  return { hours: hours.reverse(), isExact: isCountedByHours(terms) };
}

function isNoEnvironment(term: QueryTerm): boolean {
  return term.kind !== 'field' || term.field !== 'environment';
}
