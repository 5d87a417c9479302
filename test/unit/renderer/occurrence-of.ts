/** An occurrence with nothing in it but what the test says. */
import type { ExceptionRecord, Occurrence } from '../../../shared/occurrence.ts';

export function occurrenceOf(change: Partial<Occurrence> = {}): Occurrence {
  return {
    protocol: 'rollbar',
    uuid: 'u',
    kind: 'exception',
    level: 'error',
    title: null,
    exceptions: [],
    message: null,
    crashReport: null,
    environment: 'production',
    release: null,
    dist: null,
    context: null,
    person: null,
    request: null,
    server: null,
    client: null,
    custom: null,
    tags: {},
    telemetry: [],
    contexts: {},
    modules: {},
    notifier: null,
    platform: null,
    language: null,
    framework: null,
    sessionId: null,
    traceId: null,
    occurredAt: 0,
    receivedAt: 0,
    attachments: [],
    fingerprint: null,
    defects: [],
    ...change,
  };
}

export function exceptionOf(name: string, message: string | null): ExceptionRecord {
  return { class: name, message, description: null, module: null, mechanism: null, frames: [], rawStack: null };
}
