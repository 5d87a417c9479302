/** The keys of the account. Only their hashes are stored; deleted ones stay known by theirs. */
import type { Database } from 'better-sqlite3';
import type { AccountScope, AccountToken } from '../../shared/account.ts';
import { hashOf } from './tokens.ts';

export interface StoredAccountToken {
  scopes: AccountScope[];
  status: AccountToken['status'] | 'deleted';
}

export interface AccountTokenTable {
  create(token: { token: string; name: string; scopes: AccountScope[]; at: number }): AccountToken;
  find(token: string): StoredAccountToken | undefined;
  /** Oldest first, without deleted ones. */
  list(): AccountToken[];
  /** Undefined when it is not there. */
  setStatus(id: number, status: AccountToken['status']): AccountToken | undefined;
  remove(id: number, at: number): void;
}

interface Row {
  id: number;
  name: string;
  hint: string;
  scopes: string;
  status: AccountToken['status'];
  created_at: number;
  deleted_at: number | null;
}

export function accountTokenTable(db: Database): AccountTokenTable {
  const insert = db.prepare<[string, Buffer, string, string, number], Row>(
    `INSERT INTO account_token (name, hash, hint, scopes, status, created_at) VALUES (?, ?, ?, ?, 'enabled', ?)
     RETURNING *`,
  );
  const byHash = db.prepare<[Buffer], Row>('SELECT * FROM account_token WHERE hash = ?');
  const list = db.prepare<[], Row>('SELECT * FROM account_token WHERE deleted_at IS NULL ORDER BY id');
  const setStatus = db.prepare<[string, number], Row>(
    'UPDATE account_token SET status = ? WHERE id = ? AND deleted_at IS NULL RETURNING *',
  );
  const remove = db.prepare<[number, number]>('UPDATE account_token SET deleted_at = ? WHERE id = ?');
  return {
    create: ({ token, name, scopes, at }) => {
      const row = insert.get(name, hashOf(token), token.slice(-4), JSON.stringify(scopes), at);
      if (!row) throw new Error('an insert without a row');
      return rowToToken(row);
    },
    find: (token) => {
      const row = byHash.get(hashOf(token));
      return row && { scopes: scopesOf(row), status: row.deleted_at === null ? row.status : 'deleted' };
    },
    list: () => list.all().map(rowToToken),
    setStatus: (id, status) => {
      const row = setStatus.get(status, id);
      return row && rowToToken(row);
    },
    remove: (id, at) => {
      remove.run(at, id);
    },
  };
}

function scopesOf({ scopes }: Row): AccountScope[] {
  return JSON.parse(scopes) as AccountScope[];
}

function rowToToken(row: Row): AccountToken {
  return {
    ...{ id: row.id, name: row.name, hint: row.hint, scopes: scopesOf(row) },
    ...{ status: row.status, createdAt: row.created_at },
  };
}
