/** Occurrences of a project or an item in the order of their arrival, newest first, and their removal. */
import type { Database } from 'better-sqlite3';
import { occurrenceColumns, rowToRecord, uuidKey, type OccurrenceRecord, type OccurrenceRow } from './occurrences.ts';
import { unstoredCounts } from './retention/unstored-counts.ts';

export interface OccurrencePages {
  /** By key, where `before` is the last id of the page before, else by offset. */
  page(wanted: OccurrencesWanted): OccurrenceRecord[];
  byId(projectId: number, id: number): OccurrenceRecord | undefined;
  byUuid(projectId: number, uuid: string): OccurrenceRecord | undefined;
  /**
   * Removes an occurrence and its body. Counts stay as they are; an item whose last occurrence goes, goes too
   * (rollbar.md 3.2.4).
   */
  remove(record: Pick<OccurrenceRecord, 'id' | 'itemId'>): void;
}

export interface OccurrencesWanted {
  projectId: number;
  /** Null: of all items. */
  itemId: number | null;
  before: number | null;
  offset: number;
  limit: number;
}

/** The queries of a page, over a project and over an item. */
export const pageSql = {
  ofProject: `SELECT ${occurrenceColumns} FROM occurrence WHERE project_id = ? AND id < ? ORDER BY id DESC LIMIT ? OFFSET ?`,
  ofItem: `SELECT ${occurrenceColumns} FROM occurrence WHERE item_id = ? AND id < ? ORDER BY id DESC LIMIT ? OFFSET ?`,
};

export function occurrencePages(db: Database): OccurrencePages {
  const ofProject = db.prepare<[number, number, number, number], OccurrenceRow>(pageSql.ofProject);
  const ofItem = db.prepare<[number, number, number, number], OccurrenceRow>(pageSql.ofItem);
  const byId = db.prepare<[number, number], OccurrenceRow>(
    `SELECT ${occurrenceColumns} FROM occurrence WHERE id = ? AND project_id = ?`,
  );
  const byUuid = db.prepare<[number, Buffer | string], OccurrenceRow>(
    `SELECT ${occurrenceColumns} FROM occurrence WHERE project_id = ? AND uuid = ?`,
  );
  const record = (row: OccurrenceRow | undefined): OccurrenceRecord | undefined => row && rowToRecord(row);
  return {
    page: ({ projectId, itemId, before, offset, limit }) => {
      const end = before ?? Number.MAX_SAFE_INTEGER;
      const rows =
        itemId === null ? ofProject.all(projectId, end, limit, offset) : ofItem.all(itemId, end, limit, offset);
      return rows.map(rowToRecord);
    },
    byId: (projectId, id) => record(byId.get(id, projectId)),
    byUuid: (projectId, uuid) => record(byUuid.get(projectId, uuidKey(uuid))),
    remove: remover(db),
  };
}

function remover(db: Database): OccurrencePages['remove'] {
  const occurrence = ['fresh_body WHERE occurrence_id', 'packed_body WHERE occurrence_id', 'occurrence WHERE id'].map(
    (where) => db.prepare<[number]>(`DELETE FROM ${where} = ?`),
  );
  const others = db.prepare<[number], number>('SELECT 1 FROM occurrence WHERE item_id = ? LIMIT 1').pluck();
  const item = ['item_hour', 'item_person', 'item_version', 'activity']
    .map((table) => `${table} WHERE item_id`)
    .concat('item WHERE id')
    .map((where) => db.prepare<[number]>(`DELETE FROM ${where} = ?`));
  const unstored = unstoredCounts(db);
  return ({ id, itemId }) => {
    for (const statement of occurrence) statement.run(id);
    if (others.get(itemId) !== undefined) return;
    unstored.forget(itemId);
    for (const statement of item) statement.run(itemId);
  };
}
