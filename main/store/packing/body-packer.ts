/**
 * Packs bodies into blocks, and takes those that are to go out of them. Compressing happens between transactions; what has
 * changed meanwhile is left alone and taken up again the next time.
 */
import { inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { blockTable, type BlockTable, type OpenBlock } from './block-table.ts';
import { blockFilling } from './block-filling.ts';
import { mostInBlock, packBlock, type Body } from './body-block.ts';

export interface BodyPacker {
  /**
   * Packs the oldest bodies up to this id into one block; false when they have fewer characters than that, so that blocks
   * are full unless somebody wants it otherwise.
   */
  packSome(untilId: number, least?: number): boolean;
  /** Makes one block anew of which bodies are to go; false when there is none. */
  takeOut(): boolean;
}

/** A body outside of blocks. */
interface LooseRow {
  id: number;
  text: string | null;
  /** Deflated, instead of the text. */
  bytes: Buffer | null;
}

/** On a connection that may write. */
export function bodyPacker(db: Database): BodyPacker {
  const blocks = blockTable(db);
  const loose = looseBodies(db);
  const filling = blockFilling();
  return {
    packSome: (untilId, least = filling.characters()) => {
      const rows = loose.oldest({ after: blocks.lastId(), until: untilId, most: filling.characters() });
      if (rows.length === 0 || lengthOf(rows) < least) return false;
      const { block, count } = filling.pack(rows.map(bodyOf));
      unlessChanged(db, () => {
        for (const row of rows.slice(0, count)) if (!loose.drop(row)) throw new ChangedMeanwhile();
        blocks.add(block);
      });
      return true;
    },
    takeOut: remover(db, { blocks, loose }),
  };
}

class ChangedMeanwhile extends Error {}

function unlessChanged(db: Database, work: () => void): void {
  try {
    db.transaction(work).immediate();
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) throw error;
  }
}

function bodyOf({ id, text, bytes }: LooseRow): Body {
  return { occurrenceId: id, text: text ?? inflateRawSync(bytes ?? Buffer.alloc(0)).toString('utf8') };
}

function lengthOf(rows: readonly LooseRow[]): number {
  return rows.reduce((sum, row) => sum + bodyOf(row).text.length, 0);
}

interface LooseBodies {
  /** Behind the first id and up to the second, no more after so many characters. */
  oldest(wanted: { after: number; until: number; most: number }): LooseRow[];
  packed(occurrenceId: number): LooseRow | undefined;
  /** False when it is not there any more, or another one. */
  drop(row: LooseRow): boolean;
}

function looseBodies(db: Database): LooseBodies {
  const within = 'WHERE occurrence_id > @after AND occurrence_id <= @until';
  const oldest = db.prepare<[{ after: number; until: number }], LooseRow>(
    `SELECT occurrence_id AS id, text, NULL AS bytes FROM fresh_body ${within}
     UNION ALL SELECT occurrence_id, NULL, bytes FROM packed_body ${within} ORDER BY 1`,
  );
  const packed = db.prepare<[number], LooseRow>(
    'SELECT occurrence_id AS id, NULL AS text, bytes FROM packed_body WHERE occurrence_id = ?',
  );
  const dropFresh = db.prepare<[number]>('DELETE FROM fresh_body WHERE occurrence_id = ?');
  const dropPacked = db.prepare<[number, Buffer]>('DELETE FROM packed_body WHERE occurrence_id = ? AND bytes = ?');
  return {
    oldest: ({ after, until, most }) => {
      const rows: LooseRow[] = [];
      let length = 0;
      for (const row of oldest.iterate({ after, until })) {
        rows.push(row);
        length += bodyOf(row).text.length;
        if (length >= most || rows.length === mostInBlock.bodies) break;
      }
      return rows;
    },
    packed: (occurrenceId) => packed.get(occurrenceId),
    drop: ({ id, bytes }) => (bytes === null ? dropFresh.run(id) : dropPacked.run(id, bytes)).changes > 0,
  };
}

function remover(db: Database, { blocks, loose }: { blocks: BlockTable; loose: LooseBodies }): BodyPacker['takeOut'] {
  const first = db.prepare<[], number>('SELECT occurrence_id FROM removed_body ORDER BY occurrence_id LIMIT 1').pluck();
  const listed = db
    .prepare<[number, number], number>('SELECT occurrence_id FROM removed_body WHERE occurrence_id BETWEEN ? AND ?')
    .pluck();
  const drop = db.prepare<[number]>('DELETE FROM removed_body WHERE occurrence_id = ?');
  return () => {
    const id = first.get();
    if (id === undefined) return false;
    const block = blocks.holding(id);
    const ids = block ? listed.all(block.firstId, block.lastId) : [id];
    const replacements = new Map(ids.flatMap((each) => asEntry(loose.packed(each))));
    const write = block ? rewriter(blocks, block, { ids, replacements }) : () => true;
    unlessChanged(db, () => {
      if (!write()) throw new ChangedMeanwhile();
      for (const row of replacements.values()) if (block && !loose.drop(row)) throw new ChangedMeanwhile();
      for (const each of ids) drop.run(each);
    });
    return true;
  };
}

function asEntry(row: LooseRow | undefined): [number, LooseRow][] {
  return row ? [[row.id, row]] : [];
}

/** Compresses what the block is to hold at once, and writes it when it is called. */
function rewriter(
  blocks: BlockTable,
  block: OpenBlock,
  { ids, replacements }: { ids: readonly number[]; replacements: ReadonlyMap<number, LooseRow> },
): () => boolean {
  const gone = new Set(ids);
  const bodies = block.bodies.flatMap((body): Body[] => {
    const replacement = replacements.get(body.occurrenceId);
    if (replacement) return [bodyOf(replacement)];
    return gone.has(body.occurrenceId) ? [] : [body];
  });
  if (bodies.length === 0) return () => blocks.remove(block);
  // The range stays as it is, so the directory counts from its beginning.
  const packed = packBlock(bodies, block.firstId);
  return () => blocks.replace(block, packed);
}
