/** What a change of the grouping has done: which items took part, and which occurrences it moved. */
import type { Database } from 'better-sqlite3';
import { statusCode } from './codes.ts';
import { occurrenceColumns, rowToRecord, type OccurrenceRecord, type OccurrenceRow } from './occurrences.ts';
import { recountTable, type RecountTable } from './recounts.ts';
import { unstoredCounts } from './retention/unstored-counts.ts';

/** An item that is still grouped the older way. */
export interface OlderItem {
  id: number;
  projectId: number;
  scope: string;
  fingerprint: string;
}

export interface PlacedOccurrence extends OccurrenceRecord {
  projectId: number;
  environmentId: number;
  scope: string;
  matchedKey: number | null;
  /** Is it the one that its item was started by? */
  isFirst: boolean;
}

export interface RegroupingTable {
  recounts: RecountTable;
  /** Items grouped the older way that do not take part yet, ids ascending. */
  olderItems(afterId: number, limit: number): OlderItem[];
  /** The oldest occurrence of the item that is kept. */
  firstOf(itemId: number): OccurrenceRecord | undefined;
  /** `newFingerprint` is null where another item has the keys. */
  takePart(item: Pick<OlderItem, 'id' | 'fingerprint'> & { newFingerprint: string | null; isNew: boolean }): void;
  counts(): { older: number; occurrences: number; parts: number; moves: number };
  /** Gives the next items their new keys, or their old ones again; returns the last id, null when there were none. */
  rekey(afterId: number, to: 'new' | 'old'): number | null;
  /**
   * Occurrences of items that take part, or `all`, in their order; not those that a person's merging has put together.
   * `lastId` is how far was looked; null when that was
   * the end.
   */
  occurrences(span: { afterId: number; untilId: number; all?: boolean }): {
    found: PlacedOccurrence[];
    lastId: number | null;
  };
  /** Moves it, and remembers where it was. */
  move(occurrence: PlacedOccurrence, to: { itemId: number; ownId: number | null; matchedKey: number | null }): void;
  setMatchedKey(occurrenceId: number, matchedKey: number | null): void;
  /** Takes the next moves back and forgets them; the items that they concern, empty when there were none. */
  moveBack(): number[];
  /** An item that has lost all occurrences leaves the lists; one that has some again comes back as it was. */
  settleItem(itemId: number, at: number): void;
  /** The item that has the occurrences of this one now. */
  mergedInto(itemId: number): number | null;
  /** Lets the next items forget the keys that they learnt; false when there were none. */
  forgetParts(): boolean;
}

const batchSize = 50;
/** Not those of deleted projects and deleted items; those that a person has merged know their reports, too. */
const older = `item.mechanism = 'st1' AND (item.status <> ${String(statusCode.archived)} OR item.merged_into IS NOT NULL)`;

export function regroupingTable(db: Database): RegroupingTable {
  const olderItems = db.prepare<[number, number], OlderItem>(
    `SELECT id, project_id AS projectId, scope, fingerprint FROM item
     WHERE id > ? AND ${older} AND NOT EXISTS (SELECT 1 FROM regroup_item WHERE item_id = item.id)
     ORDER BY id LIMIT ?`,
  );
  const first = db.prepare<[number], OccurrenceRow>(
    `SELECT ${occurrenceColumns} FROM occurrence WHERE item_id = ? ORDER BY id LIMIT 1`,
  );
  const takePart = db.prepare<[number, string, string | null, number]>(
    'INSERT INTO regroup_item (item_id, old_fingerprint, new_fingerprint, is_new) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const counts = db.prepare<[], { older: number; occurrences: number; parts: number; moves: number }>(
    `SELECT (SELECT count(*) FROM item WHERE ${older}) AS older,
       (SELECT coalesce(sum(total_occurrences), 0) FROM item WHERE ${older}) AS occurrences,
       (SELECT count(*) FROM regroup_item) AS parts, (SELECT count(*) FROM regroup_move) AS moves`,
  );
  return {
    recounts: recountTable(db),
    olderItems: (afterId, limit) => olderItems.all(afterId, limit),
    firstOf: (itemId) => {
      const row = first.get(itemId);
      return row && rowToRecord(row);
    },
    takePart: ({ id, fingerprint, newFingerprint, isNew }) => {
      takePart.run(id, fingerprint, newFingerprint, Number(isNew));
    },
    counts: () => counts.get() ?? { older: 0, occurrences: 0, parts: 0, moves: 0 },
    rekey: rekeyer(db),
    ...occurrenceMoves(db),
    ...itemEnds(db),
  };
}

