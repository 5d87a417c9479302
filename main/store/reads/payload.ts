/** Values within the reports as they were posted, by dotted path. */
import { isObject } from '../../../shared/json.ts';
import type { CellValue } from '../../../shared/occurrence-row.ts';

/** What a client posted: below `data` where its protocol wraps it; null when the text is no JSON. */
export function payloadOf(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    const root: unknown = JSON.parse(text);
    return isObject(root) && isObject(root['data']) ? root['data'] : root;
  } catch (error) {
    // A kept text that is damaged, or of a protocol that posts no JSON: it has no values.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The value at a path such as `body.trace.frames.0.lineno`; undefined when there is none. Keys may hold dots. */
export function valueAt(payload: unknown, path: string): unknown {
  const segments = path.split('.');
  return segments.length > mostSegments ? undefined : within(payload, segments);
}

/** Each may begin a key that holds dots, so long paths of nonsense would cost. */
const mostSegments = 32;

function within(value: unknown, segments: readonly string[]): unknown {
  if (segments.length === 0) return value;
  for (let taken = 1; taken <= segments.length; taken += 1) {
    const inner = childOf(value, segments.slice(0, taken).join('.'));
    const found = inner === undefined ? undefined : within(inner, segments.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d{1,9}$/.test(key) ? (value[Number(key)] as unknown) : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** In UTF-16 units: a cell shows less, and copying the whole value is what the occurrence itself is for. */
const longestCell = 500;

export function cellOf(value: unknown): CellValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return (typeof value === 'string' ? value : shortJson(value)).slice(0, longestCell);
}

function shortJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // Nested deeper than the stack allows.
    if (error instanceof RangeError) return '…';
    throw error;
  }
}

export interface Leaf {
  path: string;
  value: CellValue;
}

interface LeafLimits {
  leaves: number;
  depth: number;
  /** Of a list, only so many entries are looked into. */
  entries: number;
}

/** The values at the ends of a payload with their paths, in its order, as far as the limits go. */
export function leavesOf(payload: unknown, limits: LeafLimits): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (leaves.length >= limits.leaves) return;
    if (typeof value !== 'object' || value === null) {
      if (path !== '') leaves.push({ path, value: cellOf(value) });
      return;
    }
    if (depth >= limits.depth) return;
    const entries = Array.isArray(value) ? Object.entries(value.slice(0, limits.entries)) : Object.entries(value);
    for (const [key, inner] of entries) {
      if (leaves.length >= limits.leaves) return;
      walk(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    }
  };
  walk(payload, '', 0);
  return leaves;
}
