/** Occurrences as lines of a table, and what tables of them are made of. Times are unix milliseconds. */
import type { Level } from './level.ts';

export interface OccurrenceRow {
  id: number;
  uuid: string;
  occurredAt: number;
  receivedAt: number;
  environment: string;
  level: Level;
  release: string | null;
  personId: string | null;
  /** Of the columns that were asked for, in their order. */
  values: CellValue[];
}

/** A value of a payload: lists and objects are their JSON, long texts are cut; null where the payload has nothing. */
export type CellValue = string | number | boolean | null;

/** Which occurrences; all of the item, or those of them that are named. */
export interface OccurrenceChoice {
  itemId: number;
  ids: number[] | null;
}

export const occurrenceOrders = ['newest', 'oldest'] as const;
export type OccurrenceOrder = (typeof occurrenceOrders)[number];

/** A path within payloads, e.g. `request.headers.User-Agent`, and one of its values. */
export interface PayloadPath {
  path: string;
  example: CellValue;
  /** How many of the payloads that were looked at have it. */
  count: number;
}

/** What some occurrences have in common and others do not. */
export interface SharedValues {
  /** How many of the others were looked at, the newest first. */
  others: number;
  /** The rarest among the others first. */
  values: SharedValue[];
}

export interface SharedValue {
  path: string;
  value: CellValue;
  /** How many of the others have it, too. */
  others: number;
}

/** The bodies of occurrences as they were received, tokens taken out; one line of JSON each. */
export interface ExportedLines {
  lines: string[];
  next: string | null;
}
