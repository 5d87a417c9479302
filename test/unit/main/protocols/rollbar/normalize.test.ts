import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../../../../main/protocols/rollbar/normalize.ts';
import { parsePayload } from '../../../../../main/protocols/rollbar/payload.ts';
import { readStored } from '../../../../../main/protocols/protocols.ts';
import { meta, occurrenceOf, pathsOf } from './a-report.ts';

describe('what a report says of itself', () => {
  test('the smallest one has no defects and empty everything else', () => {
    expect(occurrenceOf({})).toEqual({
      ...{ protocol: 'rollbar', uuid: 'the-uuid', kind: 'message', level: 'info', title: null, exceptions: [] },
      message: { text: 'hello', template: null, extra: null },
      ...{ crashReport: null, environment: 'test', release: null, dist: null, context: null, person: null },
      ...{ request: null, server: null, client: null, custom: null, tags: {}, telemetry: [], contexts: {} },
      ...{ modules: {}, notifier: null, platform: null, language: null, framework: null, sessionId: null },
      ...{ traceId: null, occurredAt: meta.receivedAt, receivedAt: meta.receivedAt, attachments: [] },
      ...{ fingerprint: null, defects: [] },
    });
  });

  test.each<[object, string]>([
    [{}, 'info'],
    [{ body: { trace: { frames: [], exception: { class: 'E' } } } }, 'error'],
    [{ body: { crash_report: { raw: 'x' } } }, 'error'],
    [{ level: 'WARNING' }, 'warning'],
    [{ level: 50 }, 'critical'],
    [{ level: null }, 'info'],
  ])('%j has level %s', (data, level) => {
    expect(occurrenceOf(data)).toMatchObject({ level, defects: [] });
  });

  test.each(['fatal', 15, {}, ''])('%j is no level', (level) => {
    const occurrence = occurrenceOf({ level });
    expect(occurrence.level).toBe('info');
    expect(pathsOf(occurrence)).toEqual(['data.level']);
  });

  test.each([undefined, null, '', {}])('environment %j is unknown', (environment) => {
    const occurrence = occurrenceOf({ environment });
    expect(occurrence.environment).toBe('unknown');
    expect(pathsOf(occurrence)).toContain('data.environment');
  });

  test.each<[object, string | null]>([
    [{}, null],
    [{ server: { code_version: 's' } }, 's'],
    [{ server: { sha: 'sha' } }, 'sha'],
    [{ server: { code_version: 's' }, client: { javascript: { code_version: 'c' } } }, 'c'],
    [{ code_version: 'd', client: { javascript: { code_version: 'c' } } }, 'd'],
    [{ code_version: 12 }, '12'],
    [{ code_version: '', server: { code_version: 's' } }, 's'],
  ])('the release of %j is %j', (data, release) => {
    expect(occurrenceOf(data).release).toBe(release);
  });

  test.each<[object, number, string[]]>([
    [{ timestamp: 1_767_225_600 }, 1_767_225_600_000, []],
    [{ timestamp: 1_767_225_600.25 }, 1_767_225_600_250, []],
    [{ timestamp: 1_767_225_600_123 }, 1_767_225_600_123, []],
    [{ timestamp: '1767225600' }, 1_767_225_600_000, []],
    [{ client: { timestamp: 1_767_225_601 } }, 1_767_225_601_000, []],
    [{ timestamp: 1_767_225_600, client: { timestamp: 1 } }, 1_767_225_600_000, []],
    [{ timestamp: 0 }, meta.receivedAt, ['data.timestamp']],
    [{ timestamp: -5 }, meta.receivedAt, ['data.timestamp']],
    [{ timestamp: 1e18 }, meta.receivedAt, ['data.timestamp']],
    [{ timestamp: 'yesterday' }, meta.receivedAt, ['data.timestamp']],
    [{ timestamp: 'yesterday', client: { timestamp: 1_767_225_601 } }, 1_767_225_601_000, ['data.timestamp']],
  ])('%j happened at %d', (data, at, defects) => {
    const occurrence = occurrenceOf(data);
    expect(occurrence.occurredAt).toBe(at);
    expect(pathsOf(occurrence)).toEqual(defects);
  });

  test.each<[string, number]>([
    ['environment', 255],
    ['code_version', 40],
    ['context', 255],
    ['title', 255],
  ])('%s is cut to %d characters, with a defect', (key, most) => {
    const occurrence = occurrenceOf({ [key]: 'x'.repeat(most + 1) });
    expect(Object.values(occurrence)).toContain('x'.repeat(most));
    expect(occurrence.defects).toEqual([{ path: `data.${key}`, problem: `was cut to ${String(most)} characters` }]);
    expect(occurrenceOf({ [key]: 'x'.repeat(most) }).defects).toEqual([]);
  });

  test('the fingerprint is passed on as it is', () => {
    expect(occurrenceOf({ fingerprint: 'f'.repeat(50) }).fingerprint).toEqual(['f'.repeat(50)]);
    expect(occurrenceOf({ fingerprint: 12 }).fingerprint).toEqual(['12']);
    expect(occurrenceOf({ fingerprint: '' }).fingerprint).toBeNull();
  });

  test('names and versions come as sent', () => {
    const data = { platform: 'linux', framework: 'Rails: 7.1', language: 'python 3.11.2', context: 'carts#show' };
    expect(occurrenceOf({ ...data, notifier: { name: 'pyrollbar', version: 1 } })).toMatchObject({
      ...data,
      notifier: { name: 'pyrollbar', version: '1' },
    });
  });

  test('a language that nobody named is read from the frames', () => {
    const trace = {
      exception: { class: 'E' },
      frames: [{ filename: 'a.rb' }, { filename: 'lib/b.py' }, { filename: '<x>' }],
    };
    expect(occurrenceOf({ body: { trace } }).language).toBe('python');
    expect(occurrenceOf({ body: { trace }, language: 'ruby' }).language).toBe('ruby');
  });

  test('a uuid that could not be used is a defect', () => {
    expect(pathsOf(occurrenceOf({ uuid: 'x'.repeat(40) }))).toEqual(['data.uuid']);
    expect(pathsOf(occurrenceOf({ uuid: 'x' }))).toEqual([]);
  });

  test('a field of the wrong type is one defect, however often it is read', () => {
    expect(pathsOf(occurrenceOf({ client: 'x', notifier: 3 }))).toEqual(['data.notifier', 'data.client']);
  });

  test('no more than a hundred defects are named', () => {
    const frames = Array.from({ length: 500 }, () => 1);
    expect(occurrenceOf({ body: { trace: { frames, exception: {} } } }).defects).toHaveLength(100);
  });
});

