/** The tables of the query language in terms of ours (rollbar.md 3.9.3). */
import { levels, levelNumber } from '../../../shared/level.ts';
import type { TableName } from '../../rql/rql.ts';
import { statusCode } from '../codes.ts';
import { numberSql, textSql, type Bind, type Sql } from './sql.ts';

export interface Relation {
  table: string;
  /** What its columns may need besides; a join that needs another comes behind it. */
  joins: { name: string; sql: string }[];
  projectId: string;
  /** The key of a row; the newest has the greatest. */
  id: string;
  /** NULL when there is no such column. */
  column(path: string, bind: Bind): Sql;
}

const seconds = (column: string): Sql => numberSql(`(${column} / 1000)`);
const missing: Sql = { text: 'NULL', type: 'any', readsBody: false };

/** As in an address. */
const slug = textSql(`replace(project.name, ' ', '-')`);

const levelWords = levels.map((level) => `WHEN ${String(levelNumber[level])} THEN '${level}'`).join(' ');

const itemColumns: Record<string, Sql> = {
  'item.id': numberSql('occurrence.item_id'),
  'item.counter': numberSql('item.counter'),
  'item.environment': textSql('item_environment.name'),
  'item.platform': numberSql('rql_platform(item.platform)'),
  'item.framework': numberSql('rql_framework(item.framework, item.language)'),
  'item.hash': textSql('item.fingerprint'),
  'item.first_occurrence_id': numberSql('item.first_occurrence_id'),
  'item.first_occurrence_timestamp': seconds('item.first_seen_at'),
  'item.activating_occurrence_id': numberSql('item.activating_occurrence_id'),
  'item.last_activated_timestamp': seconds('item.last_activated_at'),
  'item.last_resolved_timestamp': seconds('item.last_resolved_at'),
  'item.last_muted_timestamp': seconds('item.last_muted_at'),
  'item.last_occurrence_id': numberSql('item.last_occurrence_id'),
  'item.last_occurrence_timestamp': seconds('item.last_seen_at'),
  'item.assigned_user_id': numberSql('item.assigned_user_id'),
  'item.level': numberSql('item.level'),
  'item.resolved_in_version': textSql('item.resolved_in_version'),
  // What is archived has no number that Rollbar would send (rollbar.md 7, 22).
  'item.status': numberSql(`nullif(item.status, ${String(statusCode.archived)})`),
  'item.title': textSql('item.title'),
  // Since the last resolution, other than in lists of items (rollbar.md 4.7).
  'item.total_occurrences': numberSql('item.occurrences_since_resolved'),
};

const occurrenceColumns: Record<string, Sql> = {
  ...itemColumns,
  occurrence_id: numberSql('occurrence.id'),
  project_id: numberSql('occurrence.project_id'),
  project_slug: slug,
  timestamp: seconds('occurrence.received_at'),
  'metadata.timestamp_ms': numberSql('occurrence.received_at'),
  'metadata.access_token': textSql(`''`),
  uuid: textSql('rql_uuid(occurrence.uuid)'),
  environment: textSql('environment.name'),
  level: textSql(`CASE occurrence.level ${levelWords} END`),
  code_version: textSql('occurrence.release'),
  'person.id': textSql('occurrence.person_id'),
};

function occurrenceColumn(path: string, bind: Bind): Sql {
  const known = Object.hasOwn(occurrenceColumns, path) ? occurrenceColumns[path] : undefined;
  if (known) return known;
  if (path.startsWith('item.')) return missing;
  const posted = (field: string): string => `rql_path(occurrence.id, ${bind(field)})`;
  // The hosted service moves the client's time there, and puts the sender's address in (rollbar.md 2.7).
  if (path === 'metadata.customer_timestamp') return { text: posted('timestamp'), type: 'any', readsBody: true };
  const value = posted(path);
  if (path !== 'request.user_ip') return { text: value, type: 'any', readsBody: true };
  const text = `CASE ${value} WHEN '$remote_ip' THEN occurrence.remote_address ELSE ${value} END`;
  return { text, type: 'any', readsBody: true };
}

const deployColumns: Record<string, Sql> = {
  id: numberSql('deploy.id'),
  user_id: numberSql('account_user.id'),
  environment: textSql('environment.name'),
  revision: textSql('deploy.revision'),
  local_username: textSql('deploy.local_username'),
  comment: textSql('deploy.comment'),
  status: textSql('deploy.status'),
  timestamp: seconds('deploy.started_at'),
  project_id: numberSql('deploy.project_id'),
  project_slug: slug,
};

export const relations: Record<TableName, Relation> = {
  item_occurrence: {
    table: 'occurrence',
    joins: [
      { name: 'item', sql: 'LEFT JOIN item ON item.id = occurrence.item_id' },
      { name: 'environment', sql: 'LEFT JOIN environment ON environment.id = occurrence.environment_id' },
      {
        name: 'item_environment',
        sql: 'LEFT JOIN environment AS item_environment ON item_environment.id = item.environment_id',
      },
      { name: 'project', sql: 'LEFT JOIN project ON project.id = occurrence.project_id' },
    ],
    projectId: 'occurrence.project_id',
    id: 'occurrence.id',
    column: occurrenceColumn,
  },
  deploy: {
    table: 'deploy',
    joins: [
      { name: 'environment', sql: 'LEFT JOIN environment ON environment.id = deploy.environment_id' },
      { name: 'project', sql: 'LEFT JOIN project ON project.id = deploy.project_id' },
      { name: 'account_user', sql: 'LEFT JOIN account_user ON account_user.username = deploy.account_name' },
    ],
    projectId: 'deploy.project_id',
    id: 'deploy.id',
    column: (path) => (Object.hasOwn(deployColumns, path) ? deployColumns[path] : undefined) ?? missing,
  },
};

/** What follows FROM in a statement with this text: the table and the joins that the text uses. */
export function fromClause({ table, joins }: Relation, text: string): string {
  let used = '';
  for (const { name, sql } of joins.toReversed())
    if (new RegExp(`\\b${name}\\.`).test(`${text} ${used}`)) used = ` ${sql}${used}`;
  return `${table}${used}`;
}
