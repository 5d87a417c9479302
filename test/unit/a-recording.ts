/** Recordings of pages as rrweb makes them and rollbar.js 3 posts them. */
import type { JsonObject } from '../../shared/json.ts';

/** When they begin, in whole seconds as reports tell the time. */
export const startsAt = Math.floor(Date.now() / 1000) * 1000 - 20_000;
let ids = 0;

type Attributes = Record<string, string | boolean>;

export interface Recorded {
  type: number;
  data: object;
  /** Milliseconds since the beginning. */
  at: number;
}

export function element(tagName: string, attributes: Attributes = {}, childNodes: object[] = []): object {
  ids += 1;
  return { type: 2, id: ids, tagName, attributes, childNodes };
}

export function text(textContent: string, isStyle = false): object {
  ids += 1;
  return { type: 3, id: ids, textContent, isStyle };
}

export function documentOf(html: object): object {
  ids += 1;
  return { type: 0, id: ids, childNodes: [html] };
}

/** As rollbar.js posts it; `reportedAt` is when the page reported the error, since the beginning. */
export function postOf(uuid: string, events: Recorded[], reportedAt = 0): JsonObject {
  const value = (key: string, stringValue: string): JsonObject => ({ key, value: { stringValue } });
  const at = (ms: number): number => (startsAt + ms) * 1_000_000;
  const recording = {
    ...{ spanId: 'a1', name: 'rrweb-replay-recording' },
    attributes: [value('rollbar.occurrence.uuid', uuid), value('session.id', 's1')],
    events: events.map((event) => ({
      ...{ name: 'rrweb-replay-events', timeUnixNano: at(event.at) },
      attributes: [
        { key: 'eventType', value: { intValue: String(event.type) } },
        value('json', JSON.stringify(event.data)),
      ],
    })),
  };
  const report = { name: 'rollbar-occurrence-event', timeUnixNano: at(reportedAt), attributes: [value('uuid', uuid)] };
  const telemetry = { spanId: 'b2', name: 'rollbar-telemetry', attributes: [], events: [report] };
  const resource = { attributes: [value('rollbar.environment', 'production')] };
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: [recording, telemetry] }] }] };
}

/** Twelve seconds of a wide page, to which something is added after ten. */
export function longRecording(): Recorded[] {
  const body = element('body', {}, [element('h1', {}, [text('A wide page')])]);
  const parentId = idOf(body);
  const node = text('After ten seconds');
  const added = { source: 0, texts: [], attributes: [], removes: [], adds: [{ parentId, nextId: null, node }] };
  return [
    ...pageOf(body, 1600),
    { type: 3, at: 10_000, data: added },
    { type: 5, at: 12_000, data: { tag: 'replay.end', payload: {} } },
  ];
}

/** What it says of its style sheet is not what can be said of one. */
export function senseless(): Recorded[] {
  const style = element('style', { _cssText: 'p { color: red }' });
  return [
    ...pageOf(element('body', {}, [style]), 800),
    { type: 3, at: 300, data: { source: 8, id: idOf(style), adds: 5 } },
    { type: 5, at: 5000, data: { tag: 'replay.end', payload: {} } },
  ];
}

function pageOf(body: object, width: number): Recorded[] {
  const node = documentOf(element('html', {}, [element('head'), body]));
  return [
    { type: 4, at: 0, data: { href: 'http://127.0.0.1/', width, height: 900 } },
    { type: 2, at: 5, data: { node, initialOffset: { left: 0, top: 0 } } },
  ];
}

export function idOf(node: object): number {
  return (node as { id: number }).id;
}
