/** Deletes occurrences with everything that is stored of each alone: its body, its recordings. */
import type { Database } from 'better-sqlite3';
import { uuidText } from '../occurrences.ts';
import { replayTable } from '../replays.ts';

/** Runs inside a transaction. All at once: SQLite keeps a copy of each page that a deleting statement changes. */
export function occurrenceDeleter(db: Database): (ids: readonly number[]) => void {
  const shown = db.prepare<[string], { projectId: number; uuid: Buffer | string }>(
    `SELECT occurrence.project_id AS projectId, occurrence.uuid FROM json_each(?) JOIN occurrence ON occurrence.id = value
     WHERE EXISTS (SELECT 1 FROM replay_occurrence
       WHERE replay_occurrence.project_id = occurrence.project_id AND replay_occurrence.uuid = occurrence.uuid)`,
  );
  const statements = ['fresh_body WHERE occurrence_id', 'packed_body WHERE occurrence_id']
    .concat('regroup_move WHERE occurrence_id', 'occurrence WHERE id')
    .map((where) => db.prepare<[string]>(`DELETE FROM ${where} IN (SELECT value FROM json_each(?))`));
  const replays = replayTable(db);
  return (ids) => {
    if (ids.length === 0) return;
    const list = JSON.stringify([...ids].sort((a, b) => a - b));
    for (const { projectId, uuid } of shown.all(list)) replays.forgetOccurrence(projectId, uuidText(uuid));
    for (const statement of statements) statement.run(list);
  };
}
