/**
 * A bundle is gzipped text, a JSON value per line: a head, then `[table, row]` for each row, and a foot that counts them.
 * Bytes are `{"base64": …}`; an occurrence has its report as text in `body`. What is cut off has no foot.
 */
import { createReadStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../../shared/error-codes.ts';
import { isObject, type JsonValue } from '../../../shared/json.ts';

export const bundleFormat = 'stacktray-bundle';
export const bundleVersion = 1;

export interface BundleHead {
  format: typeof bundleFormat;
  version: number;
  /** The version of the tables that the rows were read from. */
  tables: number;
  /** The version of Stacktray, and when it was written (unix ms). */
  app: string;
  madeAt: number;
  scope: 'all' | 'project' | 'items';
  /** How reports are grouped there. */
  grouping: string | null;
}

export interface BundleFoot {
  end: true;
  rows: Record<string, number>;
}

export type Value = string | number | null | Buffer;
export type RowObject = Record<string, Value>;

export function rowLine(table: string, row: RowObject): string {
  const values = Object.entries(row).map(([name, value]) => [name, jsonOf(value)]);
  return `${JSON.stringify([table, Object.fromEntries(values)])}\n`;
}

function jsonOf(value: Value): JsonValue {
  return Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value;
}

/** Reads a line's row. Refusals: `bad-request`. */
export function readRow(line: unknown): { table: string; row: RowObject } {
  if (!Array.isArray(line) || line.length !== 2 || typeof line[0] !== 'string' || !isObject(line[1]))
    throw brokenBundle('it has a line that is no row');
  const row: RowObject = {};
  for (const [name, value] of Object.entries(line[1])) row[name] = valueOf(value);
  return { table: line[0], row };
}

export function brokenBundle(what: string, cause?: unknown): Refusal {
  return new Refusal('bad-request', `This bundle cannot be imported: ${what}. Nothing was changed.`, { cause });
}

/** In characters: no report comes near. */
const longestLine = 268_435_456;

/** The lines of a bundle, parsed; `onBytes` hears how much of the file has been read. Refusals: `bad-request`. */
export async function* bundleLines(file: string, onBytes: (bytes: number) => void): AsyncGenerator<unknown> {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      onBytes(bytes);
      done(null, chunk);
    },
  });
  const source = createReadStream(file);
  const text = createGunzip();
  source.once('error', (error) => text.destroy(error));
  counted.once('error', (error) => text.destroy(error));
  source.pipe(counted).pipe(text).setEncoding('utf8');
  try {
    yield* parsedLines(text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') ? brokenBundle('it is damaged, or no bundle', error) : error;
  } finally {
    source.destroy();
  }
}

async function* parsedLines(text: Readable): AsyncGenerator<unknown> {
  let rest = '';
  for await (const chunk of text as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw brokenBundle('it has a line that is too long');
    for (const line of lines) yield parsed(line);
  }
  if (rest !== '') yield parsed(rest);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (cause) {
    throw brokenBundle('it has a line that is no JSON', cause);
  }
}

function valueOf(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (isObject(value) && typeof value['base64'] === 'string') return Buffer.from(value['base64'], 'base64');
  throw brokenBundle('it has a value of no known kind');
}
