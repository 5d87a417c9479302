/**
 * Recordings of what a page showed. The text of a replay is one line per post, kept in compressed pieces so that it can
 * be read piece by piece. It is joined to occurrences by their uuid: either may come first.
 */
import { inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { uuidKey } from './occurrences.ts';

/** One post of a replay. */
export interface NewReplayPart {
  projectId: number;
  /** The client's id of the replay. */
  name: string;
  environment: string;
  session: string;
  /** Uuids of the occurrences that it shows. */
  occurrences: string[];
  remoteAddress: string;
  /** Of the text as it was posted: the same post again is known by it. */
  digest: Buffer;
  /** Its line in pieces, each as raw deflate of UTF-8. */
  pieces: Buffer[];
  /** Of the line, in UTF-8. */
  bytes: number;
  at: number;
}

export interface ReplayRecord {
  id: number;
  projectId: number;
  name: string;
  environment: string;
  session: string;
  bytes: number;
  receivedAt: number;
  remoteAddress: string;
}

export interface ReplayTable {
  /** Nothing is kept when the replay would be larger than `most` bytes. Runs inside a transaction. */
  add(part: NewReplayPart, most: number): 'kept' | 'known' | 'too-large';
  byId(id: number): ReplayRecord | undefined;
  byName(projectId: number, name: string): ReplayRecord | undefined;
  /** Oldest first. */
  ofOccurrence(projectId: number, uuid: string): ReplayRecord[];
  /** The piece after the one with this number (0: the first); undefined at the end. */
  pieceAfter(id: number, piece: number): { number: number; text: string; isLast: boolean } | undefined;
  remove(id: number): void;
  /** An occurrence goes, and with it the replays that show no other one. Runs inside a transaction. */
  forgetOccurrence(projectId: number, uuid: string): void;
}

interface ReplayRow {
  id: number;
  project_id: number;
  name: string;
  environment: string;
  session: string;
  bytes: number;
  received_at: number;
  remote_address: string;
}

type Reading = Omit<ReplayTable, 'add' | 'remove' | 'forgetOccurrence'>;
type Removing = Pick<ReplayTable, 'remove' | 'forgetOccurrence'>;

export function replayTable(db: Database): ReplayTable {
  const reading = readings(db);
  return { ...reading, ...removals(db), add: adder(db, reading) };
}

function readings(db: Database): Reading {
  const one = db.prepare<[number], ReplayRow>('SELECT * FROM replay WHERE id = ?');
  const named = db.prepare<[number, string], ReplayRow>('SELECT * FROM replay WHERE project_id = ? AND name = ?');
  const shown = db.prepare<[number, Buffer | string], ReplayRow>(
    `SELECT replay.* FROM replay_occurrence JOIN replay ON replay.id = replay_id
     WHERE replay_occurrence.project_id = ? AND uuid = ? ORDER BY replay.id`,
  );
  const pieces = db.prepare<[number, number], { id: number; bytes: Buffer }>(
    'SELECT id, bytes FROM replay_piece WHERE replay_id = ? AND id > ? ORDER BY id LIMIT 2',
  );
  const record = (row: ReplayRow | undefined): ReplayRecord | undefined => row && rowToReplay(row);
  return {
    byId: (id) => record(one.get(id)),
    byName: (projectId, name) => record(named.get(projectId, name)),
    ofOccurrence: (projectId, uuid) => shown.all(projectId, uuidKey(uuid)).map(rowToReplay),
    pieceAfter: (id, piece) => {
      const [first, second] = pieces.all(id, piece);
      return (
        first && {
          number: first.id,
          text: inflateRawSync(first.bytes).toString('utf8'),
          isLast: second === undefined,
        }
      );
    },
  };
}

function adder(db: Database, { byName }: Reading): ReplayTable['add'] {
  const insert = db.prepare(
    `INSERT INTO replay (project_id, name, environment, session, bytes, received_at, remote_address)
     VALUES (?, ?, ?, ?, 0, ?, ?)`,
  );
  const known = db
    .prepare<[number, Buffer], number>('SELECT 1 FROM replay_part WHERE replay_id = ? AND digest = ?')
    .pluck();
  const part = db.prepare<[number, Buffer]>('INSERT INTO replay_part (replay_id, digest) VALUES (?, ?)');
  const piece = db.prepare<[number, Buffer]>('INSERT INTO replay_piece (replay_id, bytes) VALUES (?, ?)');
  const grow = db.prepare<[number, number]>('UPDATE replay SET bytes = bytes + ? WHERE id = ?');
  const link = db.prepare<[number, Buffer | string, number]>(
    'INSERT INTO replay_occurrence (project_id, uuid, replay_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return (entry, most) => {
    const { projectId, name, environment, session, bytes, at, remoteAddress, digest } = entry;
    const before = byName(projectId, name);
    if (before && known.get(before.id, digest) !== undefined) return 'known';
    if ((before?.bytes ?? 0) + bytes > most) return 'too-large';
    const id =
      before?.id ?? Number(insert.run(projectId, name, environment, session, at, remoteAddress).lastInsertRowid);
    part.run(id, digest);
    for (const each of entry.pieces) piece.run(id, each);
    grow.run(bytes, id);
    for (const uuid of entry.occurrences) link.run(projectId, uuidKey(uuid), id);
    return 'kept';
  };
}

function removals(db: Database): Removing {
  const statements = ['replay_occurrence WHERE replay_id', 'replay_part WHERE replay_id']
    .concat('replay_piece WHERE replay_id', 'replay WHERE id')
    .map((where) => db.prepare<[number]>(`DELETE FROM ${where} = ?`));
  const shown = db
    .prepare<[number, Buffer | string], number>(
      'SELECT replay_id FROM replay_occurrence WHERE project_id = ? AND uuid = ?',
    )
    .pluck();
  const unlink = db.prepare<[number, Buffer | string]>(
    'DELETE FROM replay_occurrence WHERE project_id = ? AND uuid = ?',
  );
  const others = db.prepare<[number], number>('SELECT 1 FROM replay_occurrence WHERE replay_id = ? LIMIT 1').pluck();
  const remove = (id: number): void => {
    for (const statement of statements) statement.run(id);
  };
  return {
    remove,
    forgetOccurrence: (projectId, uuid) => {
      const key = uuidKey(uuid);
      const ids = shown.all(projectId, key);
      unlink.run(projectId, key);
      for (const id of ids) if (others.get(id) === undefined) remove(id);
    },
  };
}

function rowToReplay(row: ReplayRow): ReplayRecord {
  return {
    ...{ id: row.id, projectId: row.project_id, name: row.name, environment: row.environment },
    ...{ session: row.session, bytes: row.bytes, receivedAt: row.received_at, remoteAddress: row.remote_address },
  };
}
