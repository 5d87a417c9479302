/** From what rollbar.js posted (OTLP spans as JSON, one post a line, rollbar.md 2.9) to events that can be played. */
import { isObject } from '../../shared/json.ts';
import { harmlessEvent, objectsIn, type RecordedEvent } from './harmless-event.ts';
import type { Budget } from './harmless-node.ts';
import { eventTypes } from './rrweb-numbers.ts';

export interface Recording {
  /** By time; the first picture of the whole page is among the first of them. */
  events: RecordedEvent[];
  /** Of the first event and of the last, in unix milliseconds of the page's clock. */
  startsAt: number;
  endsAt: number;
  /** When the page says that it reported an occurrence, by its uuid, on the same clock. */
  reportedAt: ReadonlyMap<string, number>;
  /** Whether some of it could not be read. */
  isDamaged: boolean;
}

/** Why there is nothing to play. `no-picture`: changes were recorded, but not the page that they change. */
export type Trouble = 'too-large' | 'broken' | 'no-picture';

/** The largest content that is played; larger ones would hold up the window. */
export const mostBytes = 50_000_000;
const mostNodes = 1_000_000;

interface Heard {
  events: RecordedEvent[];
  reportedAt: Map<string, number>;
  isDamaged: boolean;
  budget: Budget;
}

/** `parts` are the content in pieces that may end anywhere. Line by line, so that the window stays awake. */
export async function readRecording(parts: readonly string[]): Promise<Recording | Trouble> {
  const heard: Heard = { events: [], reportedAt: new Map(), isDamaged: false, budget: { nodes: mostNodes } };
  for (const line of parts.join('').split('\n')) {
    if (line === '') continue;
    try {
      hear(heard, parsed(line));
    } catch (error) {
      if (error instanceof RangeError) return 'too-large';
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return recordingOf(heard);
}

function hear(heard: Heard, post: unknown): void {
  if (post === undefined) heard.isDamaged = true;
  for (const { name, timeUnixNano, attributes } of eventsIn(post)) {
    const at = Number(timeUnixNano) / 1_000_000;
    const values = new Map(objectsIn(attributes).map(({ key, value }) => [key, isObject(value) ? value : {}]));
    if (name === 'rollbar-occurrence-event') {
      const uuid = values.get('uuid')?.['stringValue'];
      if (typeof uuid === 'string' && at > 0) heard.reportedAt.set(uuid, at);
    }
    if (name !== 'rrweb-replay-events') continue;
    const event = recordedOf(at, values);
    const harmless = event && harmlessEvent(event, heard.budget);
    if (harmless) heard.events.push(harmless);
    if (!event) heard.isDamaged = true;
  }
}

/** What was recorded before the first picture cannot be shown. */
function recordingOf({ events, reportedAt, isDamaged }: Heard): Recording | Trouble {
  if (events.length === 0) return 'broken';
  const ordered = events.sort((a, b) => a.timestamp - b.timestamp);
  const picture = ordered.findIndex(({ type }) => type === eventTypes.picture);
  if (picture === -1) return 'no-picture';
  const isSized = ordered[picture - 1]?.type === eventTypes.page;
  const played = ordered.slice(isSized ? picture - 1 : picture);
  const [first, last] = [played[0], played.at(-1)];
  if (!first || !last || played.length < 2) return 'broken';
  return { events: played, startsAt: first.timestamp, endsAt: last.timestamp, reportedAt, isDamaged };
}

function eventsIn(post: unknown): Record<string, unknown>[] {
  const resources = isObject(post) ? objectsIn(post['resourceSpans']) : [];
  return resources
    .flatMap((each) => objectsIn(each['scopeSpans']))
    .flatMap((each) => objectsIn(each['spans']))
    .flatMap((each) => objectsIn(each['events']));
}

/** The kind, and what rrweb noted, which was sent as JSON within a text. */
function recordedOf(timestamp: number, values: Map<unknown, Record<string, unknown>>): RecordedEvent | null {
  const { intValue, doubleValue, stringValue } = values.get('eventType') ?? {};
  const type = Number(intValue ?? doubleValue ?? stringValue ?? Number.NaN);
  const json = values.get('json')?.['stringValue'];
  const data = typeof json === 'string' ? parsed(json) : undefined;
  const isTimed = Number.isFinite(timestamp) && timestamp > 0;
  if (!Number.isInteger(type) || !isTimed || data === undefined) return null;
  return { type, timestamp, data: isObject(data) ? data : {} };
}

/** Undefined when it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
