/** The views of the inbox and its other filters, as conditions on items. */
import type { ItemFilter } from '../../shared/contract.ts';
import type { ItemView } from '../../shared/item.ts';
import type { Clause } from './clause.ts';
import { statusCode } from './codes.ts';

export const isActive = `item.status = ${String(statusCode.active)}`;
/** As the index of such items says it. */
export const isUnviewed = '(viewed_at IS NULL OR viewed_at < last_activated_at)';
const isAsleep = '(snoozed_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until > ?))';
/** The number of values is that of the question marks: all of them are the time. */
const viewClause: Record<ItemView, string> = {
  active: `${isActive} AND NOT ${isAsleep}`,
  new: `${isActive} AND ${isUnviewed} AND NOT ${isAsleep}`,
  snoozed: `${isActive} AND ${isAsleep}`,
  muted: `item.status = ${String(statusCode.muted)}`,
  resolved: `item.status = ${String(statusCode.resolved)}`,
  // 0: it is being erased (see deleted-items.ts).
  deleted: 'item.deleted_at > 0 AND item.project_id NOT IN (SELECT id FROM project WHERE deleted_at IS NOT NULL)',
  // Archived items are those of deleted projects, merged ones and deleted ones.
  all: `item.status <> ${String(statusCode.archived)}`,
};

/** `now` in unix milliseconds decides which snoozes have ended. */
export function inView(view: ItemView, now: number): Clause {
  const sql = viewClause[view];
  return { sql, values: sql.includes('?') ? [now] : [] };
}

/** The statuses that the items of a view have. */
export function statusesOf(view: ItemView): number[] {
  switch (view) {
    case 'muted':
    case 'resolved':
      return [statusCode[view]];
    case 'deleted':
      return [statusCode.archived];
    case 'all':
      return [statusCode.active, statusCode.muted, statusCode.resolved];
    default:
      return [statusCode.active];
  }
}

export type Place = Pick<ItemFilter, 'projectId' | 'environment'>;

const archived = 'SELECT id FROM project WHERE archived_at IS NOT NULL';
const notOfArchived = `environment.project_id NOT IN (${archived})`;

/** The environments of a project, of a name, or both, by their ids; of archived projects only where one is asked for. */
export function inPlace({ projectId, environment }: Place, column: string): Clause[] {
  if (projectId === null && environment === null)
    return [{ sql: `${column} NOT IN (SELECT id FROM environment WHERE project_id IN (${archived}))`, values: [] }];
  const ofProject: Clause =
    projectId === null
      ? { sql: notOfArchived, values: [] }
      : { sql: 'environment.project_id = ?', values: [projectId] };
  const named: Clause[] = environment === null ? [] : [{ sql: 'environment.name = ?', values: [environment] }];
  const both = [ofProject, ...named];
  return [
    {
      sql: `${column} IN (SELECT environment.id FROM environment WHERE ${both.map(({ sql }) => sql).join(' AND ')})`,
      values: both.flatMap(({ values }) => values),
    },
  ];
}
