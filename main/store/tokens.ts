/**
 * The keys that applications send. They are found by their hash, which tells nothing about a token by the time it takes,
 * and those in use are remembered in memory: every report asks twice. Whatever changes a token here has to forget them.
 */
import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ProjectToken, RateLimit, TokenScope } from '../../shared/project.ts';

export interface StoredToken {
  id: number;
  projectId: number;
  name: string;
  scopes: TokenScope[];
  /** `deleted` ones are remembered, so that what still sends them is refused. */
  status: ProjectToken['status'] | 'deleted';
  limit: RateLimit | null;
}

/** How the hosted service calls its kinds of tokens: legacy ones can be shown again, the others are shown once. */
export const tokenKinds = ['legacy', 'v1', 'v2'] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Everything that is known of a token. Times are unix milliseconds. */
export interface TokenRecord extends ProjectToken {
  publicId: string;
  kind: TokenKind;
  modifiedAt: number;
}

export interface NewToken {
  projectId: number;
  name: string;
  token: string;
  /** Keep the token in clear, to show it again: only for one that was made here. */
  keepSecret: boolean;
  scopes: TokenScope[];
  at: number;
  kind?: TokenKind;
  status?: ProjectToken['status'];
  limit?: RateLimit | null;
}

/** What is left out stays as it is. */
export type TokenChange = Partial<Pick<ProjectToken, 'name' | 'scopes' | 'status' | 'limit'>>;

export interface TokenTable {
  /** Returns the id of the new token. */
  create(token: NewToken): number;
  find(token: string): StoredToken | undefined;
  /** Oldest first, without deleted ones. */
  ofProject(projectId: number): TokenRecord[];
  /** Has any token a limit? */
  hasLimits(): boolean;
  /** Not found when it was deleted. */
  byId(id: number): TokenRecord | undefined;
  change(id: number, change: TokenChange, at: number): void;
  /** Forgets all of it but its hash and its project. */
  remove(id: number, at: number): void;
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
  public_id: string;
  kind: TokenKind;
  modified_at: number | null;
  deleted_at: number | null;
  limit_count: number | null;
  limit_seconds: number | null;
}

export function tokenTable(db: Database): TokenTable {
  const byHash = db.prepare<[Buffer], TokenRow>('SELECT * FROM token WHERE hash = ?');
  const byProject = db.prepare<[number], TokenRow>(
    'SELECT * FROM token WHERE project_id = ? AND deleted_at IS NULL ORDER BY id',
  );
  const one = db.prepare<[number], TokenRow>('SELECT * FROM token WHERE id = ? AND deleted_at IS NULL');
  const limited = db
    .prepare<[], number>('SELECT 1 FROM token WHERE limit_count IS NOT NULL AND deleted_at IS NULL LIMIT 1')
    .pluck();
  const inUse = new Map<string, StoredToken>();
  const byId: TokenTable['byId'] = (id) => {
    const row = one.get(id);
    return row && rowToRecord(row);
  };
  return {
    ...changes(db, { forget: () => inUse.clear(), byId }),
    byId,
    hasLimits: () => limited.get() !== undefined,
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
    ofProject: (projectId) => byProject.all(projectId).map(rowToRecord),
  };
}

function changes(
  db: Database,
  { forget, byId }: Pick<TokenTable, 'byId'> & { forget: () => void },
): Pick<TokenTable, 'create' | 'change' | 'remove'> {
  const insert = db.prepare<
    [Omit<TokenRow, 'id' | 'public_id' | 'modified_at' | 'deleted_at' | 'scopes'> & { hash: Buffer; scopes: string }]
  >(
    `INSERT INTO token (project_id, name, secret, hash, hint, scopes, status, created_at, kind, limit_count, limit_seconds,
       public_id)
     VALUES (@project_id, @name, @secret, @hash, @hint, @scopes, @status, @created_at, @kind, @limit_count,
       @limit_seconds, lower(hex(randomblob(16))))`,
  );
  const update = db.prepare<[string, string, string, number | null, number | null, number, number]>(
    `UPDATE token SET name = ?, scopes = ?, status = ?, limit_count = ?, limit_seconds = ?, modified_at = ?
     WHERE id = ?`,
  );
  const remove = db.prepare<[number, number]>(
    `UPDATE token SET deleted_at = ?, secret = NULL, status = 'disabled' WHERE id = ?`,
  );
  return {
    create: ({ projectId, name, token, keepSecret, scopes, at, kind = 'legacy', status = 'enabled', limit = null }) => {
      forget();
      const { lastInsertRowid } = insert.run({
        ...{ project_id: projectId, name, secret: keepSecret ? token : null, hash: hashOf(token) },
        ...{ hint: token.slice(-4), scopes: JSON.stringify(scopes), status, created_at: at, kind },
        ...{ limit_count: limit?.count ?? null, limit_seconds: limit?.seconds ?? null },
      });
      return Number(lastInsertRowid);
    },
    change: (id, change, at) => {
      forget();
      const before = byId(id);
      if (!before) return;
      const { name, scopes, status, limit } = { ...before, ...change };
      update.run(name, JSON.stringify(scopes), status, limit?.count ?? null, limit?.seconds ?? null, at, id);
    },
    remove: (id, at) => {
      forget();
      remove.run(at, id);
    },
  };
}

/** Of a token that is as good as random, SHA-256 without salt is enough. */
export function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

function rowToToken(row: TokenRow): StoredToken {
  return {
    ...{ id: row.id, projectId: row.project_id, name: row.name },
    scopes: JSON.parse(row.scopes) as TokenScope[],
    status: row.deleted_at === null ? row.status : 'deleted',
    limit: limitOf(row),
  };
}

function rowToRecord(row: TokenRow): TokenRecord {
  return {
    ...rowToToken(row),
    status: row.status,
    ...{ secret: row.secret, hint: row.hint, createdAt: row.created_at },
    ...{ publicId: row.public_id, kind: row.kind, modifiedAt: row.modified_at ?? row.created_at },
  };
}

function limitOf({ limit_count: count, limit_seconds: seconds }: TokenRow): RateLimit | null {
  return count === null || seconds === null ? null : { count, seconds };
}
