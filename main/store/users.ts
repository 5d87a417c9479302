/** The users of the account. Names and addresses are compared without regard to case. */
import type { Database } from 'better-sqlite3';
import type { User } from '../../shared/account.ts';

export interface UserTable {
  /** Returns the id of the new user. Name and address must be free. */
  create(user: Omit<User, 'id'>): number;
  change(user: User): void;
  /** Oldest first. */
  list(): User[];
  byId(id: number): User | undefined;
  byEmail(email: string): User | undefined;
  /** By the name, else by the address. */
  named(nameOrEmail: string): User | undefined;
}

export function userTable(db: Database): UserTable {
  const insert = db.prepare<[string, string]>('INSERT INTO account_user (username, email) VALUES (?, ?)');
  const update = db.prepare<[string, string, number]>('UPDATE account_user SET username = ?, email = ? WHERE id = ?');
  const select = 'SELECT id, username, email FROM account_user';
  const list = db.prepare<[], User>(`${select} ORDER BY id`);
  const byId = db.prepare<[number], User>(`${select} WHERE id = ?`);
  const byEmail = db.prepare<[string], User>(`${select} WHERE email = ?`);
  const byName = db.prepare<[string], User>(`${select} WHERE username = ?`);
  return {
    create: ({ username, email }) => Number(insert.run(username, email).lastInsertRowid),
    change: ({ id, username, email }) => {
      update.run(username, email, id);
    },
    list: () => list.all(),
    byId: (id) => byId.get(id),
    byEmail: (email) => byEmail.get(email),
    named: (nameOrEmail) => byName.get(nameOrEmail) ?? byEmail.get(nameOrEmail),
  };
}
