/** A result as a table: which columns it has and how their values are read. Pure. */
import type { JsonValue } from '../../shared/json.ts';
import type { QueryResult } from '../../shared/query.ts';
import { exactTime } from '../ui/format-age.ts';
import { oneLine } from '../ui/one-line.ts';

/** `time` are unix seconds or milliseconds; `mixed` holds values of several kinds, as posted fields may. */
export type ColumnKind = 'number' | 'time' | 'text' | 'mixed';

export interface ResultColumn {
  name: string;
  kind: ColumnKind;
  /** In characters: what its first values need. */
  width: number;
}

export interface ResultTable {
  /** The columns that were asked for. */
  columns: ResultColumn[];
  rows: JsonValue[][];
  /** Of each row the occurrence that it is about; null where it is about a group, or about something else. */
  occurrenceIds: (number | null)[];
}

/** Both from 0. */
export interface CellPlace {
  row: number;
  column: number;
}

const looksLikeTime = /time|hour|day|date|minute|week/i;
const looksLikeMillis = 1e11;
const [earliest, latest] = [Date.UTC(2000), Date.UTC(2100)];
const longestCell = 200;

export function readResult(result: QueryResult): ResultTable {
  const { columns: all, selectionColumns, rows } = result;
  // What was not asked for stands behind what was.
  const hidden = all.indexOf('occurrence_id', selectionColumns.length);
  const column = hidden === -1 ? all.indexOf('occurrence_id') : hidden;
  return {
    columns: selectionColumns.map((name, index) => columnOf(name, rows, index)),
    rows: rows.map((row) => row.slice(0, selectionColumns.length)),
    occurrenceIds: rows.map((row) => {
      const id = column === -1 ? null : row[column];
      return typeof id === 'number' ? id : null;
    }),
  };
}

/** The value in one line, as a cell shows it. */
export function cellText(value: JsonValue | undefined, kind: ColumnKind): string {
  if (value === null || value === undefined) return '–';
  if (kind === 'time' && typeof value === 'number') return exactTime(millisOf(value));
  return oneLine(plainText(value), longestCell);
}

/** The value whole, as it is copied and exported; nothing for null. */
export function plainText(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Lists and objects of a report come as their JSON: what is in it, else null. */
export function nestedValue(value: JsonValue | undefined): JsonValue[] | { [key: string]: JsonValue } | null {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return null;
  try {
    const read = JSON.parse(value) as JsonValue;
    return typeof read === 'object' ? read : null;
  } catch {
    return null;
  }
}

/** A number of a time column as unix milliseconds. */
export function millisOf(value: number): number {
  return value < looksLikeMillis ? value * 1000 : value;
}

function columnOf(name: string, rows: JsonValue[][], index: number): ResultColumn {
  const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
  const kind = kindOf(name, values);
  const longest = values.slice(0, 100).map((value) => cellText(value, kind).length);
  return { name, kind, width: Math.min(56, Math.max(6, oneLine(name).length, ...longest)) };
}

function kindOf(name: string, values: JsonValue[]): ColumnKind {
  const types = new Set(values.map((value) => typeof value));
  if (types.size !== 1) return types.size === 0 ? 'text' : 'mixed';
  if (!types.has('number')) return types.has('string') ? 'text' : 'mixed';
  return looksLikeTime.test(name) && values.every(isTime) ? 'time' : 'number';
}

function isTime(value: JsonValue): boolean {
  if (typeof value !== 'number') return false;
  const at = millisOf(value);
  return at >= earliest && at < latest;
}
