/** The facts of a report: short values of named fields, each at most once. */
import type { JsonObject } from '../../shared/json.ts';
import { isObject } from '../../shared/json.ts';
import type { Frame, Occurrence } from '../../shared/occurrence.ts';
import type { FactName } from '../../shared/search/facts.ts';
import { readUserAgent } from './user-agent.ts';

/** `field` is a FactName, or `custom:` and a key. */
export interface Fact {
  field: string;
  value: string;
}

/** Longer values are cut: what is so long is text, and found as such. */
const longestValue = 200;
const mostCustomKeys = 50;
const mostFrames = 250;

type Values = Partial<Record<FactName, unknown[]>>;

export function factsOf(occurrence: Occurrence): Fact[] {
  const facts: Fact[] = [];
  const seen = new Set<string>();
  const add = (field: string, value: unknown): void => {
    const text = textOf(value);
    const mark = `${field}\n${text}`;
    if (text === '' || seen.has(mark)) return;
    seen.add(mark);
    facts.push({ field, value: text });
  };
  const all = [placeFacts(occurrence), deviceFacts(occurrence), frameFacts(occurrence), telemetryFacts(occurrence)];
  for (const values of all)
    for (const [field, list] of Object.entries(values)) for (const value of list) add(field, value);
  for (const key of Object.keys(occurrence.custom ?? {}).slice(0, mostCustomKeys)) {
    add('custom_key', key);
    add(`custom:${key.slice(0, longestValue)}`, occurrence.custom?.[key]);
  }
  return facts;
}

function placeFacts(occurrence: Occurrence): Values {
  const { request, server, person, notifier } = occurrence;
  return {
    environment: [occurrence.environment],
    version: [occurrence.release],
    host: [server?.host],
    context: [occurrence.context],
    ip: [request?.userIp],
    person_id: [person?.id],
    person_username: [person?.username],
    person_email: [person?.email],
    request_url: [withoutQuery(request?.url)],
    request_method: [request?.method],
    notifier_name: [notifier?.name],
    notifier_version: [notifier?.version],
    server_root: [server?.root],
    server_pid: [server?.extra?.['pid']],
    server_cpu: [server?.extra?.['cpu']],
    branch: [server?.branch],
    language: [occurrence.language],
    platform: [occurrence.platform],
    framework: [occurrence.framework],
  };
}

/** What the client said of itself wins over what its user agent lets guess. */
function deviceFacts({ request, contexts, client }: Occurrence): Values {
  const agentText = headerOf(request?.headers ?? {}, 'user-agent') ?? within(client, 'javascript', 'browser');
  const agent = typeof agentText === 'string' ? readUserAgent(agentText) : null;
  const { browser, os, device } = contexts;
  return {
    browser: [browser?.['name'] ?? agent?.browser],
    browser_version: [browser?.['version'] ?? agent?.browserVersion],
    os: [os?.['name'] ?? within(client, 'os') ?? agent?.os],
    os_version: [os?.['version'] ?? within(client, 'os_version') ?? agent?.osVersion],
    device_brand: [device?.['brand'] ?? device?.['manufacturer'] ?? within(client, 'device', 'brand')],
    device_model: [device?.['model'] ?? within(client, 'device', 'model')],
  };
}

function frameFacts({ exceptions }: Occurrence): Values {
  const frames: Frame[] = exceptions.flatMap((exception) => exception.frames);
  const read = frames.slice(-mostFrames);
  return {
    exception: exceptions.map((exception) => exception.class),
    top_file: [frames[0]?.file],
    bottom_file: [frames.at(-1)?.file],
    file: read.map((frame) => frame.file),
    method: read.map((frame) => frame.function),
    frame_class: read.map((frame) => frame.module),
    line: read.map((frame) => frame.line),
    frames: frames.length === 0 ? [] : [frames.length],
  };
}

function telemetryFacts({ telemetry }: Occurrence): Values {
  return {
    telemetry_level: telemetry.map((event) => event.level),
    telemetry_type: telemetry.map((event) => event.type),
    telemetry_subtype: telemetry.map((event) => event.body['subtype']),
    telemetry_method: telemetry.map((event) => event.body['method']),
  };
}

function headerOf(headers: Record<string, string>, wanted: string): string | undefined {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === wanted);
  return name === undefined ? undefined : headers[name];
}

function within(value: JsonObject | null, ...path: string[]): unknown {
  let found: unknown = value;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}

/** Queries differ from person to person; the full text has them. */
function withoutQuery(url: string | null | undefined): string | null {
  return url?.replace(/[?#].*$/s, '') ?? null;
}

/** Empty for what is no plain value. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim().slice(0, longestValue);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
