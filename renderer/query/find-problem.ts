/** What is wrong with a query, found while it is written. Pure. */
import { readQuery, RqlError } from '../../main/rql/rql.ts';

export interface Problem {
  /** The part of the text that is underlined: offsets, never empty unless the text is. */
  from: number;
  to: number;
  /** A sentence without the place. */
  message: string;
}

/** The first mistake; null when the query can be run, and when there is none yet. */
export function findProblem(query: string): Problem | null {
  if (query.trim() === '') return null;
  try {
    readQuery(query);
    return null;
  } catch (error) {
    if (!(error instanceof RqlError)) throw error;
    return { ...spanAt(query, error.at), message: error.message };
  }
}

/** `line 2, column 7`, both from 1. */
export function placeOf({ from }: Problem, query: string): string {
  const lines = query.slice(0, from).split('\n');
  return `line ${String(lines.length)}, column ${String((lines.at(-1) ?? '').length + 1)}`;
}

/** The word or sign at the place; where the text ends too early, its last sign. */
function spanAt(query: string, at: number): Pick<Problem, 'from' | 'to'> {
  const end = query.trimEnd().length;
  if (at >= end) return { from: Math.max(0, end - 1), to: end };
  const length = /^(?:[\w$.]+|["'`][^\n]*|[^])/.exec(query.slice(at))?.[0].length ?? 1;
  return { from: at, to: at + length };
}
