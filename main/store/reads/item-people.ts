/** Who met an item, how often, first and last. */
import type { Database } from 'better-sqlite3';
import type { ItemPeople, PersonOfItem } from '../../../shared/item-people.ts';

/** The newest occurrences are counted; to count millions would keep whoever asks next waiting. */
export const mostCounted = 100_000;
const mostPeople = 500;

export function itemPeople(
  db: Database,
  { itemId, limit = mostCounted }: { itemId: number; limit?: number },
): ItemPeople {
  const wanted = { itemId, limit, mostPeople };
  const people = db
    .prepare<[object], PersonOfItem>(
      `WITH newest AS (
         SELECT id, project_id, person_id, occurred_at FROM occurrence
         WHERE item_id = @itemId ORDER BY id DESC LIMIT @limit
       ), met AS (
         SELECT project_id, person_id, count(*) AS occurrences, min(occurred_at) AS firstAt, max(occurred_at) AS lastAt,
           max(id) AS lastOccurrenceId
         FROM newest WHERE person_id IS NOT NULL GROUP BY project_id, person_id
       )
       SELECT met.person_id AS id, username, email, name, occurrences, firstAt, lastAt, lastOccurrenceId
       FROM met LEFT JOIN person ON person.project_id = met.project_id AND person.id = met.person_id
       ORDER BY occurrences DESC, lastOccurrenceId DESC LIMIT @mostPeople`,
    )
    .all(wanted);
  const counted = db
    .prepare<[object], number>('SELECT count(*) FROM (SELECT 1 FROM occurrence WHERE item_id = @itemId LIMIT @limit)')
    .pluck()
    .get({ itemId, limit });
  return { people, counted: counted ?? 0 };
}
