/** What the reports of an item have in common, and how unusual that is within their project. */
import type { Differences } from './difference.ts';

export interface FactCount {
  value: string;
  /** Reports. */
  count: number;
}

export interface FactShare extends FactCount {
  /** Of the item's reports, 0 to 1. */
  share: number;
  /** Of all reports of the project, 0 to 1. */
  shareInProject: number;
  /** How many times as frequent it is in the item as in the project. */
  lift: number;
}

export interface FactBreakdown {
  /** A FactName, or `custom:` and a key. */
  field: string;
  /** What a person calls it. */
  label: string;
  /** Most frequent first. */
  values: FactShare[];
  /** How many different values there are; more than these when `isCapped`. */
  different: number;
  isCapped: boolean;
}

export interface Breakdown {
  /** How many of the item's reports have been read. */
  occurrences: number;
  fields: FactBreakdown[];
  /** What they have more often than the other reports of the project. */
  apart: Differences;
}
