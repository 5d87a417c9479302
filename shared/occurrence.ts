/**
 * One report of an error or a message, in the product's own words. Whatever protocol it came by, it is read into this
 * type; the mapping tables of rollbar.md 2, sentry.md 2.8 and posthog.md 6.1 all end here. Order is fixed: exceptions
 * outermost first (causes follow), frames oldest call first (the crashing call last), telemetry oldest first.
 * Nothing here is ever rejected: what could not be read as meant is left out and named in `defects`.
 */
import type { JsonObject, JsonValue } from './json.ts';
import type { Level } from './level.ts';

export type Protocol = 'rollbar' | 'sentry' | 'posthog';
export type OccurrenceKind = 'exception' | 'message' | 'crash' | 'feedback' | 'security';

export interface Occurrence {
  protocol: Protocol;
  /** As the client sent it, or made on receipt; unique per project. */
  uuid: string;
  kind: OccurrenceKind;
  level: Level;
  /** Title given by the client itself, else null; the item's title comes from grouping. */
  title: string | null;
  exceptions: ExceptionRecord[];
  message: MessageRecord | null;
  /** Raw text of a crash report (Apple, minidump summaries), else null. */
  crashReport: string | null;
  environment: string;
  release: string | null;
  dist: string | null;
  /** What the application was doing: controller#action, transaction, screen. */
  context: string | null;
  person: Person | null;
  request: RequestRecord | null;
  server: ServerRecord | null;
  client: JsonObject | null;
  custom: JsonObject | null;
  tags: Record<string, string>;
  telemetry: TelemetryEvent[];
  /** Named objects such as os, runtime, device, browser, trace. */
  contexts: Record<string, JsonObject>;
  /** Package name to version. */
  modules: Record<string, string>;
  notifier: { name: string; version: string | null } | null;
  platform: string | null;
  language: string | null;
  framework: string | null;
  sessionId: string | null;
  traceId: string | null;
  /** The client's clock, unix milliseconds; the receive time when the client sent none. */
  occurredAt: number;
  /** The collector's clock, unix milliseconds. */
  receivedAt: number;
  attachments: Attachment[];
  /** Grouping key parts chosen by the client; null when it left the choice to us. */
  fingerprint: string[] | null;
  defects: Defect[];
}

export interface ExceptionRecord {
  class: string;
  message: string | null;
  /** A friendlier text that the application put beside the exception. */
  description: string | null;
  /** Module or package of the class. */
  module: string | null;
  mechanism: ExceptionMechanism | null;
  frames: Frame[];
  /** The stack as text, when the client could not read frames from it. */
  rawStack: string | null;
}

/** How the exception was caught, and its place in a tree of exceptions. */
export interface ExceptionMechanism {
  type: string | null;
  handled: boolean | null;
  synthetic: boolean;
  source: string | null;
  id: number | null;
  parentId: number | null;
}

export interface Frame {
  file: string;
  absolutePath: string | null;
  /** 1-based. */
  line: number | null;
  column: number | null;
  function: string | null;
  /** Class, module or package that holds the function. */
  module: string | null;
  /** The failing source line and its neighbours, in file order. */
  code: string | null;
  before: string[];
  after: string[];
  /** Whether the code belongs to the project: as sent, else judged from the path. */
  inProject: boolean;
  locals: JsonObject | null;
  args: JsonValue[] | null;
  /** Source-map reference sent by the client (chunk or debug id). */
  mapRef: string | null;
  /** Fields that no other key holds, kept as sent. */
  extra: JsonObject | null;
  /** What became of the frame when its source map was asked for; left out when there was nothing to ask. */
  mapping?: FrameMapping;
}

/** The place in the built code, as the client sent it. */
export interface MinifiedPlace {
  file: string;
  /** 1-based, like the frame's own. */
  line: number;
  column: number;
  function: string | null;
}

export type FrameMapping =
  /** The frame tells the place in the source; `minified` is where it was in the built code. */
  | { kind: 'mapped'; minified: MinifiedPlace }
  /** The frame is as it was sent. */
  | { kind: 'failed'; problem: MappingProblem; version: string };

/**
 * `no-map`: there are source maps in the project, but none for this file and version; `no-column`: the client did not
 * say where in the line; `not-covered`: the map says nothing of the place; `unreadable`: the map cannot be read.
 */
export type MappingProblem = 'no-map' | 'no-column' | 'not-covered' | 'unreadable';

export interface MessageRecord {
  text: string;
  template: string | null;
  /** Keys that came beside the text. */
  extra: JsonObject | null;
}

export interface Person {
  id: string | null;
  username: string | null;
  email: string | null;
  name: string | null;
  extra: JsonObject | null;
}

export interface RequestRecord {
  url: string | null;
  method: string | null;
  headers: Record<string, string>;
  query: JsonValue;
  params: JsonValue;
  body: JsonValue;
  cookies: JsonValue;
  userIp: string | null;
  extra: JsonObject | null;
}

export interface ServerRecord {
  host: string | null;
  root: string | null;
  branch: string | null;
  release: string | null;
  extra: JsonObject | null;
}

export interface TelemetryEvent {
  /** Unix milliseconds; null when the client gave no readable time. */
  at: number | null;
  level: Level;
  type: string;
  source: string | null;
  body: JsonObject;
}

/** A file that came with the report; its bytes are kept beside the raw body under this name. */
export interface Attachment {
  name: string;
  contentType: string | null;
  bytes: number;
}

/** A field that was not what its protocol says, and what was done about it. */
export interface Defect {
  path: string;
  problem: string;
}
