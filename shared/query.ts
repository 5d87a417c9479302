/** Queries of Rollbar's query language as the page asks them, and what comes of them. Times are unix milliseconds. */
import type { JsonValue } from './json.ts';

export interface QueryJob {
  id: number;
  /** Of which projects it was asked, ascending. */
  projectIds: number[];
  query: string;
  /** `new` waits for its turn; the result of one that is `deleted` is not kept any more. */
  status: 'new' | 'running' | 'success' | 'failed' | 'cancelled' | 'timed_out' | 'deleted';
  createdAt: number;
  modifiedAt: number;
}

/** What came of a query, as Rollbar's API tells it (rollbar.md 3.9.1). */
export interface QueryResult {
  /** Sentences; empty when the query has succeeded. */
  errors: string[];
  warnings: string[];
  /** In seconds. */
  executionTime: number;
  rowcount: number;
  /** The columns that were asked for; `columns` has those that are added unasked, too. */
  selectionColumns: string[];
  columns: string[];
  /** In the order of `columns`. */
  rows: JsonValue[][];
}

/** A query that a person wants to have at hand. */
export interface SavedQuery {
  /** Unique. */
  name: string;
  query: string;
}

export const longestQueryName = 80;
/** In characters, as the language itself has it. */
export const longestQuery = 65_536;
