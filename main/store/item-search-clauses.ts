/** A search for items as SQL. The SQL is put together from fixed parts; what was asked for is always bound. */
import type { ItemSearch, SearchField, SearchTerm } from '../../shared/item-search.ts';
import { levelCode, statusCode } from './codes.ts';
import { uuidKey } from './occurrences.ts';

export type Value = string | number | Buffer | null;
export interface Clause {
  sql: string;
  values: Value[];
}

/** All of it must hold for an item. `now` in unix milliseconds decides which snoozes have ended. */
export function clauseOf(search: ItemSearch, now: number): Clause {
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
    ...search.terms.map((term) => termClause(term, search.projectId)),
  ];
  return {
    sql: clauses.map((clause) => clause.sql).join(' AND '),
    values: clauses.flatMap((clause) => clause.values),
  };
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

const like = String.raw`LIKE ? ESCAPE '\'`;
const person = (column: string): string =>
  `EXISTS (SELECT 1 FROM item_person JOIN person ON person.project_id = item.project_id AND person.id = person_id
     WHERE item_person.item_id = item.id AND person.${column} ${like})`;

const textClause: Record<SearchField, string> = {
  title: `title ${like}`,
  fingerprint: `fingerprint ${like}`,
  environment: `EXISTS (SELECT 1 FROM environment AS place WHERE place.id = item.environment_id AND place.name ${like})`,
  platform: `platform ${like}`,
  language: `language ${like}`,
  framework: `framework ${like}`,
  version: `EXISTS (SELECT 1 FROM item_version JOIN version ON version.id = version_id
     WHERE item_version.item_id = item.id AND version.name ${like})`,
  'person-id': person('id'),
  'person-username': person('username'),
  'person-email': person('email'),
};

function termClause(term: SearchTerm, projectId: number): Clause {
  switch (term.field) {
    case 'none':
      return { sql: 'false', values: [] };
    case 'counter':
      return { sql: 'counter = ?', values: [term.counter] };
    case 'level':
      return { sql: `item.level IN (${list})`, values: [JSON.stringify(term.levels.map((level) => levelCode[level]))] };
    case 'status':
      return {
        sql: `item.status IN (${list})`,
        values: [JSON.stringify(term.statuses.map((status) => statusCode[status]))],
      };
    case 'uuid':
      return {
        sql: 'item.id = (SELECT item_id FROM occurrence WHERE project_id = ? AND uuid = ?)',
        values: [projectId, uuidKey(term.uuid)],
      };
    default:
      return { sql: textClause[term.field], values: [patternOf(term)] };
  }
}

function patternOf({ text, match, hasWildcards }: Extract<SearchTerm, { text: string }>): string {
  const escaped = text.replace(/[\\%_]/g, String.raw`\$&`);
  // A backslash with nothing behind it escapes nothing: it is meant as itself.
  const pattern = hasWildcards ? text.replace(/^((?:[^\\]|\\.)*)\\$/s, String.raw`$1\\`) : escaped;
  return `${match === 'infix' ? '%' : ''}${pattern}${match === 'exact' ? '' : '%'}`;
}
