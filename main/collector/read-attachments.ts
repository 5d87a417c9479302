/** What came beside an occurrence, for the page: what there is, and its content a piece at a time. */
import type { AttachmentChunk, KeptAttachment } from '../../shared/attachment.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { CollectorContext } from './collector.ts';

/** Oldest first. Refusals: `not-found`. */
export function attachmentsOf({ store }: CollectorContext, { id }: { id: number }): KeptAttachment[] {
  const record = store.occurrences.byId(id);
  const projectId = record && store.items.byId(record.itemId)?.projectId;
  if (!record || projectId === undefined) throw gone();
  return store.replays.ofOccurrence(projectId, record.uuid).map((replay) => ({
    ...{ id: replay.id, kind: 'replay', name: `replay-${replay.name}.jsonl` },
    ...{ bytes: replay.bytes, receivedAt: replay.receivedAt },
  }));
}

/** `after` is 0 for the beginning, else what the chunk before said. Refusals: `not-found`. */
export function readAttachment(
  { store }: CollectorContext,
  { id, after }: { id: number; after: number },
): AttachmentChunk {
  const piece = store.replays.pieceAfter(id, after);
  if (!piece) throw gone();
  return { text: piece.text, next: piece.isLast ? null : piece.number };
}

function gone(): Refusal {
  return new Refusal('not-found', 'This is not kept any more.');
}
