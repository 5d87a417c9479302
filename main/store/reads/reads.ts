/** What the read thread can be asked: each is bounded in what it looks at, and answers from a connection that only reads. */
import type { Database } from 'better-sqlite3';
import { appearedSince, arrivals } from './arrivals.ts';
import { deployAndItems, deployRows } from './deploy-rows.ts';
import { itemPeople } from './item-people.ts';
import { itemTrend } from './item-trend.ts';
import { exportLines, foundLines, foundRows, occurrenceRows } from './occurrence-rows.ts';
import { foundPaths, payloadPaths } from './payload-paths.ts';
import { knownVersions } from './known-versions.ts';
import { relatedItems } from './related-items.ts';
import { sharedValues } from './shared-values.ts';
import { versionItems, versionRow, versionRows } from './version-rows.ts';

export const reads = {
  appearedSince,
  arrivals,
  deployAndItems,
  deployRows,
  exportLines,
  foundLines,
  foundPaths,
  foundRows,
  itemPeople,
  itemTrend,
  knownVersions,
  occurrenceRows,
  payloadPaths,
  relatedItems,
  sharedValues,
  versionItems,
  versionRow,
  versionRows,
} satisfies Record<string, (db: Database, wanted: never) => unknown>;

export type ReadName = keyof typeof reads;
export type Wanted<Name extends ReadName> = Parameters<(typeof reads)[Name]>[1];
export type Found<Name extends ReadName> = ReturnType<(typeof reads)[Name]>;

/** What crosses to the thread and back. */
export interface ReadRequest {
  id: number;
  name: ReadName;
  wanted: unknown;
}
export type ReadAnswer = { id: number; found: unknown } | { id: number; failure: string };
