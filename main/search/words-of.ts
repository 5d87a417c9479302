/** The words of a report by the part of it they are in, each once per part. */
import { isObject } from '../../shared/json.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { tokensOf } from '../../shared/search/tokens.ts';
import type { WordColumn } from '../../shared/search/word-columns.ts';

export type ColumnWords = Record<WordColumn, Set<string>>;

/** Of a report that has more, the rest is not found: it is no text that a person wrote. */
const mostWords = 20_000;
const deepest = 40;

export function wordsOf(occurrence: Occurrence): ColumnWords {
  const collected = { left: mostWords };
  const words = (...values: unknown[]): Set<string> => {
    const found = new Set<string>();
    for (const value of values) collect(value, found, { collected, depth: 0 });
    return found;
  };
  const { exceptions, message, request, person, server } = occurrence;
  const frames = exceptions.flatMap((exception) => exception.frames);
  return {
    message: words(
      occurrence.title,
      exceptions.map((exception) => [exception.class, exception.message, exception.description, exception.module]),
      message?.text,
      message?.extra,
    ),
    frames: words(
      frames.map((frame) => [frame.file, frame.function, frame.module, frame.code]),
      exceptions.map((exception) => exception.rawStack),
      occurrence.crashReport,
    ),
    locals: words(frames.map((frame) => [frame.locals, frame.args])),
    request: words(request),
    custom: words(occurrence.custom, occurrence.tags),
    telemetry: words(occurrence.telemetry.map((event) => event.body)),
    other: words(
      ...[person, server, occurrence.client, occurrence.contexts, occurrence.context, occurrence.release],
      ...[occurrence.environment, occurrence.notifier, frames.map((frame) => frame.extra)],
    ),
  };
}

interface Place {
  collected: { left: number };
  depth: number;
}

/** Names and values, however deep: `{a: {b: 1}}` has the words a, b and 1. */
function collect(value: unknown, found: Set<string>, { collected, depth }: Place): void {
  if (value === null || value === undefined || depth > deepest || collected.left <= 0) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found, { collected, depth: depth + 1 });
  } else if (isObject(value)) {
    for (const [name, one] of Object.entries(value)) {
      collect(name, found, { collected, depth });
      collect(one, found, { collected, depth: depth + 1 });
    }
  } else if (typeof value === 'string' || typeof value === 'number') {
    for (const token of tokensOf(String(value))) {
      if (found.has(token)) continue;
      if (collected.left-- <= 0) return;
      found.add(token);
    }
  }
}
