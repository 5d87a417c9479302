/** Versions with what they mean to items. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../../shared/contract.ts';
import type { ItemInVersion, VersionEvent, VersionRow } from '../../../shared/version.ts';
import { versionTable } from '../versions.ts';

export interface VersionsWanted {
  /** Null takes all. */
  projectId: number | null;
  environment: string | null;
  /** The `next` of the page before. */
  cursor: string | null;
  limit: number;
}

interface Named {
  id: number;
  projectId: number;
  environment: string;
  name: string;
}

const mostItems = 200;

const select = `
  SELECT version.id, version.project_id AS projectId, environment.name AS environment, version.name
  FROM version JOIN environment ON environment.id = version.environment_id
  JOIN project ON project.id = version.project_id AND project.deleted_at IS NULL`;

/** In the order in which they were first heard of, newest first. */
export function versionRows(db: Database, { projectId, environment, cursor, limit }: VersionsWanted): Page<VersionRow> {
  const named = db
    .prepare<[object], Named>(
      `${select} WHERE version.id < @before
         ${projectId === null ? '' : 'AND version.project_id = @projectId'}
         ${environment === null ? '' : 'AND environment.name = @environment'}
       ORDER BY version.id DESC LIMIT @limit`,
    )
    .all({
      limit,
      before: cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor) || 0,
      ...(projectId === null ? {} : { projectId }),
      ...(environment === null ? {} : { environment }),
    });
  const table = versionTable(db);
  const rows = named.flatMap((each) => {
    const version = table.find(each);
    return version ? [{ ...version, projectId: each.projectId }] : [];
  });
  return { rows, next: named.length === limit ? String(named.at(-1)?.id) : null };
}

/** Undefined when there is no such version, or its project was deleted. */
export function versionRow(db: Database, { id }: { id: number }): VersionRow | undefined {
  const named = namedBy(db, id);
  const version = named && versionTable(db).find(named);
  return version && { ...version, projectId: named.projectId };
}

/** Undefined as above; latest occurrence first. */
export function versionItems(
  db: Database,
  { id, event }: { id: number; event: VersionEvent },
): ItemInVersion[] | undefined {
  const named = namedBy(db, id);
  return named && versionTable(db).items({ ...named, event, levels: [], offset: 0, limit: mostItems });
}

function namedBy(db: Database, id: number): Named | undefined {
  return db.prepare<[number], Named>(`${select} WHERE version.id = ?`).get(id);
}
