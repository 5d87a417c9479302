/** Queries of the query language that a person has given a name. */
import type { Database } from 'better-sqlite3';
import type { SavedQuery } from '../../shared/query.ts';

export interface SavedQueryTable {
  /** In the order of their names. */
  list(): SavedQuery[];
  /** Takes the place of those that have this name. */
  save(query: SavedQuery): void;
  remove(name: string): void;
}

export function savedQueryTable(db: Database): SavedQueryTable {
  const all = db.prepare<[], SavedQuery>('SELECT name, query FROM saved_query ORDER BY name COLLATE NOCASE, id');
  const insert = db.prepare<[string, string]>('INSERT INTO saved_query (name, query) VALUES (?, ?)');
  const remove = db.prepare<[string]>('DELETE FROM saved_query WHERE name = ?');
  return {
    list: () => all.all(),
    save: ({ name, query }) => {
      remove.run(name);
      insert.run(name, query);
    },
    remove: (name) => {
      remove.run(name);
    },
  };
}
