/** Writes occurrences into a file, page by page, all of them or the chosen ones. */
import type { Page } from '../../shared/contract.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ExportedLines, OccurrenceChoice, OccurrenceRow } from '../../shared/occurrence-row.ts';
import { codeOf } from './error-words.ts';
import { csvHead, csvLines } from './occurrence-csv.ts';
import type { Surroundings } from './surroundings.ts';

/** JSON Lines hold whole reports, CSV the columns of the table. */
export const exportKinds = ['jsonl', 'csv'] as const;
export type ExportKind = (typeof exportKinds)[number];

interface ExportPage {
  cursor: string | null;
  limit: number;
}

/** Where the occurrences are read that somebody wants. */
export interface ExportSource<Choice> {
  lines(choice: Choice, page: ExportPage): Promise<ExportedLines>;
  rows(choice: Choice, page: ExportPage & { columns: string[] }): Promise<Page<OccurrenceRow>>;
}

export type ExportOf<Choice> = ReturnType<typeof createExport<Choice>>;
/** What whoever shows how far it has come needs of it. */
export type RunningExport = Omit<ExportOf<never>, 'start'>;
export type OccurrenceExport = ExportOf<OccurrenceChoice>;

interface Wanted {
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
/** In UTF-16 units: so much text is handed to the browser, which keeps it on disk when it becomes a lot. */
const handedOver = 8_000_000;

/** Of an item. */
export function createOccurrenceExport({ client }: Pick<Surroundings, 'client'>): OccurrenceExport {
  return createExport<OccurrenceChoice>({
    lines: ({ itemId, ids }, page) => client.call('occurrences.export', { itemId, ids, ...page }),
    rows: ({ itemId, ids }, page) => client.call('occurrences.list', { itemId, ids, order: 'newest', ...page }),
  });
}

export function createExport<Choice>(source: ExportSource<Choice>) {
  let written = $state<number | null>(null);
  let failure = $state<ErrorCode | null>(null);
  let run = 0;

  async function partOf(wanted: Wanted & Choice, cursor: string | null): Promise<Part> {
    const page = { cursor, limit: pageSize };
    if (wanted.kind === 'jsonl') {
      const { lines, next } = await source.lines(wanted, page);
      return { text: lines.map((line) => `${line}\n`).join(''), count: lines.length, next };
    }
    const { rows, next } = await source.rows(wanted, { ...page, columns: [...wanted.columns] });
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
    async start(wanted: Wanted & Choice): Promise<(string | Blob)[] | null> {
      const mine = ++run;
      written = 0;
      failure = null;
      const file = createFile(wanted.kind === 'csv' ? csvHead(wanted.columns) : '');
      try {
        for (let cursor: string | null = null; ;) {
          const part: Part = await partOf(wanted, cursor);
          if (run !== mine) return null;
          file.add(part.text);
          written += part.count;
          cursor = part.next;
          if (cursor === null) return file.parts();
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

/** Collects a text of any length without holding it all. */
function createFile(head: string) {
  const blobs: Blob[] = [];
  let texts = [head];
  let length = 0;
  return {
    add(text: string) {
      texts.push(text);
      length += text.length;
      if (length < handedOver) return;
      blobs.push(new Blob(texts));
      [texts, length] = [[], 0];
    },
    parts: (): (string | Blob)[] => [...blobs, ...texts],
  };
}
