/** Writes the occurrences of an item into a file, page by page, all of them or the chosen ones. */
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { OccurrenceChoice } from '../../shared/occurrence-row.ts';
import { codeOf } from './error-words.ts';
import { csvHead, csvLines } from './occurrence-csv.ts';
import type { Surroundings } from './surroundings.ts';

/** JSON Lines hold whole reports, CSV the columns of the table. */
export const exportKinds = ['jsonl', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

export type OccurrenceExport = ReturnType<typeof createOccurrenceExport>;

interface Wanted extends OccurrenceChoice {
  kind: ExportKind;
  /** Paths that become columns of CSV. */
  columns: readonly string[];
}

interface Part {
  text: string;
  count: number;
  next: string | null;
}

const pageSize = 250;

export function createOccurrenceExport({ client }: Pick<Surroundings, 'client'>) {
  let written = $state<number | null>(null);
  let failure = $state<ErrorCode | null>(null);
  let run = 0;

  async function partOf({ kind, itemId, ids, columns }: Wanted, cursor: string | null): Promise<Part> {
    const page = { itemId, ids, cursor, limit: pageSize };
    if (kind === 'jsonl') {
      const { lines, next } = await client.call('occurrences.export', page);
      return { text: lines.map((line) => `${line}\n`).join(''), count: lines.length, next };
    }
    const { rows, next } = await client.call('occurrences.list', { ...page, columns: [...columns], order: 'newest' });
    return { text: csvLines(rows), count: rows.length, next };
  }

  return {
    /** How many are in the file so far; null while nothing is exported. */
    get written() {
      return written;
    },
    get failure() {
      return failure;
    },
    /** Resolves with the parts of the file; null when it was cancelled or failed. */
    async start(wanted: Wanted): Promise<string[] | null> {
      const mine = ++run;
      written = 0;
      failure = null;
      const parts = wanted.kind === 'csv' ? [csvHead(wanted.columns)] : [];
      try {
        for (let cursor: string | null = null; ;) {
          const part: Part = await partOf(wanted, cursor);
          if (run !== mine) return null;
          parts.push(part.text);
          written += part.count;
          cursor = part.next;
          if (cursor === null) return parts;
        }
      } catch (error) {
        if (run === mine) failure = codeOf(error);
        return null;
      } finally {
        if (run === mine) written = null;
      }
    },
    cancel() {
      run += 1;
      written = null;
    },
  };
}
