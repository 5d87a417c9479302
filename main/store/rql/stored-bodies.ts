/**
 * Values within the reports as they were posted, by occurrence and dotted path. Each report is read and parsed once per
 * row, and only when a row gets as far as asking for it.
 */
import type { Database } from 'better-sqlite3';
import { isObject } from '../../../shared/json.ts';
import { bodyTable } from '../bodies.ts';
import type { Value } from './mysql-values.ts';

/** The value at the path, e.g. `body.trace_chain.0.exception.class`; null when there is nothing. */
export type ReadPath = (occurrenceId: number, path: string) => Value;

/** Needs a connection of its own: one that runs a query cannot be asked meanwhile. */
export function storedBodies(db: Database): ReadPath {
  const bodies = bodyTable(db);
  const segments = new Map<string, string[]>();
  let last: { id: number; data: unknown } = { id: 0, data: null };
  const segmentsOf = (path: string): string[] => {
    let known = segments.get(path);
    if (!known) segments.set(path, (known = path.split('.')));
    return known;
  };
  return (occurrenceId, path) => {
    if (last.id !== occurrenceId) last = { id: occurrenceId, data: dataOf(bodies.read(occurrenceId)) };
    let value = last.data;
    for (const segment of segmentsOf(path)) {
      value = within(value, segment);
      if (value === undefined) return null;
    }
    return plainValue(value);
  };
}

/** What Rollbar's clients post is below `data`. */
function dataOf(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    const root: unknown = JSON.parse(text);
    return isObject(root) ? root['data'] : null;
  } catch (error) {
    // A kept text that is damaged, or is of a protocol that posts no JSON: it has no columns.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function within(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(segment) ? (value[Number(segment)] as unknown) : undefined;
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** Booleans are 1 and 0; lists and objects are their JSON. */
function plainValue(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Nested deeper than the stack allows: nobody could read it anyway.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
