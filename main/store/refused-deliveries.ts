/** Deliveries that were refused: the newest are kept, up to a number. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../shared/contract.ts';
import { keptBodyBytes, type RefusedDelivery, type RefusedDeliveryDetail } from '../../shared/refused-delivery.ts';
import { protocolCode, protocolOf } from './codes.ts';

export interface RefusedTable {
  /** Keeps it, and lets the oldest go when there are more than `keep`. */
  add(delivery: Omit<RefusedDelivery, 'id'> & { body: Buffer }, keep: number): void;
  /** Newest first. */
  list(cursor: string | null, limit: number): Page<RefusedDelivery>;
  byId(id: number): RefusedDeliveryDetail | undefined;
  count(): number;
  clear(): void;
}

interface RefusedRow {
  id: number;
  received_at: number;
  protocol: number;
  method: string;
  path: string;
  status: number;
  reason: string;
  project_id: number | null;
  user_agent: string | null;
  bytes: number;
}

const columns = 'id, received_at, protocol, method, path, status, reason, project_id, user_agent, bytes';

export function refusedTable(db: Database): RefusedTable {
  const insert = db.prepare(
    `INSERT INTO refused_delivery
       (received_at, protocol, method, path, status, reason, project_id, user_agent, bytes, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const trim = db.prepare<[number]>(
    'DELETE FROM refused_delivery WHERE id <= (SELECT max(id) FROM refused_delivery) - ?',
  );
  const page = db.prepare<[number, number], RefusedRow>(
    `SELECT ${columns} FROM refused_delivery WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const one = db.prepare<[number], RefusedRow & { body: Buffer }>(
    `SELECT ${columns}, body FROM refused_delivery WHERE id = ?`,
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM refused_delivery').pluck();
  const clear = db.prepare('DELETE FROM refused_delivery');
  return {
    add: (entry, keep) => {
      const { receivedAt, protocol, method, path, status, reason, projectId, userAgent, bytes, body } = entry;
      insert.run(receivedAt, protocolCode[protocol], method, path, status, reason, projectId, userAgent, bytes, body);
      trim.run(keep);
    },
    list: (cursor, limit) => {
      const rows = page.all(cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor), limit);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return { rows: rows.map(rowToRefused), next: last ? String(last.id) : null };
    },
    byId: (id) => {
      const row = one.get(id);
      if (!row) return undefined;
      return { ...rowToRefused(row), body: row.body.toString('utf8'), truncated: row.bytes > keptBodyBytes };
    },
    count: () => count.get() ?? 0,
    clear: () => {
      clear.run();
    },
  };
}

function rowToRefused(row: RefusedRow): RefusedDelivery {
  return {
    id: row.id,
    receivedAt: row.received_at,
    protocol: protocolOf(row.protocol),
    method: row.method,
    path: row.path,
    status: row.status,
    reason: row.reason,
    projectId: row.project_id,
    userAgent: row.user_agent,
    bytes: row.bytes,
  };
}
