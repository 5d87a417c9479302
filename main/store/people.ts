/** People that occurrences name, and which items they met. */
import type { Database } from 'better-sqlite3';
import type { Person } from '../../shared/occurrence.ts';

export interface PersonTable {
  /** Remembers the person (the last name and address win) and says whether the item is new to them. */
  met(meeting: { projectId: number; itemId: number; personId: string; person: Person; at: number }): boolean;
}

export function personTable(db: Database): PersonTable {
  const upsert = db.prepare<[number, string, string | null, string | null, string | null, number]>(
    `INSERT INTO person (project_id, id, username, email, name, last_seen_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET
       username = coalesce(excluded.username, username), email = coalesce(excluded.email, email),
       name = coalesce(excluded.name, name), last_seen_at = excluded.last_seen_at`,
  );
  const meet = db.prepare<[number, string]>(
    'INSERT INTO item_person (item_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    met: ({ projectId, itemId, personId, person, at }) => {
      upsert.run(projectId, personId, person.username, person.email, person.name, at);
      return meet.run(itemId, personId).changes > 0;
    },
  };
}
