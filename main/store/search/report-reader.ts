/** Reads stored reports in the order in which they came, on a connection of its own that can only read. */
import { bodyTable } from '../bodies.ts';
import { rowToRecord, type OccurrenceRecord, type OccurrenceRow } from '../occurrences.ts';
import { openForReading } from '../rql/run-query.ts';
import type { ReadingTask } from './indexed-batch.ts';

export interface ReadReport extends OccurrenceRecord {
  projectId: number;
  text: string;
}

export interface ReportReader {
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
