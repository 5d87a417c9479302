/** Moves occurrences between items that are merged or parted, and counts both items anew from what they have then. */
import type { Database } from 'better-sqlite3';
import { unstoredCounts } from './retention/unstored-counts.ts';

export interface MovedOccurrences {
  /**
   * Of the occurrences of `from`, those go to `to` that would be in `owners` if nothing were merged. Takes about a second
   * per 100 000 occurrences of the two items.
   */
  move(owners: readonly number[], places: { from: number; to: number }): void;
}

export function movedOccurrences(db: Database): MovedOccurrences {
  const move = db.prepare<[{ owners: string; from: number; to: number }]>(
    `UPDATE occurrence SET item_id = @to, own_item_id = nullif(coalesce(own_item_id, item_id), @to)
     WHERE item_id = @from AND coalesce(own_item_id, item_id) IN (SELECT value FROM json_each(@owners))`,
  );
  const counts = recounts.map((sql) => db.prepare<[{ id: number }]>(sql));
  const unstored = unstoredCounts(db);
  return {
    move: (owners, places) => {
      move.run({ owners: JSON.stringify(owners), ...places });
      unstored.move(owners, places);
      for (const id of [places.from, places.to]) {
        for (const count of counts) count.run({ id });
        unstored.addTo(id);
      }
    },
  };
}

/** An item that has no occurrence left keeps what its row says: it is out of sight until it gets them back. */
const recounts = [
  'DELETE FROM item_hour WHERE item_id = @id',
  `INSERT INTO item_hour (item_id, hour, environment_id, count)
     SELECT item_id, received_at / 3600000, environment_id, count(*) FROM occurrence WHERE item_id = @id GROUP BY 2, 3`,
  'DELETE FROM item_person WHERE item_id = @id',
  `INSERT INTO item_person (item_id, person_id)
     SELECT DISTINCT item_id, person_id FROM occurrence WHERE item_id = @id AND person_id IS NOT NULL`,
  'DELETE FROM item_version WHERE item_id = @id',
  `INSERT INTO item_version
       (version_id, item_id, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at, count, reactivated)
     SELECT version.id, item_id, min(seen.id), min(received_at), max(seen.id), max(received_at), count(*),
       EXISTS (SELECT 1 FROM activity JOIN occurrence AS back ON back.id = activity.detail ->> '$.occurrenceId'
         WHERE activity.item_id = @id AND activity.kind = 'reactivated' AND back.release = version.name
           AND back.environment_id = version.environment_id)
     FROM occurrence AS seen
     JOIN version ON version.project_id = seen.project_id AND version.environment_id = seen.environment_id
       AND version.name = seen.release
     WHERE item_id = @id GROUP BY version.id`,
  `UPDATE item SET total_occurrences = seen.total, first_occurrence_id = seen.first, first_seen_at = seen.first_at,
       last_occurrence_id = seen.last, last_seen_at = seen.last_at,
       environment_id = (SELECT environment_id FROM occurrence WHERE occurrence.id = seen.last),
       occurrences_since_resolved =
         (SELECT count(*) FROM occurrence WHERE item_id = @id AND occurrence.id >= activating_occurrence_id),
       people = (SELECT count(*) FROM item_person WHERE item_id = @id)
     FROM (SELECT count(*) AS total, min(id) AS first, min(received_at) AS first_at, max(id) AS last,
       max(received_at) AS last_at FROM occurrence WHERE item_id = @id) AS seen
     WHERE item.id = @id AND seen.total > 0`,
];
