/** Two occurrences as lines to compare. Pure. */
import type { Side } from '../state/comparison.svelte.ts';
import type { Json } from '../ui/json-preview.ts';
import { diffJson, type Difference } from './diff-json.ts';

export type CompareWhat = 'understood' | 'received';

export interface ComparisonLines {
  /** Changed, added and removed. */
  differences: Difference[];
  moved: Difference[];
  same: Difference[];
}

/** These differ between any two; the head of the comparison says them. */
const identity = new Set(['uuid', 'occurredAt', 'receivedAt', 'defects']);

export function comparisonLines([left, right]: readonly [Side, Side], what: CompareWhat): ComparisonLines {
  const all = diffJson(partOf(left, what), partOf(right, what));
  return {
    differences: all.filter(({ kind }) => kind === 'changed' || kind === 'added' || kind === 'removed'),
    moved: all.filter(({ kind }) => kind === 'moved'),
    same: all.filter(({ kind, left: value }) => kind === 'same' && value !== null && !isEmpty(value)),
  };
}

function partOf({ view, raw }: Side, what: CompareWhat): Json {
  if (what === 'received') return parsed(raw);
  const entries = Object.entries(view.occurrence).filter(([key]) => !identity.has(key));
  return Object.fromEntries(entries);
}

/** A body that is no JSON is compared as one text. */
function parsed(raw: string): Json {
  try {
    return JSON.parse(raw) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return raw;
    throw error;
  }
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
