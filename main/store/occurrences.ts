/** Occurrences without their bodies. Ids ascend with arrival and are never used again. */
import type { Database } from 'better-sqlite3';
import type { Level } from '../../shared/level.ts';
import type { Protocol } from '../../shared/occurrence.ts';
import { levelCode, protocolCode, protocolOf } from './codes.ts';

export interface NewOccurrence {
  projectId: number;
  itemId: number;
  uuid: string;
  protocol: Protocol;
  environmentId: number;
  level: Level;
  release: string | null;
  personId: string | null;
  occurredAt: number;
  receivedAt: number;
  remoteAddress: string;
  /** Which of its keys its item knew, counted from the strictest; -1 for a message like a template; none when it knew none. */
  matchedKey?: number | null;
  /** Where it would be if nothing were merged; none for where it is. */
  ownItemId?: number | null;
}

/** What reading a kept body back needs. */
export interface OccurrenceRecord {
  id: number;
  itemId: number;
  uuid: string;
  protocol: Protocol;
  receivedAt: number;
  remoteAddress: string;
}

/** What an occurrence adds to counts. */
export interface CountedOccurrence {
  id: number;
  projectId: number;
  itemId: number;
  environmentId: number;
  release: string | null;
  personId: string | null;
  receivedAt: number;
}

export interface OccurrenceTable {
  isKnown(projectId: number, uuid: string): boolean;
  /** The id that the next insert will have: an item names its first occurrence before that is written. */
  nextId(): number;
  /** Inserts under an id from `nextId`. */
  insert(id: number, occurrence: NewOccurrence): void;
  byId(id: number): OccurrenceRecord | undefined;
  /** What `insert` was told of its keys. */
  matchedKeyOf(id: number): number | null;
  latestOf(itemId: number): OccurrenceRecord | undefined;
  /** Occurrences behind the one of this id, in the order of their arrival. */
  behind(id: number, limit: number): CountedOccurrence[];
  /** The highest id that was given out; 0 when there was none. */
  lastId(): number;
  /** The ids next to this one within its item. */
  neighbours(record: Pick<OccurrenceRecord, 'id' | 'itemId'>): { olderId: number | null; newerId: number | null };
}

export interface OccurrenceRow {
  id: number;
  item_id: number;
  uuid: Buffer | string;
  protocol: number;
  received_at: number;
  remote_address: string;
}

export const occurrenceColumns = 'id, item_id, uuid, protocol, received_at, remote_address';

export function occurrenceTable(db: Database): OccurrenceTable {
  const known = db
    .prepare<[number, Buffer | string], number>('SELECT 1 FROM occurrence WHERE project_id = ? AND uuid = ?')
    .pluck();
  const lastId = db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'occurrence'`).pluck();
  const insert = db.prepare(
    `INSERT INTO occurrence (id, project_id, item_id, uuid, protocol, environment_id, level, release, person_id,
       occurred_at, received_at, remote_address, matched_key, own_item_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[number], OccurrenceRow>(`SELECT ${occurrenceColumns} FROM occurrence WHERE id = ?`);
  const matched = db.prepare<[number], number | null>('SELECT matched_key FROM occurrence WHERE id = ?').pluck();
  const latest = db.prepare<[number], OccurrenceRow>(
    `SELECT ${occurrenceColumns} FROM occurrence WHERE item_id = ? ORDER BY id DESC LIMIT 1`,
  );
  const behind = db.prepare<[number, number], CountedOccurrence>(
    `SELECT id, project_id AS projectId, item_id AS itemId, environment_id AS environmentId, release,
       person_id AS personId, received_at AS receivedAt FROM occurrence WHERE id > ? ORDER BY id LIMIT ?`,
  );
  return {
    isKnown: (projectId, uuid) => known.get(projectId, uuidKey(uuid)) !== undefined,
    nextId: () => (lastId.get() ?? 0) + 1,
    lastId: () => lastId.get() ?? 0,
    behind: (id, limit) => behind.all(id, limit),
    insert: (id, entry) => {
      const { projectId, itemId, environmentId, release, personId, occurredAt, receivedAt, remoteAddress } = entry;
      insert.run(
        ...[id, projectId, itemId, uuidKey(entry.uuid), protocolCode[entry.protocol], environmentId],
        ...[levelCode[entry.level], release, personId, occurredAt, receivedAt, remoteAddress],
        ...[entry.matchedKey ?? null, entry.ownItemId ?? null],
      );
    },
    byId: (id) => {
      const row = one.get(id);
      return row && rowToRecord(row);
    },
    matchedKeyOf: (id) => matched.get(id) ?? null,
    latestOf: (itemId) => {
      const row = latest.get(itemId);
      return row && rowToRecord(row);
    },
    neighbours: neighbourFinder(db),
  };
}

function neighbourFinder(db: Database): OccurrenceTable['neighbours'] {
  const older = db
    .prepare<[number, number], number | null>('SELECT max(id) FROM occurrence WHERE item_id = ? AND id < ?')
    .pluck();
  const newer = db
    .prepare<[number, number], number | null>('SELECT min(id) FROM occurrence WHERE item_id = ? AND id > ?')
    .pluck();
  return ({ id, itemId }) => ({
    olderId: older.get(itemId, id) ?? null,
    newerId: newer.get(itemId, id) ?? null,
  });
}

const dashed = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i;
const plain = /^[0-9a-f]{32}$/i;

/** A UUID in either spelling as its 16 bytes, so that both are the same; other text as it is. */
export function uuidKey(uuid: string): Buffer | string {
  if (plain.test(uuid)) return Buffer.from(uuid, 'hex');
  return dashed.test(uuid) ? Buffer.from(uuid.replaceAll('-', ''), 'hex') : uuid;
}

/** The UUID in its dashed spelling. */
export function uuidText(key: Buffer | string): string {
  if (typeof key === 'string') return key;
  return key.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function rowToRecord(row: OccurrenceRow): OccurrenceRecord {
  return {
    id: row.id,
    itemId: row.item_id,
    uuid: uuidText(row.uuid),
    protocol: protocolOf(row.protocol),
    receivedAt: row.received_at,
    remoteAddress: row.remote_address,
  };
}