function rekeyer(db: Database): RegroupingTable['rekey'] {
  const next = db
    .prepare<[number], number>(
      `SELECT item_id FROM regroup_item WHERE item_id > ? AND new_fingerprint IS NOT NULL AND is_new = 0
       ORDER BY item_id LIMIT ${String(batchSize)}`,
    )
    .pluck();
  const rename = {
    new: db.prepare<[number]>(
      `UPDATE item SET mechanism = 'st2', fingerprint = new_fingerprint
       FROM regroup_item WHERE item.id = ? AND item_id = item.id`,
    ),
    old: db.prepare<[number]>(
      `UPDATE item SET mechanism = 'st1', fingerprint = old_fingerprint
       FROM regroup_item WHERE item.id = ? AND item_id = item.id`,
    ),
  };
  return (afterId, to) => {
    const ids = next.all(afterId);
    for (const id of ids) rename[to].run(id);
    return ids.at(-1) ?? null;
  };
}

type Moves = Pick<RegroupingTable, 'occurrences' | 'move' | 'setMatchedKey' | 'moveBack'>;

interface PlacedRow extends OccurrenceRow {
  project_id: number;
  environment_id: number;
  scope: string;
  matched_key: number | null;
  is_first: number;
  takes_part: number;
  is_free: number;
}

