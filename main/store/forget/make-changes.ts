/** Takes out what was found of a person. Every change can be made again without harm. */
import type { Database } from 'better-sqlite3';
import { bodyTable } from '../bodies.ts';
import { replayTable } from '../replays.ts';
import { uuidText } from '../occurrences.ts';
import type { Change } from './places.ts';

/** Makes changes one by one, within a transaction. Returns the item of a report that was changed, else null. */
export type MakeChange = (change: Change) => number | null;

type ReportChange = Extract<Change, { kind: 'report' }>;
type TextChange = Extract<Change, { kind: 'text' }>;

export function changeMaker(db: Database): MakeChange {
  const replays = replayTable(db);
  const changeReport = reportChanger(db, replays);
  const parted = db.prepare<[number, string]>('DELETE FROM item_person WHERE item_id = ? AND person_id = ?');
  const unstored = db.prepare<[number, string]>('DELETE FROM unstored_person WHERE item_id = ? AND person_id = ?');
  const person = db.prepare<[number, string]>('DELETE FROM person WHERE project_id = ? AND id = ?');
  return (change) => {
    switch (change.kind) {
      case 'report':
        return changeReport(change);
      case 'replay':
        replays.remove(change.id);
        return null;
      case 'meeting':
        parted.run(change.itemId, change.personId);
        unstored.run(change.itemId, change.personId);
        return null;
      case 'words':
        return change.itemId;
      case 'person':
        person.run(change.projectId, change.id);
        return null;
      case 'text':
        changeText(db, change);
        return null;
    }
  };
}

function reportChanger(db: Database, replays: ReturnType<typeof replayTable>): (change: ReportChange) => number | null {
  const bodies = bodyTable(db);
  const one = db.prepare<[number], { project_id: number; item_id: number; uuid: Buffer | string; person_id: string }>(
    'SELECT project_id, item_id, uuid, person_id FROM occurrence WHERE id = ?',
  );
  const parted = db.prepare<[number, string | null]>('DELETE FROM item_person WHERE item_id = ? AND person_id = ?');
  const anonymous = db.prepare<[number]>(`UPDATE occurrence SET person_id = NULL, remote_address = '' WHERE id = ?`);
  return ({ occurrenceId, isOwn, deflated }) => {
    const row = one.get(occurrenceId);
    // Deleted meanwhile.
    if (!row) return null;
    if (deflated) bodies.replace(occurrenceId, Buffer.from(deflated));
    if (!isOwn) return row.item_id;
    parted.run(row.item_id, row.person_id);
    anonymous.run(occurrenceId);
    for (const { id } of replays.ofOccurrence(row.project_id, uuidText(row.uuid))) replays.remove(id);
    return row.item_id;
  };
}

/** Table and column are names of places.ts, never of a payload. */
function changeText(db: Database, { table, key, column, before, after }: TextChange): void {
  const [old, clean] = [before, after].map((kept) => (typeof kept === 'string' ? kept : Buffer.from(kept)));
  const where = `WHERE id = ? AND ${column} = ?`;
  // A fingerprint is unique in its project: the item's number keeps it that.
  const value = column === 'fingerprint' ? `? || ' ' || id` : '?';
  db.prepare(`UPDATE ${table} SET ${column} = ${value} ${where}`).run(clean, key, old);
}
