/** Occurrences for tests: everything empty but what the test names. */
import type { ExceptionRecord, Frame, MessageRecord, Occurrence } from '../../shared/occurrence.ts';

export function anOccurrence(given: Partial<Occurrence> = {}): Occurrence {
  return {
    protocol: 'rollbar',
    uuid: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d',
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
    occurredAt: 1_767_600_000_000,
    receivedAt: 1_767_600_000_000,
    attachments: [],
    fingerprint: null,
    defects: [],
    ...given,
  };
}

/** An exception with frames given as `[file, function]`, oldest call first. */
export function anException(
  name: string,
  frames: (readonly [file: string, method: string | null])[] = [],
  message: string | null = null,
): ExceptionRecord {
  return {
    class: name,
    message,
    description: null,
    module: null,
    mechanism: null,
    frames: frames.map(([file, method]) => aFrame({ file, function: method })),
    rawStack: null,
  };
}

export function aFrame(given: Partial<Frame>): Frame {
  return {
    file: '',
    absolutePath: null,
    line: null,
    column: null,
    function: null,
    module: null,
    code: null,
    before: [],
    after: [],
    inProject: true,
    locals: null,
    args: null,
    mapRef: null,
    extra: null,
    ...given,
  };
}

export function aMessage(text: string): MessageRecord {
  return { text, template: null, extra: null };
}

export function aServer(root: string): Occurrence['server'] {
  return { host: null, root, branch: null, release: null, extra: null };
}

export function aRequest(given: Partial<NonNullable<Occurrence['request']>>): Occurrence['request'] {
  return {
    url: null,
    method: null,
    headers: {},
    query: null,
    params: null,
    body: null,
    cookies: null,
    userIp: null,
    extra: null,
    ...given,
  };
}
