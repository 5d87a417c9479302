/** Numbers over items and time, counted per hour as occurrences come. Hours are unix hours, times unix milliseconds. */
import type { ItemRecord } from './item.ts';
import type { Level } from './level.ts';

export interface HourSpan {
  firstHour: number;
  /** Included. */
  lastHour: number;
}

export interface CountsWanted extends HourSpan {
  projectId: number;
  /** Empty: all. */
  environments: string[];
  /** Empty: all. */
  levels: Level[];
  itemId: number | null;
}

export interface HourCount {
  hour: number;
  count: number;
}

/** A unix day. */
export interface DayCount {
  day: number;
  count: number;
}

export interface ActiveItem {
  item: ItemRecord;
  /** Occurrences in the span. */
  occurrences: number;
  /** Per hour of the span, oldest first. */
  counts: number[];
}

/** What is known of an hour of an item without reading its occurrences. */
export interface HourFact extends HourCount {
  item: ItemRecord;
  /** Of the occurrences, not of the item. */
  environment: string;
}

/** An item was resolved so long after it had become active. */
export interface Resolution {
  itemId: number;
  resolvedAt: number;
  activatedAt: number;
}

/** Times to resolution of an item, in milliseconds; null when it has never been resolved. */
export interface TimesToResolution {
  counter: number;
  first: number | null;
  last: number | null;
}

/** Unix milliseconds; `to` is not included. */
export interface TimeSpan {
  projectId: number;
  from: number;
  to: number;
  /** Empty: all. */
  environments: string[];
}
