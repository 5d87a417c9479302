/** Reads stored reports in the order in which they came, on a connection of its own that can only read. */
import type { Database } from 'better-sqlite3';
import { bodyTable } from '../bodies.ts';
import { rowToRecord, type OccurrenceRecord, type OccurrenceRow } from '../occurrences.ts';
import { openForReading } from '../rql/run-query.ts';
import type { ReadingTask } from './indexed-batch.ts';

export interface ReadReport extends OccurrenceRecord {
  projectId: number;
  text: string;
}

/** A report with the item that found it. */
export interface PlacedReport extends ReadReport {
  item: { mechanism: string; scope: string; fingerprint: string };
  /** Did a person merge that item into another? */
  isMerged: boolean;
}

export interface ProjectSpan {
  projectId: number;
  before: number;
  reports: number;
  characters: number;
}

export interface ReportReader {
  /** Reports of the project, the newest first. `position` is the last id that was looked at, null at the end. */
  before(span: ProjectSpan): { reports: PlacedReport[]; position: number | null };

  /** The next reports of the task, at most `limit`, and no more after so many characters of text. */
  next(task: ReadingTask, most: { reports: number; characters: number }): ReadReport[];
  /** The report of an occurrence; undefined when it is not there any more. */
  byId(id: number): ReadReport | undefined;
}

export function openReportReader(path: string): ReportReader {
  const db = openForReading(path);
  const bodies = bodyTable(db);
  const columns = 'id, project_id, item_id, uuid, protocol, received_at, remote_address';
  const latest = db.prepare<[number, number], OccurrenceRow & { project_id: number }>(
    `SELECT ${columns} FROM occurrence WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const ofItem = db.prepare<[number, number, number, number], OccurrenceRow & { project_id: number }>(
    `SELECT ${columns} FROM occurrence WHERE item_id = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?`,
  );
  const one = db.prepare<[number], OccurrenceRow & { project_id: number }>(
    `SELECT ${columns} FROM occurrence WHERE id = ?`,
  );
  return {
    before: projectReader(db),
    byId: (id) => {
      const row = one.get(id);
      return row && { ...rowToRecord(row), projectId: row.project_id, text: bodies.read(id) ?? '' };
    },
    next: (task, { reports, characters }) => {
      const rows =
        task.kind === 'new'
          ? latest.all(task.after, reports)
          : ofItem.all(task.itemId, task.after, task.until, reports);
      const read: ReadReport[] = [];
      let length = 0;
      for (const row of rows) {
        if (length > characters) break;
        const text = bodies.read(row.id) ?? '';
        length += text.length;
        read.push({ ...rowToRecord(row), projectId: row.project_id, text });
      }
      return read;
    },
  };
}

interface PlacedRow extends OccurrenceRow {
  mechanism: string;
  scope: string;
  fingerprint: string;
  is_merged: number;
}

function projectReader(db: Database): ReportReader['before'] {
  const bodies = bodyTable(db);
  // By id and not by project, whose index has another order.
  const rows = db.prepare<[number, number, number], PlacedRow>(
    `SELECT occurrence.id, item_id, uuid, occurrence.protocol, received_at, remote_address, mechanism, scope, fingerprint,
       own_item_id IS NOT NULL AS is_merged
     FROM occurrence JOIN item ON item.id = coalesce(own_item_id, item_id)
     WHERE occurrence.id < ? AND +occurrence.project_id = ? ORDER BY occurrence.id DESC LIMIT ?`,
  );
  return ({ projectId, before, reports: most, characters }) => {
    const reports: PlacedReport[] = [];
    let length = 0;
    const found = rows.all(before, projectId, most);
    for (const row of found) {
      if (length > characters) break;
      const text = bodies.read(row.id) ?? '';
      length += text.length;
      const { mechanism, scope, fingerprint, is_merged: merged } = row;
      const item = { mechanism, scope, fingerprint };
      reports.push({ ...rowToRecord(row), projectId, text, item, isMerged: merged === 1 });
    }
    const isAll = found.length < most && reports.length === found.length;
    return { reports, position: isAll ? null : (reports.at(-1)?.id ?? null) };
  };
}
