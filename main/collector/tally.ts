/**
 * What occurrences add up to: the counts of items, hours, versions and people. An occurrence is on disk when it is
 * answered; what it adds is summed up in memory and written a moment later, for many at once, so that a burst costs a
 * few writes per item and not a few per report. The mark says how far the counts go: what lies behind it when Stacktray
 * starts, because it was killed, is summed up from the occurrences themselves.
 */
import { describeError } from '../../shared/error-codes.ts';
import type { Person } from '../../shared/occurrence.ts';
import { readStored } from '../protocols/protocols.ts';
import type { CountedOccurrence, Store } from '../store/store.ts';

export interface Tally {
  /** Counts an occurrence within the transaction that stores it; `person` is who its report names. */
  add(occurrence: CountedOccurrence, more: { person: Person | null; reactivated: boolean }): void;
  /**
   * Writes what has been summed up: whoever reads counts asks for this first. Cheap when there is nothing. What cannot
   * be written is logged and tried again later, so that a full disk does not keep anybody from reading.
   */
  settle(): void;
  /** The same within a transaction, which fails with it. */
  settleWithin(): void;
  /** A transaction was undone: sums up again what lies behind the mark. */
  recount(): void;
}

/** So long what was summed up may wait, in milliseconds, and so many occurrences of it. */
const longestWaitMs = 250;
const mostWaiting = 5000;
/** Milliseconds until what failed is tried again. */
const pauseMs = 2000;
const mark = 'counted-occurrence';

interface Sums {
  lastId: number;
  size: number;
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

const noSums = (): Sums => ({ lastId: 0, size: 0, items: new Map(), people: new Map(), projects: new Map() });

/** Counts first what a Stacktray that was killed has left uncounted. */
export function createTally(store: Store, log: (line: string) => void): Tally {
  let sums = noSums();
  let timer: NodeJS.Timeout | undefined;

  const settleWithin = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (sums.size === 0) return;
    const written = sums;
    store.inReportTransaction(() => {
      write(store, written);
      store.settings.set(mark, written.lastId);
    });
    sums = noSums();
  };
  const settle = (): void => {
    try {
      settleWithin();
    } catch (error) {
      log(`counts could not be written: ${describeError(error)}`);
      timer ??= setTimeout(settle, pauseMs);
    }
  };
  const add: Tally['add'] = (occurrence, more) => {
    addTo(sums, occurrence, more);
    if (sums.size >= mostWaiting) settleWithin();
    else timer ??= setTimeout(settle, longestWaitMs);
  };
  const recount = (): void => {
    sums = noSums();
    countTheRest(store, { add, settle });
  };
  recount();
  return { add, settle, settleWithin, recount };
}

/** A folder that has no mark was written by a Stacktray that counted each occurrence as it came. */
function countTheRest(store: Store, { add, settle }: Pick<Tally, 'add' | 'settle'>): void {
  const counted = store.settings.get(mark);
  if (typeof counted !== 'number') {
    store.settings.set(mark, store.occurrences.lastId());
    return;
  }
  for (let from = counted; ;) {
    const rest = store.occurrences.behind(from, mostWaiting);
    for (const occurrence of rest) {
      const record = store.itemSearch.byId(occurrence.projectId, occurrence.itemId);
      const reactivated =
        record?.activatingOccurrenceId === occurrence.id && record.firstOccurrenceId !== occurrence.id;
      add(occurrence, { person: personOf(store, occurrence), reactivated });
    }
    settle();
    if (rest.length < mostWaiting) return;
    from = rest.at(-1)?.id ?? from;
  }
}

function personOf(store: Store, { id, personId }: CountedOccurrence): Person | null {
  if (personId === null) return null;
  const record = store.occurrences.byId(id);
  const text = store.bodies.read(id);
  return record === undefined || text === undefined ? null : readStored(record.protocol, text, record).person;
}

function addTo(
  sums: Sums,
  occurrence: CountedOccurrence,
  { person, reactivated }: { person: Person | null; reactivated: boolean },
): void {
  const { id, projectId, itemId, environmentId, personId, receivedAt: at } = occurrence;
  sums.lastId = id;
  sums.size += 1;
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

function write(store: Store, sums: Sums): void {
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
