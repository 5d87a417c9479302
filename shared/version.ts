/** A version of an application in an environment: known from the occurrences that carry it, or from a deploy. */
import type { ItemRecord } from './item.ts';
import type { Level } from './level.ts';

/** What a version means to an item; exactly one of these for each item that has to do with the version. */
export const versionEvents = ['new', 'repeated', 'reactivated', 'resolved'] as const;
export type VersionEvent = (typeof versionEvents)[number];

/** Times are unix milliseconds; null while no occurrence has carried the version. */
export interface Version {
  id: number;
  name: string;
  environment: string;
  createdAt: number;
  firstOccurrenceId: number | null;
  firstSeenAt: number | null;
  lastOccurrenceId: number | null;
  lastSeenAt: number | null;
  deployedBy: string | null;
  lastDeployAt: number | null;
  /** How many items, by event and level. */
  items: Record<VersionEvent, Record<Level, number>>;
}

export interface ItemInVersion {
  item: ItemRecord;
  firstOccurrenceId: number | null;
  firstSeenAt: number | null;
  lastOccurrenceId: number | null;
  lastSeenAt: number | null;
  occurrences: number;
  people: number;
}

/** A line of the list of versions. */
export interface VersionRow extends Version {
  projectId: number;
}
