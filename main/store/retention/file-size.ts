/** How much of the database's file is used, and by what that can be deleted. */
import type { Database } from 'better-sqlite3';
import { bodyTable, type BodyTable } from '../bodies.ts';

export function freeBytes(db: Database): number {
  return number(db, 'freelist_count') * number(db, 'page_size');
}

/** Of the database's file. */
export function usedBytes(db: Database): number {
  return number(db, 'page_count') * number(db, 'page_size') - freeBytes(db);
}

export const symbolBytes = (db: Database): number => sum(db, 'SELECT sum(length(packed)) FROM symbol_blob');
export const recordingBytes = (db: Database): number => sum(db, 'SELECT sum(length(bytes)) FROM replay_piece');

/** So much more is used than `limit`. Symbol files do not count: no deleted report makes them smaller. */
export function bytesOver(db: Database, limit: number | null): number {
  return limit === null ? 0 : Math.max(0, usedBytes(db) - symbolBytes(db) - limit);
}

export interface ProjectShare {
  projectId: number;
  name: string;
  occurrences: number;
  /** Of one of its occurrences with everything that belongs to it: report, index entries, its part of what is searched. */
  each: number;
}

/** Reports of a project whose length is looked at. */
const sampleSize = 40;
/** What an occurrence takes beside its report, as if it was text of a report. */
const besideReport = 600;

/**
 * Shares out what is used, apart from recordings and symbol files, among the stored occurrences: by the length of some
 * reports of each project, so that it does not matter how reports are packed.
 */
export function projectShares(db: Database): ProjectShare[] {
  const count = db.prepare<[number], number>('SELECT count(*) FROM occurrence WHERE project_id = ?').pluck();
  const length = lengthSampler(db);
  const projects = db
    .prepare<[], { projectId: number; name: string }>('SELECT id AS projectId, name FROM project ORDER BY id')
    .all()
    .map((project) => ({ ...project, occurrences: count.get(project.projectId) ?? 0 }))
    .filter(({ occurrences }) => occurrences > 0)
    .map((project) => ({ ...project, weight: besideReport + length(project.projectId) }));
  const shared = sharedBytes(db);
  const all = projects.reduce((total, { occurrences, weight }) => total + occurrences * weight, 0);
  return projects.map(({ weight, ...project }) => ({ ...project, each: (shared * weight) / all }));
}

/** Of an occurrence of any project. */
export function averageShare(db: Database): number {
  const count = sum(db, 'SELECT count(*) FROM occurrence');
  return Math.max(1, sharedBytes(db) / Math.max(1, count));
}

/** A page of each table and index is there without any occurrence, too. */
function sharedBytes(db: Database): number {
  const empty = sum(db, 'SELECT count(*) FROM sqlite_schema WHERE rootpage > 0') * number(db, 'page_size');
  return Math.max(0, usedBytes(db) - empty - recordingBytes(db) - symbolBytes(db));
}

/** The mean length of some of a project's reports, taken from all of its time. */
function lengthSampler(db: Database): (projectId: number) => number {
  const ends = db.prepare<[number], { low: number; high: number }>(
    'SELECT min(id) AS low, max(id) AS high FROM occurrence WHERE project_id = ?',
  );
  const next = db
    .prepare<[number, number], number>('SELECT id FROM occurrence WHERE project_id = ? AND id >= ? ORDER BY id LIMIT 1')
    .pluck();
  const bodies = bodyTable(db);
  return (projectId) => {
    const { low, high } = ends.get(projectId) ?? { low: 0, high: -1 };
    const stride = Math.max(1, Math.floor((high - low) / sampleSize));
    let total = 0;
    let seen = 0;
    for (let from = low; from <= high && seen < sampleSize; from += stride) {
      const id = next.get(projectId, from);
      if (id === undefined) break;
      total += lengthOf(bodies, id);
      seen += 1;
      from = Math.max(from, id - stride + 1);
    }
    return total / Math.max(1, seen);
  };
}

/** A report that is damaged must not keep anybody from seeing what takes the room. */
function lengthOf(bodies: BodyTable, id: number): number {
  try {
    return bodies.read(id)?.length ?? 0;
  } catch {
    return 0;
  }
}

function number(db: Database, pragma: string): number {
  return db.pragma(pragma, { simple: true }) as number;
}

function sum(db: Database, sql: string): number {
  return db.prepare<[], number | null>(sql).pluck().get() ?? 0;
}
