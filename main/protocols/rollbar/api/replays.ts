/** Replays for those who want to play them (rollbar.md 3.13): what was posted, span by span. */
import { setImmediate } from 'node:timers/promises';
import type { KeptReplay, Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { resolvedIp } from '../ip-address.ts';
import { attributesOf, objectsIn, traceOf, type Span } from '../otlp.ts';
import { parsePayload } from '../payload.ts';
import { done } from './done.ts';
import { endpoint, notFound, type Answer, type Asked } from './endpoint.ts';

const path = '/api/1/environment/:environment/session/:session/replay/:replay';

export function replayRoutes(library: Library): Route[] {
  return [
    endpoint({ method: 'GET', path, scopes: ['read'], answer: (asked) => show(library, asked) }),
    endpoint({
      ...{ method: 'DELETE', path, scopes: ['write'] },
      answer: (asked) => {
        const replay = find(library, asked);
        if (!replay) return notFound('Replay');
        library.replays.remove(replay);
        return { reply: done };
      },
    }),
  ];
}

function find({ replays }: Library, { projectId, path: named }: Asked): KeptReplay | undefined {
  const { environment = '', session = '', replay: name = '' } = named;
  return replays.find(projectId, { environment, session, name });
}

/** Post by post: recordings are large, and reports arrive meanwhile. */
async function show(library: Library, asked: Asked): Promise<Answer> {
  const replay = find(library, asked);
  if (!replay) return notFound('Replay');
  const events: string[] = [];
  for (const post of library.replays.postsOf(replay)) {
    const spans = traceOf(parsePayload(post))?.spans ?? [];
    for (const span of spans) events.push(eventText(replay, span, spans.length));
    await setImmediate();
  }
  return { json: `{"events":[${events.join(',')}]}` };
}

/** As JSON. What rrweb recorded is that already, and deeper than it could be written again. */
function eventText(replay: KeptReplay, { fields, attributes }: Span, spanCount: number): string {
  const start = nanosOf(fields['startTimeUnixNano']);
  const events = objectsIn(fields['events']);
  const shape = {
    ...{ project_id: replay.projectId, environment: replay.environment, session_id: replay.session },
    ...{ span_id: fields['spanId'] ?? null, name: fields['name'] ?? null, start_time: isoTime(start) },
    duration: Number(nanosOf(fields['endTimeUnixNano']) - start),
    // A text in the documentation's example.
    span_count: String(spanCount),
    attributes: pairs(attributes, replay.remoteAddress),
    timeline_events: events
      .filter((event) => !isRecorded(event))
      .map((event) => ({
        ...{ name: event['name'] ?? null, time: isoTime(nanosOf(event['timeUnixNano'])) },
        attributes: pairs(attributesOf(event['attributes']), replay.remoteAddress),
      })),
  };
  const recorded = events.filter(isRecorded).map(recordedText);
  return `${JSON.stringify(shape).slice(0, -1)},"rrweb_replay_events":[${recorded.join(',')}]}`;
}

function isRecorded({ name }: Record<string, unknown>): boolean {
  return name === 'rrweb-replay-events';
}

function recordedText(event: Record<string, unknown>): string {
  const attributes = attributesOf(event['attributes']);
  const time = isoTime(nanosOf(event['timeUnixNano']));
  const shape = { time, type: attributes.get('eventType') ?? null };
  return `${JSON.stringify(shape).slice(0, -1)},"data":${dataText(attributes.get('json'))}}`;
}

/** It was sent as JSON within a text. */
function dataText(sent: unknown): string {
  if (typeof sent !== 'string') return JSON.stringify(sent ?? null);
  try {
    JSON.parse(sent);
    return sent;
  } catch (error) {
    if (error instanceof SyntaxError) return JSON.stringify(sent);
    throw error;
  }
}

function pairs(attributes: Map<string, unknown>, remoteAddress: string): { name: string; value: unknown }[] {
  return Array.from(attributes, ([name, value]) => ({
    name,
    value: typeof value === 'string' ? resolvedIp(value, remoteAddress) : value,
  }));
}

/** Nanoseconds are too many for a number: they are sent as text, or cut off. 0 when they cannot be read. */
function nanosOf(sent: unknown): bigint {
  if (typeof sent === 'number' && Number.isFinite(sent)) return BigInt(Math.trunc(sent));
  return typeof sent === 'string' && /^\d{1,20}$/.test(sent) ? BigInt(sent) : 0n;
}

function isoTime(nanos: bigint): string | null {
  const date = new Date(Number(nanos / 1_000_000n));
  return nanos === 0n || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
