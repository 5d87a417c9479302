/**
 * Bodies as they were received. They are written as text, since compressing costs more than the insert, and packed in
 * the background: a packed body is raw deflate of the UTF-8 text.
 */
import { inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';

export interface BodyTable {
  write(occurrenceId: number, text: string): void;
  /** The text of an occurrence's body; undefined when there is none. */
  read(occurrenceId: number): string | undefined;
  /** The oldest bodies that are not packed yet and arrived before `before` (unix ms). */
  unpacked(before: number, limit: number): { occurrenceId: number; text: string }[];
  /** Puts the packed bytes in place of the text; does nothing when the body has gone meanwhile. */
  pack(occurrenceId: number, deflated: Buffer): void;
}

const deflateRaw = 1;

interface FreshRow {
  occurrenceId: number;
  text: string;
}

export function bodyTable(db: Database): BodyTable {
  const insert = db.prepare<[number, string]>('INSERT INTO fresh_body (occurrence_id, text) VALUES (?, ?)');
  const fresh = db.prepare<[number], string>('SELECT text FROM fresh_body WHERE occurrence_id = ?').pluck();
  const packed = db.prepare<[number], Buffer>('SELECT bytes FROM packed_body WHERE occurrence_id = ?').pluck();
  const oldest = db.prepare<[number, number], FreshRow>(
    `SELECT occurrence_id AS occurrenceId, text FROM (SELECT * FROM fresh_body ORDER BY occurrence_id LIMIT ?)
     JOIN occurrence ON occurrence.id = occurrence_id WHERE received_at < ? ORDER BY occurrence_id`,
  );
  const drop = db.prepare<[number]>('DELETE FROM fresh_body WHERE occurrence_id = ?');
  const keep = db.prepare<[number, number, Buffer]>(
    'INSERT INTO packed_body (occurrence_id, encoding, bytes) VALUES (?, ?, ?)',
  );
  return {
    write: (occurrenceId, text) => {
      insert.run(occurrenceId, text);
    },
    read: (occurrenceId) => {
      const text = fresh.get(occurrenceId);
      if (text !== undefined) return text;
      const bytes = packed.get(occurrenceId);
      return bytes && inflateRawSync(bytes).toString('utf8');
    },
    unpacked: (before, limit) => oldest.all(limit, before),
    pack: (occurrenceId, deflated) => {
      if (drop.run(occurrenceId).changes > 0) keep.run(occurrenceId, deflateRaw, deflated);
    },
  };
}
