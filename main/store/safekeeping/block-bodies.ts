/** Which bodies can be read from blocks: each block is unpacked once. */
import type { Database } from 'better-sqlite3';
import { readDirectory, unpackBytes } from '../packing/body-block.ts';

interface BlockRow {
  firstId: number;
  encoding: number;
  directory: Buffer;
  bytes: Buffer;
}

/**
 * Says of occurrences, to be asked for in the order of their ids, whether their body is in a block that can be read and is
 * not to be taken out of it. `broken` hears of each block that cannot be read.
 */
export function blockBodies(db: Database, broken: (firstId: number, problem: string) => void): (id: number) => boolean {
  const head = db.prepare<[number], { firstId: number; lastId: number }>(
    `SELECT first_id AS firstId, last_id AS lastId FROM body_block WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1`,
  );
  const isRemoved = db.prepare<[number], number>('SELECT 1 FROM removed_body WHERE occurrence_id = ?').pluck();
  const idsOf = blockReader(db, broken);
  let [openId, ids]: [number | null, ReadonlySet<number>] = [null, new Set()];
  return (id) => {
    const found = head.get(id);
    if (!found || found.lastId < id || isRemoved.get(id) !== undefined) return false;
    if (found.firstId !== openId) [openId, ids] = [found.firstId, idsOf(found.firstId)];
    return ids.has(id);
  };
}

/** The ids of the bodies of a block, by its first id; none when it cannot be read. */
export function blockReader(
  db: Database,
  broken: (firstId: number, problem: string) => void,
): (firstId: number) => ReadonlySet<number> {
  const read = db.prepare<[number], BlockRow>(
    'SELECT first_id AS firstId, encoding, directory, bytes FROM body_block WHERE first_id = ?',
  );
  return (firstId) => {
    const block = read.get(firstId);
    if (!block) return new Set();
    try {
      const { length } = unpackBytes(block.encoding, block.bytes);
      const places = readDirectory(firstId, block.directory);
      const ends = Array.from(places.values(), ({ end }) => end);
      if (Math.max(0, ...ends) === length) return new Set(places.keys());
      broken(firstId, 'its directory does not fit');
    } catch (error) {
      broken(firstId, error instanceof Error ? error.message : String(error));
    }
    return new Set();
  };
}
