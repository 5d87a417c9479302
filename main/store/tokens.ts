/**
 * The keys that applications send. They are found by their hash, and those in use are remembered in memory: every report
 * asks twice. Whatever changes a token here has to forget them.
 */
import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ProjectToken, TokenScope } from '../../shared/project.ts';

export interface StoredToken {
  id: number;
  projectId: number;
  scopes: TokenScope[];
  status: ProjectToken['status'];
}

export interface NewToken {
  projectId: number;
  name: string;
  token: string;
  /** Keep the token in clear, to show it again: only for one that was made here. */
  keepSecret: boolean;
  scopes: TokenScope[];
  at: number;
}

export interface TokenTable {
  create(token: NewToken): void;
  find(token: string): StoredToken | undefined;
  /** Oldest first. */
  ofProject(projectId: number): ProjectToken[];
}

/** Enough for any computer's applications. */
const mostInUse = 1000;

interface TokenRow {
  id: number;
  project_id: number;
  name: string;
  secret: string | null;
  hint: string;
  scopes: string;
  status: ProjectToken['status'];
  created_at: number;
}

export function tokenTable(db: Database): TokenTable {
  const insert = db.prepare<[number, string, string | null, Buffer, string, string, number]>(
    `INSERT INTO token (project_id, name, secret, hash, hint, scopes, status, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'enabled', ?)`,
  );
  const byHash = db.prepare<[Buffer], TokenRow>('SELECT * FROM token WHERE hash = ?');
  const byProject = db.prepare<[number], TokenRow>('SELECT * FROM token WHERE project_id = ? ORDER BY id');
  const inUse = new Map<string, StoredToken>();
  return {
    create: ({ projectId, name, token, keepSecret, scopes, at }) => {
      inUse.clear();
      const secret = keepSecret ? token : null;
      insert.run(projectId, name, secret, hashOf(token), token.slice(-4), JSON.stringify(scopes), at);
    },
    find: (token) => {
      const known = inUse.get(token);
      if (known) return known;
      const row = byHash.get(hashOf(token));
      if (!row) return undefined;
      if (inUse.size >= mostInUse) inUse.clear();
      const found = rowToToken(row);
      // A transaction that makes a token may still fail: what it made is not remembered before it has committed.
      if (!db.inTransaction) inUse.set(token, found);
      return found;
    },
    ofProject: (projectId) => byProject.all(projectId).map(rowToToken),
  };
}

function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

function rowToToken(row: TokenRow): ProjectToken {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    secret: row.secret,
    hint: row.hint,
    scopes: JSON.parse(row.scopes) as TokenScope[],
    status: row.status,
    createdAt: row.created_at,
  };
}
