/** Invites to teams. Addresses are compared without regard to case. */
import type { Database } from 'better-sqlite3';
import type { Invite } from '../../shared/account.ts';
import type { Part } from './teams.ts';

export interface InviteTable {
  create(invite: Omit<Invite, 'id'>): Invite;
  byId(id: number): Invite | undefined;
  /** Oldest first; null does not filter. */
  page(wanted: Part & { teamId: number | null; email: string | null }): Invite[];
  /** Those that wait for somebody with this address. */
  pending(email: string): Invite[];
  close(id: number, status: Exclude<Invite['status'], 'pending'>, redeemedAt: number | null): void;
}

interface Row {
  id: number;
  from_user_id: number;
  team_id: number;
  email: string;
  status: Invite['status'];
  created_at: number;
  redeemed_at: number | null;
}

export function inviteTable(db: Database): InviteTable {
  const insert = db.prepare<[number, number, string, string, number, number | null]>(
    `INSERT INTO invite (from_user_id, team_id, email, status, created_at, redeemed_at) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[number], Row>('SELECT * FROM invite WHERE id = ?');
  const page = db.prepare<[{ team: number | null; email: string | null; limit: number; offset: number }], Row>(
    `SELECT * FROM invite WHERE (@team IS NULL OR team_id = @team) AND (@email IS NULL OR email = @email)
     ORDER BY id LIMIT @limit OFFSET @offset`,
  );
  const pending = db.prepare<[string], Row>(`SELECT * FROM invite WHERE email = ? AND status = 'pending' ORDER BY id`);
  const close = db.prepare<[string, number | null, number]>(
    'UPDATE invite SET status = ?, redeemed_at = ? WHERE id = ?',
  );
  return {
    create: (invite) => {
      const { fromUserId, teamId, email, status, createdAt, redeemedAt } = invite;
      const { lastInsertRowid } = insert.run(fromUserId, teamId, email, status, createdAt, redeemedAt);
      return { ...invite, id: Number(lastInsertRowid) };
    },
    byId: (id) => {
      const row = one.get(id);
      return row && rowToInvite(row);
    },
    page: ({ teamId, email, limit, offset }) => page.all({ team: teamId, email, limit, offset }).map(rowToInvite),
    pending: (email) => pending.all(email).map(rowToInvite),
    close: (id, status, redeemedAt) => {
      close.run(status, redeemedAt, id);
    },
  };
}

function rowToInvite(row: Row): Invite {
  return {
    ...{ id: row.id, fromUserId: row.from_user_id, teamId: row.team_id, email: row.email },
    ...{ status: row.status, createdAt: row.created_at, redeemedAt: row.redeemed_at },
  };
}
