/**
 * From Rollbar's words to ours: `data` of an item post to an Occurrence (rollbar.md 2). Pure and total: the same data
 * and the same circumstances give the same occurrence for ever, because what the screen shows is read again from the
 * kept text. What cannot be read as meant is left out and named in the defects.
 */
import type { Defect, Occurrence } from '../../../shared/occurrence.ts';
import type { Level } from '../../../shared/level.ts';
import type { Meta } from '../route.ts';
import { timeInMs } from './clock.ts';
import { json, note, number, section, shortText, text, type Section } from './fields.ts';
import { languageOf } from './language.ts';
import { levelOf } from './level.ts';
import { bodyOf, type BodyHabits, type BodyRecord } from './normalize-body.ts';
import { attributesOf, customOf, type Attributes } from './normalize-custom.ts';
import { personOf, serverOf } from './normalize-people.ts';
import { requestOf } from './normalize-request.ts';
import { telemetryOf } from './telemetry.ts';
import { isUsableUuid } from './uuid.ts';

/** Never throws, whatever `fields` holds, as long as it came from JSON. */
export function normalize(fields: Record<string, unknown>, meta: Meta): Occurrence {
  const defects: Defect[] = [];
  const data: Section = { fields, path: 'data', defects };
  const attributes = attributesOf(data);
  const request = requestOf(data, meta.remoteAddress);
  const server = serverOf(data);
  const notifier = notifierOf(data);
  const habits = habitsOf(data, { attributes, notifier, root: server?.root ?? '', url: request?.url ?? '' });
  const bodySection = section(data, 'body');
  const body = bodyOf(bodySection, habits);
  const { kind, exceptions, message, crashReport } = body;
  noteUuid(data);
  return {
    ...{ protocol: 'rollbar', uuid: meta.uuid, kind, level: levelFor(data, body, habits.isUncaught) },
    ...{ title: shortText(data, 'title', 255), exceptions, message, crashReport },
    environment: environmentOf(data),
    release: releaseOf(data, server?.release ?? null),
    dist: null,
    context: shortText(data, 'context', 255),
    ...{ person: personOf(data), request, server, client: json(data, 'client') },
    custom: customOf(data, body.extra),
    telemetry: telemetryOf(bodySection),
    ...{ contexts: {}, modules: {}, notifier },
    platform: shortText(data, 'platform', 255),
    language: shortText(data, 'language', 255) ?? languageOf(exceptions),
    framework: shortText(data, 'framework', 255),
    ...attributes,
    occurredAt: occurredAt(data) ?? meta.receivedAt,
    receivedAt: meta.receivedAt,
    attachments: [],
    fingerprint: fingerprintOf(data),
    defects,
  };
}

/** Exceptions and crashes are errors, messages are informational, unless the client says otherwise (rollbar.md 2.1). */
function levelFor(data: Section, { kind }: BodyRecord, isUncaught: boolean): Level {
  const usual = kind === 'message' ? 'info' : 'error';
  const sent = data.fields['level'];
  if (sent === undefined || sent === null) return usual;
  const level = levelOf(sent);
  if (level === undefined) note(data.defects, 'data.level', `is no level; taken as ${usual}`);
  if (level === 'debug' && isUncaught && forgetsItsDefault(data)) {
    note(data.defects, 'data.level', 'nobody chose debug: rollbar.js 3.1 forgets its default in Node; taken as error');
    return 'error';
  }
  return level ?? usual;
}

/** rollbar.js 3.1 in Node sends uncaught errors as debug unless `uncaughtErrorLevel` is set; 2.26 sends error. */
function forgetsItsDefault(data: Section): boolean {
  const notifier = section(data, 'notifier');
  const options = section(notifier, 'configured_options').fields;
  return notifier.fields['name'] === 'node_rollbar' && options['uncaughtErrorLevel'] === undefined;
}

function environmentOf(data: Section): string {
  const environment = shortText(data, 'environment', 255);
  if (environment === null) note(data.defects, 'data.environment', 'is missing and it is required');
  return environment ?? 'unknown';
}

/** The candidates in the order of rollbar.md 4.8. */
function releaseOf(data: Section, serverRelease: string | null): string | null {
  const javascript = section(section(data, 'client'), 'javascript');
  return shortText(data, 'code_version', 40) ?? shortText(javascript, 'code_version', 40) ?? serverRelease;
}

/** Browsers send their time within `client` only. */
function occurredAt(data: Section): number | null {
  for (const place of [data, section(data, 'client')]) {
    const sent = number(place, 'timestamp');
    const time = sent === null ? null : timeInMs(sent);
    if (time !== null) return time;
    if (sent !== null) note(data.defects, `${place.path}.timestamp`, 'is no plausible time');
  }
  return null;
}

function fingerprintOf(data: Section): string[] | null {
  const fingerprint = text(data, 'fingerprint');
  return fingerprint === null || fingerprint === '' ? null : [fingerprint];
}

function notifierOf(data: Section): Occurrence['notifier'] {
  const notifier = section(data, 'notifier');
  const name = shortText(notifier, 'name', 255);
  return name === null ? null : { name, version: shortText(notifier, 'version', 255) };
}

interface Hints {
  attributes: Attributes;
  notifier: Occurrence['notifier'];
  root: string;
  url: string;
}

const crashFirstNotifiers = new Set(['rollbar/rollbar-go', 'rollbar-react-native']);

function habitsOf(data: Section, { attributes, notifier, root, url }: Hints): BodyHabits {
  const { fields } = data;
  const diagnostic = section(section(data, 'notifier'), 'diagnostic').fields;
  const pageHost = /^https?:\/\/([^/?#:]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return {
    place: { root, pageHost: fields['platform'] === 'browser' ? pageHost : '' },
    isCrashFirst: notifier !== null && crashFirstNotifiers.has(notifier.name),
    columnOffset: notifier?.name === 'node_rollbar' ? 1 : 0,
    isUncaught: [
      ...[fields['is_uncaught'], fields['_isUncaught'], diagnostic['is_uncaught'], attributes.tags['is_uncaught']],
    ].some((said) => said === true || said === 'true'),
  };
}

function noteUuid({ fields, defects }: Section): void {
  const { uuid } = fields;
  if (uuid !== undefined && uuid !== null && !isUsableUuid(uuid))
    note(defects, 'data.uuid', 'is no text of 1 to 36 Latin-1 characters; another one was made');
}
