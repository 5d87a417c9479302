/** Blocks of bodies: reading one body, and a whole block. What was unpacked last is kept, since neighbours are read next. */
import type { Database } from 'better-sqlite3';
import { brotliEncoding, readDirectory, unpackBytes, type Block, type Body } from './body-block.ts';

export interface BlockTable {
  /** The text of a body that is in a block and is not to be taken out of it. */
  read(occurrenceId: number): string | undefined;
  /** The block whose range this id is in, with all of its bodies. */
  holding(occurrenceId: number): OpenBlock | undefined;
  /** The end of the last block's range; 0 when there is none. */
  lastId(): number;
  add(block: Block): void;
  /** False when somebody has changed it meanwhile. */
  replace(old: OpenBlock, bodies: Pick<Block, 'directory' | 'bytes'>): boolean;
  /** The same for one that has lost its last body. */
  remove(old: OpenBlock): boolean;
}

export interface OpenBlock {
  firstId: number;
  lastId: number;
  revision: number;
  bodies: Body[];
}

interface Head {
  firstId: number;
  lastId: number;
  encoding: number;
  revision: number;
  directory: Buffer;
}

interface Unpacked {
  revision: number;
  places: ReturnType<typeof readDirectory>;
  bytes: Buffer;
}

/** Of a few hundred kilobytes each. */
const mostUnpacked = 4;

export function blockTable(db: Database): BlockTable {
  const head = db.prepare<[number], Head>(
    `SELECT first_id AS firstId, last_id AS lastId, encoding, revision, directory FROM body_block
     WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1`,
  );
  const isRemoved = db.prepare<[number], number>('SELECT 1 FROM removed_body WHERE occurrence_id = ?').pluck();
  const last = db.prepare<[], number>('SELECT last_id FROM body_block ORDER BY first_id DESC LIMIT 1').pluck();
  const unpack = unpacker(db);
  const headOf = (occurrenceId: number): Head | undefined => {
    const found = head.get(occurrenceId);
    return found && found.lastId >= occurrenceId ? found : undefined;
  };
  return {
    read: (occurrenceId) => {
      const found = headOf(occurrenceId);
      if (!found || isRemoved.get(occurrenceId) !== undefined) return undefined;
      const { places, bytes } = unpack(found);
      const place = places.get(occurrenceId);
      return place && bytes.toString('utf8', place.start, place.end);
    },
    holding: (occurrenceId) => {
      const found = headOf(occurrenceId);
      if (!found) return undefined;
      const { places, bytes } = unpack(found);
      const bodies = Array.from(places, ([id, { start, end }]) => ({
        occurrenceId: id,
        text: bytes.toString('utf8', start, end),
      }));
      return { firstId: found.firstId, lastId: found.lastId, revision: found.revision, bodies };
    },
    lastId: () => last.get() ?? 0,
    ...blockWriter(db),
  };
}

function unpacker(db: Database): (head: Head) => Unpacked {
  const bytesOf = db.prepare<[number], Buffer>('SELECT bytes FROM body_block WHERE first_id = ?').pluck();
  const unpacked = new Map<number, Unpacked>();
  return ({ firstId, revision, encoding, directory }) => {
    const known = unpacked.get(firstId);
    if (known?.revision === revision) return known;
    const bytes = unpackBytes(encoding, bytesOf.get(firstId) ?? Buffer.alloc(0));
    const fresh = { revision, places: readDirectory(firstId, directory), bytes };
    unpacked.delete(firstId);
    unpacked.set(firstId, fresh);
    for (const oldest of unpacked.keys()) {
      if (unpacked.size <= mostUnpacked) break;
      unpacked.delete(oldest);
    }
    return fresh;
  };
}

function blockWriter(db: Database): Pick<BlockTable, 'add' | 'replace' | 'remove'> {
  const insert = db.prepare<[number, number, number, Buffer, Buffer]>(
    'INSERT INTO body_block (first_id, last_id, encoding, revision, directory, bytes) VALUES (?, ?, ?, 0, ?, ?)',
  );
  const update = db.prepare<[number, Buffer, Buffer, number, number]>(
    `UPDATE body_block SET encoding = ?, revision = revision + 1, directory = ?, bytes = ?
     WHERE first_id = ? AND revision = ?`,
  );
  const drop = db.prepare<[number, number]>('DELETE FROM body_block WHERE first_id = ? AND revision = ?');
  return {
    add: ({ firstId, lastId, directory, bytes }) => {
      insert.run(firstId, lastId, brotliEncoding, directory, bytes);
    },
    replace: ({ firstId, revision }, { directory, bytes }) =>
      update.run(brotliEncoding, directory, bytes, firstId, revision).changes > 0,
    remove: ({ firstId, revision }) => drop.run(firstId, revision).changes > 0,
  };
}
