/** Occurrences as the page shows them, read back from the bodies that were kept. */
import type { OccurrenceView } from '../../shared/contract.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { GroupingReason } from '../../shared/grouping-reason.ts';
import { explainGroup } from '../grouping/grouping.ts';
import { readStored } from '../protocols/protocols.ts';
import type { OccurrenceRecord } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';
import type { CallContext } from './dispatch.ts';

/** An item that another way of grouping has emptied shows where its occurrences went. Refusals: `not-found`. */
export function latestOccurrence(context: CallContext, { itemId }: { itemId: number }): Promise<OccurrenceView> {
  const { occurrences, regrouping } = context.store;
  const own = occurrences.latestOf(itemId);
  if (own) return viewOf(context, own);
  return viewOf(context, occurrences.latestOf(regrouping.mergedInto(itemId) ?? itemId));
}

/** Refusals: `not-found`. */
export function occurrenceById(context: CallContext, { id }: { id: number }): Promise<OccurrenceView> {
  return viewOf(context, context.store.occurrences.byId(id));
}

/** Found out again from the stored body, by the same code that grouped it. Refusals: `not-found`. */
export async function groupingReason(context: CallContext, { id }: { id: number }): Promise<GroupingReason> {
  const { occurrence, itemId } = await occurrenceById(context, { id });
  const item = context.store.items.byId(itemId);
  if (!item) throw gone();
  return explainGroup(occurrence, item.mechanism, context.store.occurrences.matchedKeyOf(id));
}

/** Refusals: `not-found`. */
export function rawBody(context: CollectorContext, { id }: { id: number }): { text: string } {
  return { text: bodyOf(context, id) };
}

async function viewOf(context: CallContext, record: OccurrenceRecord | undefined): Promise<OccurrenceView> {
  if (!record) throw gone();
  const { id, itemId, protocol } = record;
  const { store, symbols } = context;
  const sent = readStored(protocol, bodyOf(context, id), record);
  const projectId = store.items.byId(itemId)?.projectId ?? 0;
  const occurrence = await symbols.map(projectId, sent, { code: true });
  return { id, itemId, occurrence, ...store.occurrences.neighbours(record) };
}

function bodyOf({ store }: CollectorContext, id: number): string {
  const text = store.bodies.read(id);
  if (text === undefined) throw gone();
  return text;
}

function gone(): Refusal {
  return new Refusal('not-found', 'This occurrence is not kept any more.');
}
