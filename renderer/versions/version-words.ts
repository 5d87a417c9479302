/** What a version means to items, in numbers and words. */
import type { Level } from '../../shared/level.ts';
import { versionEvents, type Version, type VersionEvent } from '../../shared/version.ts';

export const eventWords: Record<VersionEvent, string> = {
  new: 'New',
  repeated: 'Seen before',
  reactivated: 'Came back',
  resolved: 'Resolved in it',
};

export function countOf(version: Pick<Version, 'items'>, event: VersionEvent): number {
  return Object.values(version.items[event]).reduce((sum, count) => sum + count, 0);
}

const severestFirst: readonly Level[] = ['critical', 'error', 'warning', 'info', 'debug'];

/** How many items of each level, severest first; levels without any are left out. */
export function levelsOf(version: Pick<Version, 'items'>, event: VersionEvent): { level: Level; count: number }[] {
  return severestFirst.map((level) => ({ level, count: version.items[event][level] })).filter(({ count }) => count > 0);
}

export const allEvents = versionEvents;
