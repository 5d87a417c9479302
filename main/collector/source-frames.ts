/**
 * A frame and its file on this computer. The page names a frame by its place in a stored occurrence: it cannot ask for a
 * path, so that only what a report says and a person has mapped is ever looked for.
 */
import { Refusal } from '../../shared/error-codes.ts';
import type { BlameAnswer, FrameAddress, FrameSource, OpenAnswer } from '../../shared/source.ts';
import type { WantedFrame } from '../source/source.ts';
import type { CallContext } from './dispatch.ts';
import { occurrenceById } from './read-occurrences.ts';
import { editorChoice, mappingsOf } from './source-settings.ts';

/** Refusals: `not-found`. */
export async function readFrame(context: CallContext, address: FrameAddress): Promise<FrameSource> {
  return context.source.read(await wantedFrame(context, address));
}

/** Refusals: `not-found`. */
export async function blameFrame(context: CallContext, address: FrameAddress): Promise<BlameAnswer> {
  return context.source.blame(await wantedFrame(context, address));
}

/** Refusals: `not-found`. */
export async function openFrame(context: CallContext, address: FrameAddress): Promise<OpenAnswer> {
  return context.source.open(await wantedFrame(context, address), editorChoice(context.store));
}

async function wantedFrame(context: CallContext, address: FrameAddress): Promise<WantedFrame> {
  const { itemId, occurrence } = await occurrenceById(context, { id: address.occurrenceId });
  const frame = occurrence.exceptions[address.exception]?.frames[address.frame];
  const projectId = context.store.items.byId(itemId)?.projectId;
  if (!frame || projectId === undefined) throw new Refusal('not-found', 'This frame is not there any more.');
  const { server, occurredAt } = occurrence;
  return { frame, root: server?.root ?? null, mappings: mappingsOf(context, projectId), occurredAt };
}