describe('whatever comes', () => {
  const key = fc.constantFrom(
    ...['environment', 'body', 'level', 'timestamp', 'code_version', 'request', 'person', 'server', 'client', 'custom'],
    ...['uuid', 'notifier', 'attributes', 'trace', 'trace_chain', 'message', 'crash_report', 'telemetry', 'frames'],
    ...['exception', 'class', 'filename', 'lineno', 'context', 'pre', 'locals', 'args', 'raw', 'extra', 'javascript'],
    ...['headers', 'user_ip', 'id', 'name', 'key', 'value', 'timestamp_ms', '__proto__', 'toString'],
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 7, withCrossShrink: true },
      fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('$remote_ip', 1e300, -1)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 8 }),
    ),
  }));

  test('it becomes a whole occurrence, the same each time', () => {
    const keys = Object.keys(occurrenceOf({}));
    fc.assert(
      fc.property(fc.dictionary(key, tree), (data) => {
        const text = JSON.stringify({ data });
        const occurrence = readStored('rollbar', text, meta);
        expect(Object.keys(occurrence)).toEqual(keys);
        expect(readStored('rollbar', text, meta)).toEqual(occurrence);
        expect(() => JSON.stringify(occurrence)).not.toThrow();
      }),
      { numRuns: 300, seed: 20260102 },
    );
  });

  test('a damaged text is an occurrence, too', () => {
    for (const text of ['', '{"data":', '[]', '{"data":3}'])
      expect(readStored('rollbar', text, meta).defects).toContainEqual({
        path: '',
        problem: 'the kept report is damaged',
      });
  });

  test('reading does not change what is read', () => {
    const data = parsePayload('{"body":{"trace":{"frames":[{"filename":"a"}]}},"custom":{"a":[1]}}');
    const before = JSON.stringify(data);
    normalize(data, meta);
    expect(JSON.stringify(data)).toBe(before);
  });
});
