/** Searches that a person has given a name. */
import type { Database } from 'better-sqlite3';
import type { ItemFilter, SavedSearch } from '../../shared/contract.ts';
import type { ItemSort } from '../../shared/item.ts';

export interface SavedSearchTable {
  /** In the order in which they were saved. */
  list(): SavedSearch[];
  byId(id: number): SavedSearch | undefined;
  add(search: Omit<SavedSearch, 'id'>, at: number): number;
  rename(id: number, name: string): void;
  remove(id: number): void;
}

interface Row {
  id: number;
  name: string;
  filter: string;
  sort: string;
}

export function savedSearchTable(db: Database): SavedSearchTable {
  const all = db.prepare<[], Row>('SELECT id, name, filter, sort FROM saved_search ORDER BY id');
  const one = db.prepare<[number], Row>('SELECT id, name, filter, sort FROM saved_search WHERE id = ?');
  const insert = db.prepare<[string, string, string, number]>(
    'INSERT INTO saved_search (name, filter, sort, created_at) VALUES (?, ?, ?, ?)',
  );
  const rename = db.prepare<[string, number]>('UPDATE saved_search SET name = ? WHERE id = ?');
  const remove = db.prepare<[number]>('DELETE FROM saved_search WHERE id = ?');
  return {
    list: () => all.all().map(rowToSearch),
    byId: (id) => {
      const row = one.get(id);
      return row && rowToSearch(row);
    },
    add: ({ name, filter, sort }, at) => Number(insert.run(name, JSON.stringify(filter), sort, at).lastInsertRowid),
    rename: (id, name) => {
      rename.run(name, id);
    },
    remove: (id) => {
      remove.run(id);
    },
  };
}

function rowToSearch({ id, name, filter, sort }: Row): SavedSearch {
  return { id, name, filter: JSON.parse(filter) as ItemFilter, sort: sort as ItemSort };
}
