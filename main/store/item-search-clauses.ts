/** A search for items as SQL. The SQL is put together from fixed parts; what was asked for is always bound. */
import type { ItemSearch } from '../../shared/item-search.ts';
import { allOf, type Clause } from './clause.ts';
import { levelCode, statusCode } from './codes.ts';
import { compileSearch } from './search/compile-search.ts';
import type { ItemWords } from './search/item-words.ts';

/** All of it must hold for an item. `now` in unix milliseconds decides which snoozes have ended. */
export function clauseOf(search: ItemSearch, { now, words }: { now: number; words: ItemWords }): Clause {
  const { projectId } = search;
  const clauses: Clause[] = [
    { sql: 'item.project_id = ?', values: [search.projectId] },
    ...statusClause(search.statuses.map((status) => statusCode[status])),
    ...among(
      'item.level',
      search.levels.map((level) => levelCode[level]),
    ),
    ...environmentClause(search),
    ...(search.ids === null ? [] : [{ sql: `item.id IN (${list})`, values: [JSON.stringify(search.ids)] }]),
    ...frameworkClause(search),
    ...assignedClause(search),
    ...snoozeClause(search, now),
    ...(search.lastSeenFrom === null ? [] : [{ sql: 'item.last_seen_at >= ?', values: [search.lastSeenFrom] }]),
    ...(search.lastSeenTo === null ? [] : [{ sql: 'item.last_seen_at <= ?', values: [search.lastSeenTo] }]),
    ...compileSearch(search.terms, { now, projectId, bareWords: 'title', words }),
  ];
  return allOf(clauses);
}

const list = 'SELECT value FROM json_each(?)';

/** One status can be read in order from an index; of several the one over all statuses is better, hence the `+`. */
function statusClause(codes: number[]): Clause[] {
  if (codes.length === 1) return [{ sql: 'item.status = ?', values: codes }];
  return among('+item.status', codes);
}

function among(column: string, wanted: (string | number)[]): Clause[] {
  return wanted.length === 0 ? [] : [{ sql: `${column} IN (${list})`, values: [JSON.stringify(wanted)] }];
}

/** Without a join, so that items can be counted without their environments. */
function environmentClause({ environments, projectId }: ItemSearch): Clause[] {
  if (environments.length === 0) return [];
  const named = `SELECT id FROM environment WHERE project_id = ? AND name IN (${list})`;
  return [{ sql: `+item.environment_id IN (${named})`, values: [projectId, JSON.stringify(environments)] }];
}

function frameworkClause({ frameworks }: ItemSearch): Clause[] {
  if (frameworks === null) return [];
  const pairs = JSON.stringify(frameworks.map(({ framework, language }) => [framework, language]));
  const isOne = "item.framework IS value ->> '$[0]' AND item.language IS value ->> '$[1]'";
  return [{ sql: `EXISTS (SELECT 1 FROM json_each(?) WHERE ${isOne})`, values: [pairs] }];
}

function assignedClause({ assigned }: ItemSearch): Clause[] {
  if (assigned === null) return [];
  if (assigned === 'somebody')
    return [{ sql: '(assigned_user_id IS NOT NULL OR assigned_team_id IS NOT NULL)', values: [] }];
  if (assigned === 'nobody') return [{ sql: 'assigned_user_id IS NULL AND assigned_team_id IS NULL', values: [] }];
  const { userIds, teamIds } = assigned;
  const sql = `(assigned_user_id IN (${list}) OR assigned_team_id IN (${list}))`;
  return [{ sql, values: [JSON.stringify(userIds), JSON.stringify(teamIds)] }];
}

function snoozeClause({ isSnoozed }: ItemSearch, now: number): Clause[] {
  if (isSnoozed === null) return [];
  const sql = '(snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > ?))';
  return [{ sql: isSnoozed ? sql : `NOT ${sql}`, values: [now] }];
}
