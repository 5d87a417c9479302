/**
 * Makes the counts of items again from their occurrences, in bounded steps. What arrives meanwhile is counted as ever:
 * a recount ends at the newest occurrence of the time when it began.
 */
import type { Database } from 'better-sqlite3';
import { unstoredCounts } from './retention/unstored-counts.ts';

export interface RecountTable {
  queue(itemId: number): void;
  /** The next item that waits; its counts have been put to zero before when `isBegun`. */
  next(): { itemId: number; isBegun: boolean } | undefined;
  waiting(): number;
  /** Puts the counts to zero. Everything that has arrived until `untilId` must have been counted. */
  begin(itemId: number, untilId: number): void;
  /** Counts some more; false when all are counted and the item has left the queue. */
  step(itemId: number): boolean;
}

/** Occurrences of one step. */
const stepSize = 2000;

export function recountTable(db: Database): RecountTable {
  const queue = db.prepare<[number]>(
    'INSERT INTO recount (item_id, after_id, until_id) VALUES (?, 0, 0) ON CONFLICT DO UPDATE SET after_id = 0, until_id = 0',
  );
  const next = db.prepare<[], { itemId: number; untilId: number }>(
    'SELECT item_id AS itemId, until_id AS untilId FROM recount ORDER BY item_id LIMIT 1',
  );
  const waiting = db.prepare<[], number>('SELECT count(*) FROM recount').pluck();
  return {
    queue: (itemId) => {
      queue.run(itemId);
    },
    next: () => {
      const row = next.get();
      return row && { itemId: row.itemId, isBegun: row.untilId > 0 };
    },
    waiting: () => waiting.get() ?? 0,
    begin: beginner(db),
    step: stepper(db),
  };
}

function beginner(db: Database): RecountTable['begin'] {
  const dropped = ['item_hour', 'item_version', 'item_person', 'retention_item'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE item_id = ?`),
  );
  const zero = db.prepare<[number]>(
    // An item that is empty now still says when it was last seen.
    `UPDATE item SET total_occurrences = 0, occurrences_since_resolved = 0, people = 0,
       last_seen_at = CASE WHEN EXISTS (SELECT 1 FROM occurrence WHERE item_id = item.id) THEN 0 ELSE last_seen_at END
     WHERE id = ?`,
  );
  const mark = db.prepare<[number, number]>('UPDATE recount SET after_id = 0, until_id = ? WHERE item_id = ?');
  return (itemId, untilId) => {
    for (const drop of dropped) drop.run(itemId);
    zero.run(itemId);
    mark.run(untilId, itemId);
  };
}

interface Chunk {
  itemId: number;
  after: number;
  until: number;
}

const ofChunk = 'occurrence.item_id = @itemId AND occurrence.id > @after AND occurrence.id <= @until';

function stepper(db: Database): RecountTable['step'] {
  const chunk = db.prepare<[number], Chunk & { end: number | null }>(
    `SELECT item_id AS itemId, after_id AS after, until_id AS until,
       (SELECT max(id) FROM (SELECT id FROM occurrence WHERE item_id = recount.item_id AND id > after_id
          AND id <= until_id ORDER BY id LIMIT ${String(stepSize)})) AS end
     FROM recount WHERE item_id = ?`,
  );
  const advance = db.prepare<[number, number]>('UPDATE recount SET after_id = ? WHERE item_id = ?');
  const leave = db.prepare<[number]>('DELETE FROM recount WHERE item_id = ?');
  const count = counter(db);
  const unstored = unstoredCounts(db);
  const finish = db.prepare<[number]>(
    `UPDATE item SET first_occurrence_id = first.id, first_seen_at = first.received_at,
       last_occurrence_id = last.id, environment_id = last.environment_id
     FROM occurrence AS first, occurrence AS last
     WHERE item.id = ? AND first.id = (SELECT min(id) FROM occurrence WHERE item_id = item.id)
       AND last.id = (SELECT max(id) FROM occurrence WHERE item_id = item.id)`,
  );
  return (itemId) => {
    const found = chunk.get(itemId);
    if (!found) return false;
    const { end, ...wanted } = found;
    if (end === null) {
      finish.run(itemId);
      unstored.addTo(itemId);
      leave.run(itemId);
      return false;
    }
    count({ ...wanted, until: end });
    advance.run(end, itemId);
    return true;
  };
}

function counter(db: Database): (chunk: Chunk) => void {
  const hours = db.prepare<[Chunk]>(
    `INSERT INTO item_hour (item_id, hour, environment_id, count)
     SELECT item_id, received_at / 3600000, environment_id, count(*) FROM occurrence WHERE ${ofChunk} GROUP BY 2, 3
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const versions = db.prepare<[Chunk]>(
    `INSERT INTO item_version (version_id, item_id, first_occurrence_id, first_seen_at, last_occurrence_id,
       last_seen_at, count, reactivated)
     SELECT version.id, item_id, min(occurrence.id), min(received_at), max(occurrence.id), max(received_at), count(*),
       max(occurrence.id IN (SELECT detail ->> '$.occurrenceId' FROM activity
         WHERE item_id = @itemId AND kind = 'reactivated'))
     FROM occurrence JOIN version ON version.project_id = occurrence.project_id
       AND version.environment_id = occurrence.environment_id AND version.name = occurrence.release
     WHERE ${ofChunk} GROUP BY version.id
     ON CONFLICT DO UPDATE SET count = count + excluded.count, reactivated = max(reactivated, excluded.reactivated),
       first_occurrence_id = min(first_occurrence_id, excluded.first_occurrence_id),
       first_seen_at = min(first_seen_at, excluded.first_seen_at),
       last_occurrence_id = max(last_occurrence_id, excluded.last_occurrence_id),
       last_seen_at = max(last_seen_at, excluded.last_seen_at)`,
  );
  const people = db.prepare<[Chunk]>(
    `INSERT INTO item_person (item_id, person_id)
     SELECT DISTINCT item_id, person_id FROM occurrence WHERE ${ofChunk} AND person_id IS NOT NULL
     ON CONFLICT DO NOTHING`,
  );
  const totals = db.prepare<[Chunk & { newPeople: number }]>(
    `UPDATE item SET total_occurrences = total_occurrences + seen.total, people = people + @newPeople,
       occurrences_since_resolved = occurrences_since_resolved + seen.since, last_seen_at = max(last_seen_at, seen.last)
     FROM (SELECT count(*) AS total, max(received_at) AS last, sum(occurrence.id >= (SELECT activating_occurrence_id
         FROM item WHERE id = @itemId)) AS since FROM occurrence WHERE ${ofChunk}) AS seen
     WHERE item.id = @itemId`,
  );
  return (chunk) => {
    hours.run(chunk);
    versions.run(chunk);
    totals.run({ ...chunk, newPeople: people.run(chunk).changes });
  };
}
