/**
 * Bodies as they were received. They are written as text, since compressing costs more than the insert, and packed in the
 * background, many into one block (`packing/`). One that was changed since, or was packed before there were blocks, is by
 * itself: raw deflate of the UTF-8 text.
 */
import { inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { blockTable } from './packing/block-table.ts';

export interface BodyTable {
  write(occurrenceId: number, text: string): void;
  /** The text of an occurrence's body; undefined when there is none. */
  read(occurrenceId: number): string | undefined;
  /** Puts other text, raw deflated, in the place of a body, wherever that is. */
  replace(occurrenceId: number, deflated: Buffer): void;
}

const deflateRaw = 1;

export function bodyTable(db: Database): BodyTable {
  const insert = db.prepare<[number, string]>('INSERT INTO fresh_body (occurrence_id, text) VALUES (?, ?)');
  const fresh = db.prepare<[number], string>('SELECT text FROM fresh_body WHERE occurrence_id = ?').pluck();
  const packed = db.prepare<[number], Buffer>('SELECT bytes FROM packed_body WHERE occurrence_id = ?').pluck();
  const blocks = blockTable(db);
  return {
    write: (occurrenceId, text) => {
      insert.run(occurrenceId, text);
    },
    read: (occurrenceId) => {
      const text = fresh.get(occurrenceId);
      if (text !== undefined) return text;
      const bytes = packed.get(occurrenceId);
      return bytes ? inflateRawSync(bytes).toString('utf8') : blocks.read(occurrenceId);
    },
    replace: replacer(db),
  };
}

function replacer(db: Database): BodyTable['replace'] {
  const drop = db.prepare<[number]>('DELETE FROM fresh_body WHERE occurrence_id = ?');
  const keep = db.prepare<[number, number, Buffer]>(
    `INSERT INTO packed_body (occurrence_id, encoding, bytes) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET encoding = excluded.encoding, bytes = excluded.bytes`,
  );
  const leaveBlock = db.prepare<[{ id: number }]>(
    `INSERT OR IGNORE INTO removed_body (occurrence_id) SELECT @id
     WHERE @id <= (SELECT last_id FROM body_block WHERE first_id <= @id ORDER BY first_id DESC LIMIT 1)`,
  );
  return (occurrenceId, deflated) => {
    // Never as text: packing that has read the old one finds that it has gone.
    drop.run(occurrenceId);
    keep.run(occurrenceId, deflateRaw, deflated);
    leaveBlock.run({ id: occurrenceId });
  };
}
