/** What the application did before the report (rollbar.md 2.1, telemetry), oldest event first. */
import { isObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { TelemetryEvent } from '../../../shared/occurrence.ts';
import { timeInMs } from './clock.ts';
import { list, note, number, rest, section, text, type Section } from './fields.ts';
import { levelOf } from './level.ts';

/** SDKs keep at most a hundred events. The newest are kept. */
const mostEvents = 500;
const known = new Set(['timestamp_ms', 'level', 'type', 'source', 'body']);

/** Reads `telemetry` of a report's body. Older clients send one event in place of the list (rollbar.md 7, row 3). */
export function telemetryOf(body: Section): TelemetryEvent[] {
  const sent = isObject(body.fields['telemetry']) ? [body.fields['telemetry']] : list(body, 'telemetry');
  const events: TelemetryEvent[] = [];
  const start = Math.max(0, sent.length - mostEvents);
  if (start > 0) note(body.defects, 'data.body.telemetry', `only the last ${String(mostEvents)} events are read`);
  for (let index = start; index < sent.length; index++) {
    const fields = sent[index];
    const path = `data.body.telemetry[${String(index)}]`;
    if (isObject(fields)) events.push(eventOf({ fields, path, defects: body.defects }));
    else note(body.defects, path, 'is not an object');
  }
  return inOrder(events);
}

function eventOf(event: Section): TelemetryEvent {
  const time = number(event, 'timestamp_ms');
  return {
    // pyrollbar writes seconds into this field.
    at: time === null ? null : timeInMs(time),
    // rollbar.js passes the names of console methods on: `log` is none of the five.
    level: levelOf(event.fields['level']) ?? 'info',
    type: text(event, 'type') ?? 'manual',
    source: text(event, 'source'),
    body: bodyOf(event),
  };
}

function bodyOf(event: Section): JsonObject {
  const { body } = event.fields;
  const others = rest(event, known);
  const own =
    typeof body === 'string' ? { message: body } : (section(event, 'body').fields as Record<string, JsonValue>);
  return others === null ? own : { ...own, ...others, ...own };
}

function inOrder(events: TelemetryEvent[]): TelemetryEvent[] {
  const isTimed = events.every(({ at }) => at !== null);
  return isTimed ? events.sort((one, other) => (one.at ?? 0) - (other.at ?? 0)) : events;
}
