/**
 * What occurrences add up to: the counts of items, hours, versions and people. They are summed up while the reports of a
 * transaction are stored, and written at its end, so that a burst costs a few writes per item and not a few per report.
 */
import type { Person } from '../../shared/occurrence.ts';
import type { CountedOccurrence, ReportTables } from '../store/store.ts';

export interface Tally {
  /** Counts an occurrence within the transaction that stores it; `person` is who its report names. */
  add(occurrence: CountedOccurrence, more: { person: Person | null; reactivated: boolean }): void;
  /** Writes what has been summed up, within the same transaction. Cheap when there is nothing. */
  write(): void;
  /** The transaction was undone: what it has summed up never was. */
  forget(): void;
}

interface Sums {
  items: Map<number, ItemSum>;
  people: Map<string, { projectId: number; person: Person & { id: string }; at: number }>;
  projects: Map<number, number>;
}

interface ItemSum {
  count: number;
  occurrenceId: number;
  environmentId: number;
  at: number;
  people: Set<string>;
  hours: Map<string, { environmentId: number; at: number; count: number }>;
  versions: Map<string, VersionSum>;
}

interface VersionSum {
  projectId: number;
  environmentId: number;
  name: string;
  count: number;
  firstId: number;
  firstAt: number;
  lastId: number;
  lastAt: number;
  reactivated: boolean;
}

const noSums = (): Sums => ({ items: new Map(), people: new Map(), projects: new Map() });

export function createTally(store: CountTables): Tally {
  let sums = noSums();
  return {
    add: (occurrence, more) => {
      addTo(sums, occurrence, more);
    },
    write: () => {
      if (sums.items.size === 0) return;
      write(store, sums);
      sums = noSums();
    },
    forget: () => {
      sums = noSums();
    },
  };
}

type CountTables = Pick<ReportTables, 'hours' | 'items' | 'people' | 'projects' | 'versions'>;

function addTo(
  sums: Sums,
  occurrence: CountedOccurrence,
  { person, reactivated }: { person: Person | null; reactivated: boolean },
): void {
  const { id, projectId, itemId, environmentId, personId, receivedAt: at } = occurrence;
  sums.projects.set(projectId, at);
  let item = sums.items.get(itemId);
  if (!item) {
    item = { count: 0, occurrenceId: id, environmentId, at, people: new Set(), hours: new Map(), versions: new Map() };
    sums.items.set(itemId, item);
  }
  item.count += 1;
  item.occurrenceId = id;
  item.environmentId = environmentId;
  item.at = Math.max(item.at, at);
  countHour(item, { environmentId, at });
  if (occurrence.release !== null) countVersion(item, { ...occurrence, release: occurrence.release, reactivated });
  if (personId === null) return;
  item.people.add(personId);
  if (person !== null)
    sums.people.set(`${String(projectId)} ${personId}`, { projectId, person: { ...person, id: personId }, at });
}

const hourMs = 3_600_000;

function countHour(item: ItemSum, { environmentId, at }: { environmentId: number; at: number }): void {
  const key = `${String(environmentId)} ${String(Math.floor(at / hourMs))}`;
  const hour = item.hours.get(key);
  if (hour) hour.count += 1;
  else item.hours.set(key, { environmentId, at, count: 1 });
}

function countVersion(
  item: ItemSum,
  {
    id,
    projectId,
    environmentId,
    release,
    receivedAt,
    reactivated,
  }: CountedOccurrence & { release: string; reactivated: boolean },
): void {
  const key = `${String(environmentId)} ${release}`;
  const version = item.versions.get(key);
  if (version) {
    version.count += 1;
    version.lastId = id;
    version.lastAt = receivedAt;
    version.reactivated ||= reactivated;
    return;
  }
  item.versions.set(key, {
    ...{ projectId, environmentId, name: release, count: 1, reactivated },
    ...{ firstId: id, firstAt: receivedAt, lastId: id, lastAt: receivedAt },
  });
}

function write(store: CountTables, sums: Sums): void {
  for (const { projectId, person, at } of sums.people.values()) store.people.seen(projectId, person, at);
  for (const [itemId, item] of sums.items) {
    for (const { environmentId, at, count } of item.hours.values())
      store.hours.add(itemId, environmentId, { at, count });
    for (const version of item.versions.values()) {
      const { name, projectId, environmentId, ...counted } = version;
      const versionId = store.versions.idOf({ projectId, environmentId, name }, counted.firstAt);
      store.versions.count({ versionId, itemId, ...counted });
    }
    let newPeople = 0;
    for (const personId of item.people) if (store.people.met(itemId, personId)) newPeople += 1;
    const { count, occurrenceId, environmentId, at } = item;
    store.items.countOccurrences(itemId, { count, occurrenceId, environmentId, at, newPeople });
  }
  for (const [projectId, at] of sums.projects) store.projects.reported(projectId, at);
}
