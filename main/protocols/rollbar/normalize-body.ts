/** The body of a report: exceptions, a message or a crash report (rollbar.md 2.1, 2.4). */
import { isObject, type JsonObject } from '../../../shared/json.ts';
import type { ExceptionRecord, MessageRecord, OccurrenceKind } from '../../../shared/occurrence.ts';
import { bodyKindOf } from './body-kind.ts';
import { json, note, rest, section, text, unlessEmpty, type Section } from './fields.ts';
import { framesOf, type FrameHabits } from './normalize-frames.ts';

export interface BodyRecord {
  kind: OccurrenceKind;
  /** Outermost first; a single trace and a chain of one are the same. */
  exceptions: ExceptionRecord[];
  message: MessageRecord | null;
  crashReport: string | null;
  /** What rollbar.js and Ruby put into `extra`: the same as the custom data, or in its place. */
  extra: JsonObject | null;
}

export interface BodyHabits extends FrameHabits {
  /** The client says that nobody caught the error. */
  isUncaught: boolean;
}

/** More causes than anybody nests; a cycle that a client did not notice. */
const mostExceptions = 50;
const messageKeys = new Set(['body', 'extra']);

/** Reads whatever is there; a body that is none of the four kinds becomes an empty message with a defect. */
export function bodyOf(body: Section, habits: BodyHabits): BodyRecord {
  const record: BodyRecord = { kind: 'message', exceptions: [], message: null, crashReport: null, extra: null };
  const kind = bodyKindOf(body.fields);
  switch (kind) {
    case 'trace_chain':
    case 'trace': {
      const traces = tracesOf(body, kind);
      const exceptions = traces.map((trace, index) => exceptionOf(trace, { ...habits, index }));
      return { ...record, kind: 'exception', exceptions, extra: extraOf(traces) };
    }
    case 'crash_report':
      return { ...record, kind: 'crash', crashReport: text(section(body, 'crash_report'), 'raw') };
    case 'message':
      return { ...record, message: messageOf(body), extra: json(section(body, 'message'), 'extra') };
    case null:
      note(body.defects, body.path, 'has no trace, message or crash report that can be read');
      return { ...record, message: { text: '', template: null, extra: null } };
  }
}

function tracesOf(body: Section, kind: 'trace_chain' | 'trace'): Section[] {
  const path = `${body.path}.${kind}`;
  if (kind === 'trace') return [section(body, kind)];
  const chain = body.fields[kind] as unknown[];
  if (chain.length > mostExceptions)
    note(body.defects, path, `only the first ${String(mostExceptions)} exceptions are read`);
  return chain.slice(0, mostExceptions).flatMap((fields, index) => {
    const place = `${path}[${String(index)}]`;
    if (isObject(fields)) return [{ fields, path: place, defects: body.defects }];
    note(body.defects, place, 'is not an object');
    return [];
  });
}

function exceptionOf(trace: Section, { index, ...habits }: BodyHabits & { index: number }): ExceptionRecord {
  const exception = section(trace, 'exception');
  const frames = framesOf(trace, habits);
  const name = text(exception, 'class');
  if (name === null) note(trace.defects, `${exception.path}.class`, 'is missing and it is required');
  return {
    class: name ?? '',
    message: text(exception, 'message'),
    description: text(exception, 'description'),
    module: null,
    // The others of the chain were caught by the code that threw the outermost one.
    mechanism: habits.isUncaught && index === 0 ? uncaught : null,
    frames,
    rawStack: frames.length > 0 ? null : (text(exception, 'stack') ?? text(exception, 'raw')),
  };
}

const uncaught = { type: null, handled: false, synthetic: false, source: null, id: null, parentId: null };

function extraOf(traces: Section[]): JsonObject | null {
  // The outermost exception has the last word.
  return unlessEmpty(traces.reduceRight((all, trace) => ({ ...all, ...section(trace, 'extra').fields }), {}));
}

/** Beside the text stand the message's own keys; `extra` is taken with the custom data. */
function messageOf(body: Section): MessageRecord {
  const message = section(body, 'message');
  const sent = body.fields['message'];
  if (typeof sent === 'string') return { text: sent, template: null, extra: null };
  const said = text(message, 'body');
  if (said === null) note(body.defects, `${message.path}.body`, 'is missing and it is required');
  return { text: said ?? '', template: null, extra: rest(message, messageKeys) };
}
