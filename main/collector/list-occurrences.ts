/** Tables of an item's occurrences: their values are read from the payloads, in a thread. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import type { ExportedLines, OccurrenceRow, PayloadPath, SharedValues } from '../../shared/occurrence-row.ts';
import type { CollectorContext } from './collector.ts';
import { requireItem } from './read-item-parts.ts';

/** Refusals: `not-found`. */
export function listOccurrences(
  context: CollectorContext,
  wanted: ParamsOf<'occurrences.list'>,
): Promise<Page<OccurrenceRow>> {
  requireItem(context, wanted.itemId);
  return context.store.reader.ask('occurrenceRows', wanted);
}

/** Refusals: `not-found`. */
export function payloadPaths(context: CollectorContext, wanted: { itemId: number }): Promise<PayloadPath[]> {
  requireItem(context, wanted.itemId);
  return context.store.reader.ask('payloadPaths', wanted);
}

/** Refusals: `not-found`. */
export function exportOccurrences(
  context: CollectorContext,
  wanted: ParamsOf<'occurrences.export'>,
): Promise<ExportedLines> {
  requireItem(context, wanted.itemId);
  return context.store.reader.ask('exportLines', wanted);
}

/** Refusals: `not-found`. */
export function sharedValues(context: CollectorContext, wanted: ParamsOf<'occurrences.shared'>): Promise<SharedValues> {
  requireItem(context, wanted.itemId);
  return context.store.reader.ask('sharedValues', wanted);
}
