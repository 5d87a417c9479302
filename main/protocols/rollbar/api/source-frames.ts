/** Frames of an occurrence as the source has them, in Rollbar's words (rollbar.md 2.7): the posted ones are replaced. */
import { isObject } from '../../../../shared/json.ts';
import type { Frame, Occurrence } from '../../../../shared/occurrence.ts';

type Fields = Record<string, unknown>;

/** `data` with the frames of `mapped` in the place of those that they were made of; others stay as they were posted. */
export function withSourceFrames(data: Fields, mapped: Occurrence): Fields {
  const { body } = data;
  if (!isObject(body)) return data;
  const frames = framesByPlace(mapped);
  // As when it was read: the Node client counts columns from 0.
  const firstColumn = mapped.notifier?.name === 'node_rollbar' ? 0 : 1;
  const inSource = (trace: unknown): unknown => {
    if (!isObject(trace) || !Array.isArray(trace['frames'])) return trace;
    const replaced = (trace['frames'] as unknown[]).map((frame) => {
      const found = isObject(frame) ? frames.get(placeOfPosted(frame, firstColumn)) : undefined;
      return found && isObject(frame) ? { ...frame, ...fieldsOf(found, firstColumn) } : frame;
    });
    return { ...trace, frames: replaced };
  };
  const { trace, trace_chain: chain } = body;
  const changed: Fields = { ...body };
  if (trace !== undefined) changed['trace'] = inSource(trace);
  if (Array.isArray(chain)) changed['trace_chain'] = chain.map(inSource);
  return { ...data, body: changed };
}

/** By where they were in the built code. */
function framesByPlace({ exceptions }: Occurrence): Map<string, Frame> {
  const frames = new Map<string, Frame>();
  for (const frame of exceptions.flatMap((exception) => exception.frames)) {
    if (frame.mapping?.kind !== 'mapped') continue;
    const { file, line, column, function: name } = frame.mapping.minified;
    frames.set(JSON.stringify([file, line, column, name]), frame);
  }
  return frames;
}

function placeOfPosted({ filename, lineno, colno, method }: Fields, firstColumn: number): string {
  return JSON.stringify([filename, Number(lineno), Number(colno) + 1 - firstColumn, method ?? null]);
}

function fieldsOf({ file, line, column, function: method, code, before, after }: Frame, firstColumn: number): Fields {
  const place = { filename: file, lineno: line, colno: column === null ? null : column - 1 + firstColumn, method };
  return code === null ? place : { ...place, code, context: { pre: before, post: after } };
}
