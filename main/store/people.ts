/** People that occurrences name, and which items they met. */
import type { Database } from 'better-sqlite3';
import type { Person } from '../../shared/occurrence.ts';

export interface PersonTable {
  /** Remembers the person; the last name and address win. */
  seen(projectId: number, person: Person & { id: string }, at: number): void;
  /** Remembers that the person met the item, and says whether that is new. */
  met(itemId: number, personId: string): boolean;
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
    seen: (projectId, { id, username, email, name }, at) => {
      upsert.run(projectId, id, username, email, name, at);
    },
    met: (itemId, personId) => meet.run(itemId, personId).changes > 0,
  };
}
