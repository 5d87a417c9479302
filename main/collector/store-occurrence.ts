/** Writes one occurrence and what it means for its item. Runs inside a transaction; everything or nothing. */
import type { Group } from '../grouping/group.ts';
import type { Occurrence, Protocol } from '../../shared/occurrence.ts';
import type { Mechanism } from '../grouping/group.ts';
import type { ReportTables } from '../store/store.ts';
import { decideOnOccurrence } from '../triage/triage.ts';
import { defaultFingerprint } from './default-fingerprint.ts';
import { findItem, learnKeys } from './find-item.ts';
import { projectNameFrom } from './project-name.ts';
import { groupReport } from './rule-group.ts';
import type { StormGuard } from './storm-guard.ts';
import type { Tally } from './tally.ts';
import { projectOfToken } from './tokens.ts';

export interface StoringContext {
  store: ReportTables;
  tally: Tally;
  /** None: every report is stored. */
  storms?: StormGuard;
  /** How reports are grouped now. */
  mechanism: Mechanism;
}

/** A report that has been read. */
export interface ReadableReport {
  token: string;
  occurrence: Occurrence;
  /** What reading it again needs. */
  raw: string;
  remoteAddress: string;
}

/** `counted`: there are too many of its item, so it adds to the counts and is not stored. */
export type StoredOccurrence =
  { kind: 'stored' | 'counted'; uuid: string; itemId: number } | { kind: 'duplicate'; uuid: string };

/** Rollbar groups within an environment, the other protocols over the whole project. */
const isScopedByEnvironment: Record<Protocol, boolean> = { rollbar: true, sentry: false, posthog: false };

/** Within which keys are compared: the environment's name, or empty for the whole project. */
export function scopeOf({ protocol, environment }: Pick<Occurrence, 'protocol' | 'environment'>): string {
  return isScopedByEnvironment[protocol] ? environment : '';
}

/**
 * A uuid that the project knows already is a repeat: nothing is counted, the sender gets the same answer. Counts are
 * left to the tally; only what the next occurrence of the item has to know is written here.
 */
export function storeOccurrence(context: StoringContext, report: ReadableReport): StoredOccurrence {
  const { store } = context;
  const { occurrence } = report;
  const { uuid, protocol, level, release, person, occurredAt, receivedAt } = occurrence;
  const projectId = projectOfToken(context, report.token, receivedAt);
  if (store.occurrences.isKnown(projectId, uuid) || context.storms?.isRepeat(projectId, uuid) === true)
    return { kind: 'duplicate', uuid };
  const id = store.occurrences.nextId();
  const environmentId = store.environments.idOf(projectId, occurrence.environment);
  const arrival = { projectId, environmentId, occurrence, id, at: receivedAt };
  const { itemId, isBack: reactivated, matchedKey, ownItemId } = itemFor(context, arrival, report.raw);
  const place = { projectId, itemId, environmentId, personId: person?.id ?? null };
  if (countOnly(context, { ...arrival, itemId, ownItemId, reactivated })) return { kind: 'counted', uuid, itemId };
  const { remoteAddress } = report;
  const times = { occurredAt, receivedAt };
  store.occurrences.insert(id, {
    ...place,
    uuid,
    protocol,
    level,
    release,
    ...times,
    remoteAddress,
    matchedKey,
    ownItemId,
  });
  store.bodies.write(id, report.raw);
  nameProject(context, projectId, occurrence);
  context.tally.add({ id, ...place, release, receivedAt }, { person, reactivated });
  return { kind: 'stored', uuid, itemId };
}

