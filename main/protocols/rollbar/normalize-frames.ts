/** Frames of a trace, oldest call first and the crashing call last, whatever order and base the client counts in. */
import { isObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { Frame } from '../../../shared/occurrence.ts';
import { json, list, note, number, object, rest, text, type Section } from './fields.ts';
import { isInProject, type ProjectPlace } from './in-project.ts';

export interface FrameHabits {
  place: ProjectPlace;
  /** Go and React Native send the crashing call first (rollbar.md 2.4). */
  isCrashFirst: boolean;
  /** What has to be added to a column for it to count from 1: rollbar.js for Node counts from 0. */
  columnOffset: number;
}

/** Endless recursions fill a body with frames. Of longer traces both ends are read. */
const mostFrames = 1000;

const known = new Set([
  ...['filename', 'url', 'lineno', 'colno', 'method', 'class_name', 'code', 'context', 'locals', 'args'],
  'runtimePosition',
]);

/** The frames of a trace; none when there is nothing to read. */
export function framesOf(trace: Section, habits: FrameHabits): Frame[] {
  const sent = list(trace, 'frames');
  if (trace.fields['frames'] === undefined)
    note(trace.defects, `${trace.path}.frames`, 'is missing and it is required');
  const frames: Frame[] = [];
  for (const [index, fields] of readable(sent, trace)) {
    const path = `${trace.path}.frames[${String(index)}]`;
    if (isObject(fields)) frames.push(frameOf({ fields, path, defects: trace.defects }, habits));
    else note(trace.defects, path, 'is not an object');
  }
  return habits.isCrashFirst ? frames.reverse() : frames;
}

function* readable(sent: unknown[], trace: Section): Iterable<[number, unknown]> {
  const half = mostFrames / 2;
  const isLong = sent.length > mostFrames;
  if (isLong)
    note(trace.defects, `${trace.path}.frames`, `only the first and the last ${String(half)} frames are read`);
  for (let index = 0; index < sent.length; index++) {
    if (isLong && index === half) index = sent.length - half;
    yield [index, sent[index]];
  }
}

function frameOf(frame: Section, { place, columnOffset }: FrameHabits): Frame {
  const { fields } = frame;
  const file = text(frame, 'filename') ?? '';
  const module = text(frame, 'class_name');
  const column = position(frame, 'colno', 1 - columnOffset);
  const context = object(frame, 'context');
  return {
    file,
    absolutePath: text(frame, 'url'),
    line: position(frame, 'lineno', 1),
    column: column === null ? null : column + columnOffset,
    function: text(frame, 'method'),
    module,
    code: text(frame, 'code'),
    before: context === null ? [] : lines(context['pre']),
    after: context === null ? [] : lines(context['post']),
    inProject: isInProject(file, module, place),
    locals: json(frame, 'locals'),
    args: argumentsOf(fields['args']),
    mapRef: null,
    extra: extraOf(frame),
  };
}

/** A whole number not below `first`; clients write 0 or -1 for "unknown". */
function position(frame: Section, key: string, first: number): number | null {
  const sent = number(frame, key);
  return sent === null || sent < first ? null : Math.trunc(sent);
}

function lines(sent: unknown): string[] {
  return Array.isArray(sent) ? sent.map((line) => (typeof line === 'string' ? line : String(line ?? ''))) : [];
}

function argumentsOf(sent: unknown): JsonValue[] | null {
  if (sent === undefined || sent === null) return null;
  const values = (Array.isArray(sent) ? sent : [sent]) as JsonValue[];
  return values.length === 0 ? null : values;
}

function extraOf(frame: Section): JsonObject | null {
  const extra = rest(frame, known);
  const { runtimePosition, filename, lineno, colno } = frame.fields;
  // Where no source map moved the frame, rollbar.js says the same place twice.
  if (!isObject(runtimePosition)) return extra;
  const { source, line, column } = runtimePosition;
  if (source === filename && line === lineno && column === colno) return extra;
  return { ...extra, runtimePosition: runtimePosition as JsonObject };
}
