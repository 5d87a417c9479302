/** An item is a group of occurrences with one identity: (project, mechanism version, scope, fingerprint). */
import type { Activity } from './activity.ts';
import type { SuspectDeploy } from './deploy.ts';
import type { Level } from './level.ts';
import type { Protocol } from './occurrence.ts';
import type { SnoozeCondition } from './snooze.ts';

export const itemStatuses = ['active', 'resolved', 'muted', 'archived'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** What triage reads and changes of an item. Times are unix milliseconds. */
export interface TriageState {
  status: ItemStatus;
  resolvedInVersion: string | null;
  lastActivatedAt: number;
  lastResolvedAt: number | null;
  lastMutedAt: number | null;
  /** Set when an occurrence brought a resolved item back; null again after the next decision of a person. */
  reactivatedAt: number | null;
}

/** What else a person may set on an item. Times are unix milliseconds. */
export interface ItemMarks {
  title: string;
  /** Given by a person: occurrences leave it alone. */
  titleLocked: boolean;
  level: Level;
  levelLocked: boolean;
  assignedUserId: number | null;
  assignedTeamId: number | null;
  /** Null when it is not snoozed. */
  snoozedAt: number | null;
  /** When the snooze ends by itself; null when it does not. */
  snoozedUntil: number | null;
  /** What else ends it; null for nothing. */
  snoozeCondition: SnoozeCondition | null;
  /** When somebody pinned it, so that it is never cleared away; null when nobody has. */
  pinnedAt: number | null;
}

export interface Item extends TriageState {
  /** Installation-wide. */
  id: number;
  projectId: number;
  /** Per project, from 1: the number in `#12`. */
  counter: number;
  protocol: Protocol;
  title: string;
  /** Where it happened, e.g. `src/cart.ts in total`; empty when nothing is known. */
  culprit: string;
  level: Level;
  /** For a scope that is one environment: its name; else the environment of the latest occurrence. */
  environment: string;
  platform: string | null;
  language: string | null;
  framework: string | null;
  fingerprint: string;
  mechanism: string;
  firstSeenAt: number;
  lastSeenAt: number;
  totalOccurrences: number;
  /** Distinct people by id. */
  people: number;
  /** When somebody last looked at it; null when nobody has. */
  viewedAt: number | null;
}

/** Everything that is known of an item beside its occurrences. */
export interface ItemRecord extends Item, ItemMarks {
  firstOccurrenceId: number;
  lastOccurrenceId: number;
  /** The occurrence that made it active last. */
  activatingOccurrenceId: number;
  mergedInto: number | null;
  /** Others are merged into it. */
  isGroup: boolean;
}

/** How far back a row's trend reaches. */
export const trendSpans = ['day', 'week', 'month'] as const;
export type TrendSpan = (typeof trendSpans)[number];

/** What a line of the inbox shows besides the item itself. */
export interface ItemListFacts extends Pick<
  ItemMarks,
  'assignedUserId' | 'snoozedAt' | 'snoozedUntil' | 'snoozeCondition' | 'pinnedAt'
> {
  /** Of the application, as the latest occurrence named it; null when it named none. */
  version: string | null;
  /** When somebody deleted it, in unix milliseconds; null when nobody has. */
  deletedAt: number | null;
}

/** A line of the inbox. */
export interface ItemRow extends Item, ItemListFacts {
  /**
   * Occurrences per step of the asked span, oldest first; the last step is the current one. A day has 24 steps of an
   * hour, a week 28 of six hours, a month (30 days) 30 of a day.
   */
  trend: number[];
}

/** Enough of an item to name it and to go there. */
export type ItemName = Pick<Item, 'id' | 'counter' | 'title'>;

/** Everything an item's page shows besides its occurrences. */
export interface ItemDetail extends ItemRow {
  /** Per hour of the last day. */
  trend: number[];
  projectName: string;
  /** Null when nothing was deployed to its environment before. */
  suspect: SuspectDeploy | null;
  /** The item that it was merged into; null when it stands for itself. */
  mergedInto: ItemName | null;
  /** Items that were merged into it. */
  members: ItemName[];
  /** How many of its occurrences are not stored any more, or never were. Counts know all of them. */
  unstored: number;
  storm: ItemStorm;
  /** Newest first. */
  activity: Activity[];
}

/** When an item gets too many reports, a part of them is stored and all are counted. */
export interface ItemStorm {
  /** A person may have switched that off for the item. */
  isGuarded: boolean;
  /** The last storm (unix ms), and of how many reports one was stored; null: there was none. */
  last: { since: number; until: number; oneOf: number } | null;
}

export const itemViews = ['active', 'new', 'snoozed', 'muted', 'resolved', 'deleted', 'all'] as const;
/**
 * `new`: active and not looked at since it appeared or came back. An active item that is snoozed is in `snoozed` and in
 * neither of the two until the snooze ends. What is `deleted` is in no other view, not even in `all`.
 */
export type ItemView = (typeof itemViews)[number];

export const itemSorts = ['last', 'first', 'count', 'people', 'level'] as const;
export type ItemSort = (typeof itemSorts)[number];

export interface ItemOrder {
  sort: ItemSort;
  /** The least or the oldest first. */
  ascending: boolean;
  /** Project by project, the oldest project first; `sort` orders the items of each. */
  grouped: boolean;
}

/** How many items each view holds. */
export type ViewCounts = Record<ItemView, number>;

/** Is the item snoozed at this time? Times are unix milliseconds. */
export function isSnoozed(item: Pick<ItemMarks, 'snoozedAt' | 'snoozedUntil'>, now: number): boolean {
  return item.snoozedAt !== null && (item.snoozedUntil === null || item.snoozedUntil > now);
}

/** Has nobody looked at the item since it appeared or came back? */
export function isUnviewed(item: Pick<Item, 'viewedAt' | 'lastActivatedAt'>): boolean {
  return item.viewedAt === null || item.viewedAt < item.lastActivatedAt;
}
