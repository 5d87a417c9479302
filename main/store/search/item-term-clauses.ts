/** Conditions that columns of the item, or tables that are written with each report, answer at once. */
import type { ItemStatus } from '../../../shared/item.ts';
import type { Level } from '../../../shared/level.ts';
import type { SearchFieldName } from '../../../shared/search/search-fields.ts';
import type { NumberRange, TermValue, TextPattern, TimePoint, TimeRange } from '../../../shared/search/search-query.ts';
import { allOf, anyOf, type Clause } from '../clause.ts';
import { levelCode, statusCode } from '../codes.ts';
import { uuidKey } from '../occurrences.ts';
import { like, likePattern } from './like-pattern.ts';

const person = (column: string): string =>
  `EXISTS (SELECT 1 FROM item_person JOIN person ON person.project_id = item.project_id AND person.id = person_id
     WHERE item_person.item_id = item.id AND person.${column} ${like})`;

/** Fields whose texts are compared in SQL. */
const textSql = {
  title: `title ${like}`,
  fingerprint: `fingerprint ${like}`,
  environment: `EXISTS (SELECT 1 FROM environment AS place WHERE place.id = item.environment_id AND place.name ${like})`,
  platform: `platform ${like}`,
  language: `language ${like}`,
  framework: `framework ${like}`,
  project: `item.project_id IN (SELECT project.id FROM project WHERE project.name ${like})`,
  code_version: `EXISTS (SELECT 1 FROM item_version JOIN version ON version.id = version_id
     WHERE item_version.item_id = item.id AND version.name ${like})`,
  user_id: person('id'),
  username: person('username'),
  email: person('email'),
} satisfies Partial<Record<SearchFieldName, string>>;

const numberColumns: Partial<Record<SearchFieldName, string>> = { count: 'total_occurrences', people: 'people' };
const timeColumns: Partial<Record<SearchFieldName, string>> = {
  first: 'item.first_seen_at',
  last: 'item.last_seen_at',
};

/** `now` in unix milliseconds; without a project, all are meant. */
interface Scope {
  now: number;
  projectId: number | null;
}

/** Null for a field that has to be looked up in what was read of the reports. */
export function itemTermClause(field: SearchFieldName, value: TermValue, { now, projectId }: Scope): Clause | null {
  switch (value.kind) {
    case 'text':
      return field === 'uuid' ? uuidClause(value.pattern.text, projectId) : textClause(field, value.pattern);
    case 'number': {
      const column = numberColumns[field];
      return column === undefined ? null : numberClause(column, value.range);
    }
    case 'time': {
      const column = timeColumns[field];
      return column === undefined ? null : timeClause(column, value.range, now);
    }
    case 'choice':
      return choiceClause(field, value.choices, now);
  }
}

function textClause(field: SearchFieldName, pattern: TextPattern): Clause | null {
  if (field === 'assigned') return assignedClause(pattern.text.toLowerCase());
  if (field === 'person')
    return anyOf(
      [textSql.user_id, textSql.username, textSql.email].map((sql) => ({ sql, values: [likePattern(pattern)] })),
    );
  const sql = Object.hasOwn(textSql, field) ? textSql[field as keyof typeof textSql] : undefined;
  return sql === undefined ? null : { sql, values: [likePattern(pattern)] };
}

function uuidClause(uuid: string, projectId: number | null): Clause {
  const found = 'SELECT item_id FROM occurrence WHERE uuid = ? AND project_id';
  if (projectId === null)
    return { sql: `item.id IN (${found} IN (SELECT project.id FROM project))`, values: [uuidKey(uuid)] };
  return { sql: `item.id = (${found} = ?)`, values: [uuidKey(uuid), projectId] };
}

/** `me` is whoever uses this computer: there is one. A name is a user's, or their address. */
function assignedClause(name: string): Clause {
  if (/^\d{1,15}$/.test(name)) return { sql: 'assigned_user_id = ?', values: [Number(name)] };
  if (['nobody', 'none', 'unassigned'].includes(name)) return { sql: `(${isUnassigned})`, values: [] };
  if (['anybody', 'any', 'assigned'].includes(name)) return { sql: `NOT (${isUnassigned})`, values: [] };
  const user = 'SELECT account_user.id FROM account_user WHERE account_user.username = ? OR account_user.email = ?';
  const wanted = name === 'me' ? 'you' : name;
  return { sql: `assigned_user_id IN (${user})`, values: [wanted, wanted] };
}

/** A range of whole numbers of an expression in SQL. */
export function numberClause(column: string, { from, to }: NumberRange): Clause {
  return allOf([
    ...(from === null ? [] : [{ sql: `${column} >= ?`, values: [from] }]),
    ...(to === null ? [] : [{ sql: `${column} <= ?`, values: [to] }]),
  ]);
}

function timeClause(column: string, { from, to }: TimeRange, now: number): Clause {
  const msOf = (point: TimePoint): number => (point.kind === 'at' ? point.ms : now - point.ms);
  return allOf([
    ...(from ? [{ sql: `${column} >= ?`, values: [msOf(from)] }] : []),
    ...(to ? [{ sql: `${column} < ?`, values: [msOf(to)] }] : []),
  ]);
}

function choiceClause(field: SearchFieldName, choices: readonly string[], now: number): Clause | null {
  const among = (column: string, codes: Record<string, number>): Clause => ({
    sql: `${column} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(choices.map((choice) => codes[choice]))],
  });
  if (field === 'status') return among('item.status', statusCode satisfies Record<ItemStatus, number>);
  if (field === 'level') return among('item.level', levelCode satisfies Record<Level, number>);
  const conditions = field === 'is' ? isSql : possessionSql;
  return anyOf(
    choices.map((choice) => {
      const sql = conditions[choice] ?? 'false';
      return { sql, values: sql.includes('?') ? [now] : [] };
    }),
  );
}

const isUnassigned = 'assigned_user_id IS NULL AND assigned_team_id IS NULL';
const hasStatus = (status: ItemStatus): string => `item.status = ${String(statusCode[status])}`;
/** Groups are not made here. */
const isSql: Record<string, string> = {
  new: `(${hasStatus('active')} AND (viewed_at IS NULL OR viewed_at < last_activated_at))`,
  active: hasStatus('active'),
  resolved: hasStatus('resolved'),
  muted: hasStatus('muted'),
  archived: hasStatus('archived'),
  snoozed: '(snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > ?))',
  reactivated: 'reactivated_at IS NOT NULL',
  assigned: `NOT (${isUnassigned})`,
  unassigned: `(${isUnassigned})`,
};
const possessionSql: Record<string, string> = {
  person: 'people > 0',
  version: 'EXISTS (SELECT 1 FROM item_version WHERE item_version.item_id = item.id)',
  assignee: `NOT (${isUnassigned})`,
};
