/** The values at a path of a rule, from the root of what the client posted (rollbar.md 4.5). */
import { isObject } from '../../shared/json.ts';

/** More elements than anybody means by `*`. */
const mostValues = 1000;

/**
 * Dots part the path; a number is the place in a list, counted from its end when negative; `*` stands for all elements or
 * keys. Keys may hold dots. Empty when there is nothing; at most a thousand.
 */
export function valuesAt(payload: unknown, path: string): unknown[] {
  const found: unknown[] = [];
  collect(payload, path.split('.'), found);
  return found;
}

function collect(value: unknown, segments: readonly string[], found: unknown[]): void {
  if (found.length >= mostValues) return;
  const [first] = segments;
  if (first === undefined) {
    found.push(value);
    return;
  }
  if (first === '*') {
    for (const child of childrenOf(value)) collect(child, segments.slice(1), found);
    return;
  }
  const before = found.length;
  for (let taken = 1; taken <= segments.length && found.length === before; taken += 1) {
    const child = childAt(value, segments.slice(0, taken).join('.'));
    if (child !== undefined) collect(child, segments.slice(taken), found);
    if (Array.isArray(value)) return;
  }
}

function childrenOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, mostValues);
  return isObject(value) ? Object.values(value).slice(0, mostValues) : [];
}

function childAt(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^-?\d{1,9}$/.test(key) ? (value.at(Number(key)) as unknown) : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