function occurrenceMoves(db: Database): Moves {
  const next = db.prepare<[number, number], PlacedRow>(
    `SELECT occurrence.id, item_id, uuid, occurrence.protocol, received_at, remote_address, occurrence.project_id,
       occurrence.environment_id, item.scope, matched_key, occurrence.id = item.first_occurrence_id AS is_first,
       EXISTS (SELECT 1 FROM regroup_item WHERE regroup_item.item_id = occurrence.item_id) AS takes_part,
       own_item_id IS NULL AND NOT EXISTS (SELECT 1 FROM item AS member WHERE member.merged_into = item.id) AS is_free
     FROM occurrence JOIN item ON item.id = item_id
     WHERE occurrence.id > ? AND occurrence.id <= ? ORDER BY occurrence.id LIMIT ${String(batchSize)}`,
  );
  const place = db.prepare<[object]>(
    `UPDATE occurrence SET item_id = @to, own_item_id = @own, matched_key = @matched
     WHERE id = @id AND item_id = @from AND EXISTS (SELECT 1 FROM item WHERE id = @to)`,
  );
  const remember = db.prepare<[number, number, number, number | null]>(
    'INSERT INTO regroup_move (occurrence_id, from_item, to_item, matched_key) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const setMatched = db.prepare<[number | null, number]>('UPDATE occurrence SET matched_key = ? WHERE id = ?');
  const last = db.prepare<[], { id: number; from: number; to: number; matched: number | null }>(
    `SELECT occurrence_id AS id, from_item AS "from", to_item AS "to", matched_key AS matched FROM regroup_move
     ORDER BY occurrence_id LIMIT ${String(batchSize * 4)}`,
  );
  const forget = db.prepare<[number]>('DELETE FROM regroup_move WHERE occurrence_id = ?');
  const unstored = unstoredCounts(db);
  return {
    occurrences: ({ afterId, untilId, all = false }) => {
      const rows = next.all(afterId, untilId);
      return {
        found: rows.filter((row) => row.is_free === 1 && (all || row.takes_part === 1)).map(rowToPlaced),
        lastId: rows.at(-1)?.id ?? null,
      };
    },
    move: ({ id, itemId, matchedKey }, to) => {
      const placed = place.run({ id, from: itemId, to: to.itemId, own: to.ownId, matched: to.matchedKey });
      if (placed.changes > 0) remember.run(id, itemId, to.itemId, matchedKey);
    },
    setMatchedKey: (id, matchedKey) => {
      setMatched.run(matchedKey, id);
    },
    moveBack: () => {
      const moves = last.all();
      if (moves.length === 0) return unstored.goBack();
      for (const { id, from, to, matched } of moves) {
        place.run({ id, from: to, to: from, own: null, matched });
        forget.run(id);
      }
      return [...new Set(moves.flatMap(({ from, to }) => [from, to]))];
    },
  };
}

function rowToPlaced(row: PlacedRow): PlacedOccurrence {
  return {
    ...rowToRecord(row),
    projectId: row.project_id,
    environmentId: row.environment_id,
    scope: row.scope,
    matchedKey: row.matched_key,
    isFirst: row.is_first === 1,
  };
}

type Ends = Pick<RegroupingTable, 'settleItem' | 'mergedInto' | 'forgetParts'>;

function itemEnds(db: Database): Ends {
  const isEmpty = db.prepare<[number], number>('SELECT 1 FROM occurrence WHERE item_id = ? LIMIT 1').pluck();
  const target = db
    .prepare<[number], number>(
      'SELECT to_item FROM regroup_move WHERE from_item = ? ORDER BY occurrence_id DESC LIMIT 1',
    )
    .pluck();
  const leave = db.prepare<[number | null, number]>(
    `UPDATE regroup_item SET merged_into = ?, status = (SELECT status FROM item WHERE id = item_id)
     WHERE item_id = ? AND status IS NULL AND EXISTS (SELECT 1 FROM item WHERE id = item_id)`,
  );
  const archive = db.prepare<[number]>(
    `UPDATE item SET status = ${String(statusCode.archived)} WHERE id = ? AND id IN (SELECT item_id FROM regroup_item)`,
  );
  const tell = db.prepare<[number, number, string]>(
    `INSERT INTO activity (item_id, at, kind, by, detail) VALUES (?, ?, 'regrouped', 'person', ?)`,
  );
  const counterOf = db.prepare<[number], number>('SELECT counter FROM item WHERE id = ?').pluck();
  const back = [
    `UPDATE item SET status = regroup_item.status FROM regroup_item
     WHERE item.id = ? AND item_id = item.id AND regroup_item.status IS NOT NULL
       AND item.status = ${String(statusCode.archived)}`,
    'UPDATE regroup_item SET status = NULL, merged_into = NULL WHERE item_id = ?',
    `DELETE FROM activity WHERE item_id = ? AND kind = 'regrouped'`,
  ].map((sql) => db.prepare<[number]>(sql));
  const unstored = unstoredCounts(db);
  const merged = db.prepare<[number], number | null>('SELECT merged_into FROM regroup_item WHERE item_id = ?').pluck();
  return {
    settleItem: (itemId, at) => {
      if (isEmpty.get(itemId) !== undefined) {
        for (const statement of back) statement.run(itemId);
        return;
      }
      const into = target.get(itemId) ?? null;
      if (leave.run(into, itemId).changes > 0 && into !== null)
        tell.run(itemId, at, JSON.stringify({ into: counterOf.get(into) ?? 0 }));
      if (into !== null) unstored.follow(itemId, into);
      archive.run(itemId);
    },
    mergedInto: (itemId) => merged.get(itemId) ?? null,
    forgetParts: partForgetter(db),
  };
}

function partForgetter(db: Database): RegroupingTable['forgetParts'] {
  const next = db
    .prepare<[], number>(`SELECT item_id FROM regroup_item ORDER BY item_id LIMIT ${String(batchSize)}`)
    .pluck();
  const forget = [
    'DELETE FROM item_key WHERE item_id = ?',
    'DELETE FROM message_template WHERE item_id = ?',
    // An item that the change started and that is empty again must not be found by its key any more.
    `UPDATE item SET fingerprint = 'taken back ' || id WHERE id = ? AND total_occurrences = 0
       AND id IN (SELECT item_id FROM regroup_item WHERE is_new = 1)`,
    'DELETE FROM regroup_item WHERE item_id = ?',
  ].map((sql) => db.prepare<[number]>(sql));
  return () => {
    const ids = next.all();
    for (const id of ids) for (const statement of forget) statement.run(id);
    return ids.length > 0;
  };
}
