/** The error of a Node program as Sentry's SDKs send it: the same frames, request and values as in its report for Rollbar. */
import type { JsonObject } from '../../shared/json.ts';
import { nodeReport, valueMark, type Template } from './payload-templates.ts';

export const envelopeType = 'application/x-sentry-envelope';

export function envelopeTemplate(): Template {
  const id = `${valueMark}${'a'.repeat(20)}`;
  const event = JSON.stringify(eventOf(nodeReport()['data'] as JsonObject, id));
  const head = { event_id: id, sent_at: '2026-01-01T00:00:00.000Z', sdk: { name: 'sentry.javascript.node' } };
  const item = { type: 'event', length: Buffer.byteLength(event) };
  return { text: [head, item].map((line) => JSON.stringify(line)).join('\n') + `\n${event}\n`, isLarge: false };
}

function eventOf(data: JsonObject, id: string): JsonObject {
  const { trace_chain: chain } = data['body'] as { trace_chain: { frames: JsonObject[]; exception: JsonObject }[] };
  return {
    ...{ event_id: id, platform: 'node', level: 'error', timestamp: 1_767_225_600, release: '4.12.1' },
    ...{
      environment: 'production',
      server_name: 'web-3',
      transaction: data['context'] ?? '',
      user: data['person'] ?? {},
    },
    exception: {
      values: chain.map(({ frames, exception }) => ({
        type: exception['class'] ?? '',
        value: exception['message'] ?? '',
        stacktrace: { frames: frames.map(frameOf) },
      })),
    },
    request: data['request'] ?? {},
    extra: data['custom'] ?? {},
  };
}

function frameOf(frame: JsonObject): JsonObject {
  const context = frame['context'] as { pre: string[]; post: string[] } | undefined;
  return {
    ...{ filename: frame['filename'] ?? '', function: frame['method'] ?? '', in_app: true },
    ...{ lineno: frame['lineno'] ?? 0, colno: frame['colno'] ?? 0, context_line: frame['code'] ?? '' },
    ...{ pre_context: context?.pre ?? [], post_context: context?.post ?? [] },
  };
}
