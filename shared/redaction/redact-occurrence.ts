/** An occurrence with everything masked that the rules name. What the product itself made of it stays. */
import type { JsonObject, JsonValue } from '../json.ts';
import type { ExceptionRecord, Frame, Occurrence, Person, RequestRecord } from '../occurrence.ts';
import type { Redactor } from './redactor.ts';

export function redactOccurrence(redactor: Redactor, occurrence: Occurrence): Occurrence {
  const { exceptions, message, person, request, server, telemetry } = occurrence;
  const text = textOf(redactor);
  const object = objectOf(redactor);
  return {
    ...occurrence,
    title: text(occurrence.title),
    exceptions: exceptions.map((exception) => redactException(redactor, exception)),
    message: message && {
      ...{ text: redactor.text(message.text), template: text(message.template) },
      extra: object(message.extra),
    },
    crashReport: text(occurrence.crashReport),
    context: text(occurrence.context),
    person: person && redactPerson(redactor, person),
    request: request && redactRequest(redactor, request),
    server: server && { ...server, extra: object(server.extra) },
    client: object(occurrence.client),
    custom: object(occurrence.custom),
    tags: strings(redactor, occurrence.tags),
    telemetry: telemetry.map((event) => ({ ...event, body: object(event.body) })),
    contexts: Object.fromEntries(Object.entries(occurrence.contexts).map(([name, each]) => [name, object(each)])),
  };
}

export function redactException(redactor: Redactor, exception: ExceptionRecord): ExceptionRecord {
  const text = textOf(redactor);
  return {
    ...exception,
    message: text(exception.message),
    description: text(exception.description),
    rawStack: text(exception.rawStack),
    frames: exception.frames.map((frame) => redactFrame(redactor, frame)),
  };
}

export function redactFrame(redactor: Redactor, frame: Frame): Frame {
  const object = objectOf(redactor);
  return {
    ...frame,
    code: frame.code === null ? null : redactor.code(frame.code),
    before: frame.before.map(redactor.code),
    after: frame.after.map(redactor.code),
    locals: object(frame.locals),
    args: frame.args && frame.args.map((value) => redactor.value(value)),
    extra: object(frame.extra),
  };
}

function redactPerson(redactor: Redactor, { id, username, email, name, extra }: Person): Person {
  const text = textOf(redactor);
  return {
    ...{ id: text(id), username: text(username), email: text(email), name: text(name) },
    extra: objectOf(redactor)(extra),
  };
}

function redactRequest(redactor: Redactor, request: RequestRecord): RequestRecord {
  const { query, params, body, cookies } = request;
  return {
    ...request,
    url: textOf(redactor)(request.url),
    headers: strings(redactor, request.headers),
    query: redactor.value(query),
    params: redactor.value(params),
    body: typeof body === 'string' ? redactor.json(body) : redactor.value(body),
    cookies: redactor.value(cookies, 'cookies'),
    extra: objectOf(redactor)(request.extra),
  };
}

function textOf(redactor: Redactor): (text: string | null) => string | null {
  return (text) => (text === null ? null : redactor.text(text));
}

function objectOf(redactor: Redactor): <Given extends JsonObject | null>(object: Given) => Given {
  // An object stays an object, whatever is masked within.
  return (object) => redactor.value(object) as typeof object;
}

function strings(redactor: Redactor, record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const masked: JsonValue = redactor.value(value, name);
      return [name, typeof masked === 'string' ? masked : value];
    }),
  );
}
