import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../../../main/protocols/rollbar/validate.ts';

const noKind =
  "Invalid format. data.body must have either a 'trace', 'trace_chain', 'message' or 'crash_report' property, " +
  '(but not more than one).';
const noBody =
  "Invalid format. data.body must not be undefined. Instead, it should be an object with a 'message', 'trace', " +
  "'trace_chain', or 'crash_report' key.";
const message = { body: 'hello' };
const exception = { class: 'Error', message: 'odd' };
const trace = { frames: [{ filename: 'a.js' }], exception };

describe('in any mode', () => {
  test.each<[unknown, string]>([
    [undefined, 'Invalid format. data is missing and it is required.'],
    [null, 'Invalid format. data is missing and it is required.'],
    [[], 'Invalid format. data is missing and it is required.'],
    [{}, noBody],
    [{ body: 'text' }, noBody],
    [{ body: {} }, noKind],
    [{ body: { telemetry: [] } }, noKind],
    [{ body: { trace_chain: [] } }, noKind],
    [{ body: { trace: null } }, noKind],
    [{ body: { crash_report: {} } }, noKind],
  ])('data %j is refused', (data, problem) => {
    expect(problemOf({ data }, false)).toBe(problem);
    expect(problemOf({ data: withEnvironment(data) }, true)).toBe(problem);
  });
});

function withEnvironment(data: unknown): unknown {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { environment: 'e', ...data } : data;
}

describe('by default', () => {
  test.each([
    { body: { message: 'only a text' } },
    { body: { message: {} } },
    { body: { trace: {} } },
    { body: { trace: { frames: null }, message } },
    { body: { trace_chain: [null, {}] } },
    { level: 7, environment: [], body: { message } },
  ])('%j comes in', (data) => {
    expect(problemOf({ data }, false)).toBeNull();
  });
});

describe('in strict mode', () => {
  const check = (data: object): string | null =>
    problemOf({ data: { environment: 'production', body: { message }, ...data } }, true);

  test.each([
    {},
    { body: { trace } },
    { body: { trace_chain: [trace, { ...trace, frames: [] }] } },
    { body: { trace: { ...trace, frames: null } } },
    { body: { crash_report: { raw: 'text' } } },
    { context: null, title: null, level: null },
    { level: 'Critical', timestamp: 1.5, code_version: 'a'.repeat(40) },
    { person: { id: 42, username: null }, custom: [], server: {}, attributes: [], client: {} },
    { request: { headers: [], url: null }, body: { message, telemetry: { level: 'info' } } },
  ])('%j comes in', (data) => {
    expect(check(data)).toBeNull();
  });

  test.each<[object, string]>([
    [{ environment: undefined }, 'data.environment is missing and it is required.'],
    [{ environment: null }, 'data.environment null value found, but a string is required.'],
    [{ environment: '' }, 'data.environment should not be empty.'],
    [{ environment: 'e'.repeat(256) }, 'data.environment should be at most 255 characters long.'],
    [{ level: {} }, 'data.level should be string.'],
    [{ level: 35 }, 'data.level should be string.'],
    [{ level: 'fatal' }, 'data.level should be one of debug, info, warning, error, critical.'],
    [{ context: {} }, 'data.context object value found, but a null is required.'],
    [{ code_version: 'a'.repeat(41) }, 'data.code_version should be at most 40 characters long.'],
    [{ uuid: 'a'.repeat(37) }, 'data.uuid should be at most 36 characters long.'],
    [{ title: '' }, 'data.title should not be empty.'],
    [{ custom: 'text' }, 'data.custom string value found, but a null is required.'],
    [{ custom: [1] }, 'data.custom array value found, but a null is required.'],
    [{ person: {} }, 'data.person.id is missing and it is required.'],
    [{ person: { id: 'a'.repeat(41) } }, 'data.person.id should be at most 40 characters long.'],
    [{ request: { headers: 'x' } }, 'data.request.headers string value found, but a null is required.'],
    [{ client: { javascript: 1 } }, 'data.client.javascript number value found, but a null is required.'],
    [{ body: { message: 'text' } }, 'data.body.message string value found, but a null is required.'],
    [{ body: { message: {} } }, 'data.body.message.body is missing and it is required.'],
    [{ body: { trace: {} } }, 'data.body.trace.frames is missing and it is required.'],
    [{ body: { trace: { frames: [] } } }, 'data.body.trace.exception is missing and it is required.'],
    [
      { body: { trace: { ...trace, exception: { message: null } } } },
      'data.body.trace.exception.class is missing and it is required.',
    ],
    [
      { body: { trace: { ...trace, exception: { class: 'E', message: {} } } } },
      'data.body.trace.exception.message object value found, but a null is required.',
    ],
    [
      { body: { trace_chain: [trace, trace, { exception }] } },
      'data.body.trace_chain[2].frames is missing and it is required.',
    ],
    [
      { body: { trace_chain: [trace, 'text'] } },
      'data.body.trace_chain[1] string value found, but an object is required.',
    ],
    [
      { body: { trace: { exception, frames: [{}] } } },
      'data.body.trace.frames[0].filename is missing and it is required.',
    ],
    [
      { body: { trace: { exception, frames: [null] } } },
      'data.body.trace.frames[0] null value found, but an object is required.',
    ],
    [
      { body: { trace: { exception, frames: [{ filename: 'a', lineno: '1' }] } } },
      'data.body.trace.frames[0].lineno string value found, but a null is required.',
    ],
  ])('%j is refused', (data, problem) => {
    expect(check(data)).toBe(`Invalid format. ${problem}`);
  });

  test('two kinds of body are one too many', () => {
    expect(check({ body: { trace, message } })).toBe(noKind);
  });
});
