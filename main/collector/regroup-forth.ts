/**
 * The steps of a change to the newer grouping. First every item learns the keys of its oldest occurrence, unless another
 * one knows them; from then on new reports are grouped by those keys. Then every occurrence is placed as if it came now:
 * those of an item that learnt nothing go where their keys are known, and those that no item knows start an item.
 */
import { setImmediate } from 'node:timers/promises';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { Group } from '../grouping/group.ts';
import { groupOf } from '../grouping/grouping.ts';
import { readStored } from '../protocols/protocols.ts';
import type { KeySpace, OccurrenceRecord, OlderItem, PlacedOccurrence } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';
import { findItem, learnKeys } from './find-item.ts';
import type { FrameMapper } from './map-frames.ts';
import { readRun, writeRun, type RegroupingRun } from './regroup-run.ts';
import { startItem } from './store-occurrence.ts';

export interface RegroupingContext extends CollectorContext {
  symbols: Pick<FrameMapper, 'map'>;
}

const itemsOfStep = 20;

/** Keys for some items. */
export async function learnSome(context: RegroupingContext, run: RegroupingRun): Promise<void> {
  const { store, settings } = context;
  const items = store.regrouping.olderItems(run.position, itemsOfStep);
  const known: { item: OlderItem; group: Group }[] = [];
  for (const item of items) {
    const first = store.regrouping.firstOf(item.id);
    const group = first && (await groupAgain(context, item.projectId, first));
    if (group) known.push({ item, group: group.group });
  }
  store.inTransaction(() => {
    if (readRun(store).state !== run.state) return;
    for (const { item, group } of known) {
      const space = { projectId: item.projectId, mechanism: group.mechanism, scope: item.scope };
      const isTaken = findItem(context, space, group) !== undefined;
      if (!isTaken) learnKeys(context, space, { group, itemId: item.id });
      store.regrouping.takePart({ ...item, newFingerprint: isTaken ? null : group.key, isNew: false });
    }
    const position = items.at(-1)?.id ?? run.position;
    if (store.regrouping.olderItems(position, 1).length > 0) {
      writeRun(store, { ...run, position });
      return;
    }
    settings.group('st2');
    writeRun(store, { state: 'keying', position: 0, untilId: store.occurrences.lastId() });
  });
}

/** Reports find items by their first key quickest. */
export function keySome({ store }: RegroupingContext, run: RegroupingRun): void {
  store.inTransaction(() => {
    const position = store.regrouping.rekey(run.position, 'new');
    writeRun(store, position === null ? { ...run, state: 'moving', position: 0 } : { ...run, position });
  });
}

export async function moveSome(context: RegroupingContext, run: RegroupingRun): Promise<void> {
  const { store } = context;
  const { found, lastId } = store.regrouping.occurrences({ afterId: run.position, untilId: run.untilId });
  const placed: Placed[] = [];
  for (const occurrence of found) {
    const again = await groupAgain(context, occurrence.projectId, occurrence);
    if (again) placed.push({ record: occurrence, ...again });
  }
  store.inTransaction(() => {
    // Somebody may have asked for the way back.
    if (readRun(store).state !== run.state) return;
    for (const one of placed) place(context, one);
    writeRun(store, lastId === null ? { ...run, state: 'counting', position: 0 } : { ...run, position: lastId });
  });
}

interface Placed {
  record: PlacedOccurrence;
  occurrence: Occurrence;
  group: Group;
}

function place(context: CollectorContext, { record, occurrence, group }: Placed): void {
  const { store } = context;
  // It may have been deleted meanwhile.
  if (store.occurrences.byId(record.id)?.itemId !== record.itemId) return;
  const space = { projectId: record.projectId, mechanism: group.mechanism, scope: record.scope };
  const found = findItem(context, space, group);
  if (found?.id === record.itemId) {
    const matchedKey = record.isFirst ? null : found.matchedKey;
    if (matchedKey !== record.matchedKey) store.regrouping.setMatchedKey(record.id, matchedKey);
    return;
  }
  const itemId = found?.id ?? startFrom(context, { record, occurrence, group }, space);
  store.regrouping.move(record, { itemId, ownId: found?.ownId ?? null, matchedKey: found?.matchedKey ?? null });
  store.regrouping.recounts.queue(record.itemId);
  store.regrouping.recounts.queue(itemId);
}

function startFrom(context: CollectorContext, { record, occurrence, group }: Placed, space: KeySpace): number {
  const { projectId, environmentId, id, receivedAt: at } = record;
  const arrival = { projectId, environmentId, occurrence, id, at };
  const itemId = startItem(context, arrival, { group, scope: record.scope });
  learnKeys(context, space, { group, itemId });
  context.store.regrouping.takePart({ id: itemId, fingerprint: group.key, newFingerprint: group.key, isNew: true });
  return itemId;
}

/** As ingest groups it now; undefined when its body has gone. */
export async function groupAgain(
  { store, symbols }: Pick<RegroupingContext, 'store' | 'symbols'>,
  projectId: number,
  record: OccurrenceRecord,
): Promise<{ occurrence: Occurrence; group: Group } | undefined> {
  // A body may be large: what has arrived comes before the next one.
  await setImmediate();
  const text = store.bodies.read(record.id);
  if (text === undefined) return undefined;
  const occurrence = await symbols.map(projectId, readStored(record.protocol, text, record), { code: false });
  return { occurrence, group: groupOf(occurrence, 'st2') };
}
