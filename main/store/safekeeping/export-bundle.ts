/** Writes a bundle, row by row, from one moment of a database that others write to. */
import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../shared/error-codes.ts';
import { bodyTable } from '../bodies.ts';
import { openForReading } from '../rql/run-query.ts';
import { settingTable } from '../settings.ts';
import {
  bundleFormat,
  bundleVersion,
  rowLine,
  type BundleFoot,
  type BundleHead,
  type RowObject,
} from './bundle-lines.ts';
import { bundled, type BundledTable, type BundleScope } from './bundle-tables.ts';
import type { JobControl } from './job-control.ts';
import { quoted } from './table-list.ts';

export interface Exported {
  occurrences: number;
  bytes: number;
}

export interface ExportWish {
  path: string;
  /** There whole or not at all. */
  target: string;
  scope: BundleScope;
  /** Unix milliseconds. */
  at: number;
  /** The version of Stacktray. */
  app: string;
}

/** Refusals: `not-found` when a project or all items of the scope are not there (any more). */
export async function exportBundle(wish: ExportWish, control: JobControl): Promise<Exported> {
  const part = `${wish.target}.part`;
  const [db, rows] = [openForReading(wish.path), {} as Record<string, number>];
  try {
    // One connection, one transaction: the bundle is of one moment.
    db.exec('BEGIN');
    const chosen = chosenRows(db, wish.scope);
    const lines = Readable.from(chunked(bundleText(db, { wish, chosen, rows }, control)));
    await pipeline(lines, createGzip(), createWriteStream(part, { mode: 0o600 }));
    renameSync(part, wish.target);
  } finally {
    db.close();
    rmSync(part, { force: true });
  }
  return { occurrences: rows['occurrence'] ?? 0, bytes: statSync(wish.target).size };
}

interface Chosen {
  projects: string;
  items: string | null;
  all: 0 | 1;
}

interface Exporting {
  wish: ExportWish;
  chosen: Chosen;
  /** Counts what was written. */
  rows: Record<string, number>;
}

function* bundleText(db: Database, { wish, chosen, rows }: Exporting, control: JobControl): Generator<string> {
  const grouping = settingTable(db).get('grouping');
  const head: BundleHead = {
    ...{ format: bundleFormat, version: bundleVersion, app: wish.app, madeAt: wish.at, scope: wish.scope.kind },
    tables: db.pragma('user_version', { simple: true }) as number,
    grouping: typeof grouping === 'string' ? grouping : null,
  };
  yield `${JSON.stringify(head)}\n`;
  const total = countOf(db, chosen);
  const withBody = bodyAdder(db);
  for (const table of bundled) {
    let written = 0;
    for (const row of rowsOf(db, table, chosen)) {
      yield rowLine(table.name, table.name === 'occurrence' ? withBody(row) : row);
      written += 1;
      if (table.name === 'occurrence') control.report({ done: written, total, unit: 'reports' });
    }
    rows[table.name] = written;
  }
  yield `${JSON.stringify({ end: true, rows } satisfies BundleFoot)}\n`;
}

/** In characters. */
const chunkLength = 262_144;

/** Lines together: a stream costs more per piece than per character. */
function* chunked(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

function rowsOf(
  db: Database,
  { name, where, rows = quoted(name) }: BundledTable,
  chosen: Chosen,
): IterableIterator<RowObject> {
  const bound = Object.fromEntries(Object.entries(chosen).filter(([parameter]) => where.includes(`@${parameter}`)));
  return db.prepare<[object], RowObject>(`SELECT * FROM ${rows} WHERE ${where}`).iterate(bound);
}

function countOf(db: Database, chosen: Chosen): number {
  const { where } = bundled.find(({ name }) => name === 'occurrence') ?? { where: 'true' };
  const { projects, items } = chosen;
  return (
    db.prepare<[object], number>(`SELECT count(*) FROM occurrence WHERE ${where}`).pluck().get({ projects, items }) ?? 0
  );
}

function bodyAdder(db: Database): (row: RowObject) => RowObject {
  const bodies = bodyTable(db);
  return (row) => ({ ...row, body: bodies.read(Number(row['id'])) ?? null });
}

function chosenRows(db: Database, scope: BundleScope): Chosen {
  if (scope.kind === 'items') return chosenItems(db, scope.itemIds);
  // The first project of an installation is there before its first report; nobody misses it.
  const projects = db
    .prepare<[], number>(
      `SELECT id FROM project WHERE deleted_at IS NULL AND (last_report_at IS NOT NULL OR named_by <> 'default'
         OR EXISTS (SELECT 1 FROM item WHERE project_id = project.id))`,
    )
    .pluck()
    .all();
  if (scope.kind === 'all') return { projects: JSON.stringify(projects), items: null, all: 1 };
  if (!projects.includes(scope.projectId)) throw new Refusal('not-found', 'This project is not there any more.');
  return { projects: JSON.stringify([scope.projectId]), items: null, all: 0 };
}

/** With items come those that are merged into them, and those into which they are merged. */
function chosenItems(db: Database, wanted: readonly number[]): Chosen {
  const found = db
    .prepare<[{ wanted: string }], { id: number; projectId: number }>(
      `SELECT item.id, project_id AS projectId FROM item JOIN project ON project.id = project_id
       WHERE project.deleted_at IS NULL AND (item.id IN (SELECT value FROM json_each(@wanted))
         OR merged_into IN (SELECT value FROM json_each(@wanted))
         OR item.id IN (SELECT merged_into FROM item AS other WHERE other.id IN (SELECT value FROM json_each(@wanted))))`,
    )
    .all({ wanted: JSON.stringify(wanted) });
  if (found.length === 0) throw new Refusal('not-found', 'These items are not there any more.');
  return {
    projects: JSON.stringify([...new Set(found.map(({ projectId }) => projectId))]),
    items: JSON.stringify(found.map(({ id }) => id)),
    all: 0,
  };
}