/** In a storm of its item: adds the occurrence to all counts and stores nothing of it. False: it is to be stored. */
function countOnly(
  { store, storms, tally }: StoringContext,
  arrived: Arrival & { itemId: number; ownItemId: number | null; reactivated: boolean },
): boolean {
  const { itemId, ownItemId, projectId, environmentId, at, occurrence, reactivated } = arrived;
  const storm = storms?.judge(itemId, at) ?? null;
  const last = storm === null || reactivated ? undefined : store.occurrences.latestOf(itemId);
  if (storm === null || last === undefined) return false;
  const { person, release, uuid } = occurrence;
  const versionId = release === null ? 0 : store.versions.idOf({ projectId, environmentId, name: release }, at);
  // Where counts name an occurrence, it is the last one that was stored before.
  const counted = { id: last.id, itemId, environmentId, personId: person?.id ?? null };
  tally.add({ ...counted, projectId, release, receivedAt: at }, { person, reactivated });
  store.storms.counted({ ...counted, ownItemId: ownItemId ?? itemId, fromItemId: 0, versionId, at, count: 1 }, storm);
  storms?.remember(projectId, uuid);
  return true;
}

export interface Arrival {
  projectId: number;
  environmentId: number;
  occurrence: Occurrence;
  id: number;
  at: number;
}

interface Destination {
  itemId: number;
  isBack: boolean;
  matchedKey: number | null;
  /** The item that knows the occurrence, when that one is merged. */
  ownItemId: number | null;
}

function itemFor(context: StoringContext, arrival: Arrival, raw: string): Destination {
  const { projectId, occurrence } = arrival;
  const scope = scopeOf(occurrence);
  const group = groupReport(
    { occurrence, raw },
    {
      mechanism: context.mechanism,
      rules: context.store.groupingRules.of(projectId),
      defaultFingerprint: (plain) =>
        defaultFingerprint(context, { projectId, mechanism: plain.mechanism, scope }, plain),
    },
  );
  const space = { projectId, mechanism: group.mechanism, scope };
  const found = findItem(context, space, group);
  if (!found) {
    const itemId = startItem(context, arrival, { group, scope });
    learnKeys(context, space, { group, itemId });
    return { itemId, isBack: false, matchedKey: null, ownItemId: null };
  }
  const { matchedKey } = found;
  const decision = decideOnOccurrence(found.state, occurrence.release, (version, other) =>
    context.store.deploys.isEarlier(arrival.environmentId, version, other),
  );
  const isBack = decision === 'reactivated';
  if (isBack) reactivateItem(context, arrival, { id: found.id, group });
  return { itemId: found.id, isBack, matchedKey, ownItemId: found.ownId };
}

/** Where an item begins. */
type ItemTables = Pick<ReportTables, 'items' | 'projects' | 'activity'>;

/** An item without counts yet. */
export function startItem(
  { store }: { store: ItemTables },
  arrival: Arrival,
  made: { group: Group; scope: string },
): number {
  const { projectId, environmentId, occurrence, id: occurrenceId, at } = arrival;
  const { protocol, level, platform, language, framework } = occurrence;
  const { mechanism, key, title, culprit } = made.group;
  const itemId = store.items.create({
    ...{ projectId, mechanism, scope: made.scope, fingerprint: key, title, culprit },
    ...{ protocol, level, platform, language, framework, environmentId, occurrenceId, at },
    counter: store.projects.takeCounter(projectId),
  });
  store.activity.append({ itemId, at, kind: 'appeared', by: 'occurrence', detail: { occurrenceId } });
  return itemId;
}

function reactivateItem(context: StoringContext, arrival: Arrival, item: { id: number; group: Group }): void {
  const { store } = context;
  const { id: occurrenceId, at, occurrence } = arrival;
  const { title, culprit } = item.group;
  // What came before belongs to the time before.
  context.tally.write();
  store.items.reactivate(item.id, { occurrenceId, at, title, culprit });
  const detail = { occurrenceId, ...(occurrence.release === null ? {} : { version: occurrence.release }) };
  store.activity.append({ itemId: item.id, at, kind: 'reactivated', by: 'occurrence', detail });
}

/** A project that still has the name it was born with takes one from a report that gives a hint. */
function nameProject({ store }: StoringContext, projectId: number, occurrence: Occurrence): void {
  if (!store.projects.hasDefaultName(projectId)) return;
  const name = projectNameFrom(occurrence);
  if (name !== null) store.projects.nameFromReport(projectId, name);
}
