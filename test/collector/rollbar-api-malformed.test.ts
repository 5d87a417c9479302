/**
 * Whatever is asked of Rollbar's API, the answer is a documented status with JSON, and nothing is a bug. The endpoints
 * are those that its README lists, which another test compares with the routes.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const readme = readFileSync(new URL('../../main/protocols/rollbar/README.md', import.meta.url), 'utf8');
const endpoints = Array.from(readme.matchAll(/^\| ([A-Z]+) +\| `([^`]+)`/gm), ([, method = '', path = '']) => ({
  ...{ method, path },
}));

/** Names that endpoints know; each gets values that it does not expect. */
const names = [
  ...['status', 'level', 'environment', 'framework', 'assigned_user', 'assigned_team', 'ids', 'query', 'is_snoozed'],
  ...['page', 'limit', 'project_id', 'project_ids', 'lastId', 'last_id', 'uuid', 'counter', 'event', 'hours', 'sort'],
  ...['bucket_size', 'buckets', 'min_level', 'max_level', 'item_id', 'title', 'fields', 'date_from', 'revision'],
  ...['comment', 'resolved_in_version', 'assigned_user_id', 'snoozed', 'snooze_expiration_in_seconds', 'start_time'],
  ...['end_time', 'granularity', 'timezone', 'function', 'filters', 'group_by', 'aggregates', 'item_counters'],
  ...['query_string', 'force_refresh', 'expand', 'name', 'scopes', 'rate_limit_window_size', 'email', 'access_level'],
  ...[
    'rate_limit_window_count',
    'version',
    'minified_url',
    'source_map',
    'token_type',
    'prefix_url',
    'bundle_identifier',
  ],
  ...['parameter', 'value', 'config', 'trigger', 'enabled', 'environments', 'data', 'payload', 'body'],
];

const piece = fc.oneof(
  fc.constantFrom('1', '2', '99', '1.0', '%2F', '%', '..', '%00', 'a'.repeat(2000), '0b6c9d1e7d0a4c559a3e4f0a6b1f2c3d'),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const value = fc.oneof(
  fc.constantFrom('production', 'active', 'resolved', 'error', 'new', 'day', 'UTC', 'true', 'null', '', '3600', '-1'),
  fc.constantFrom('1e9', 'level:x', 'title:"', 'uuid:%', '1767225600', '99999999999999999999', '2026-01-01', '\u0000'),
  fc.constantFrom('x'.repeat(100_000), '💥'.repeat(300), '\uD800', 'SELECT * FROM item_occurrence'),
  fc.string({ maxLength: 20 }),
);
const query = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 5 })
  .map((pairs) => new URLSearchParams(pairs.map(([name, text]) => [name, text.slice(0, 2000).toWellFormed()])))
  .map(String);
const fields = fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.jsonValue(), fc.integer()), { maxKeys: 6 });
const deep = (depth: number): string => `{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const sound = fc.oneof(
  fields.map((all) => JSON.stringify(all)),
  fields.map((all) => JSON.stringify({ data: { environment: 'production', body: all } })),
  fields.map((all) => JSON.stringify({ start_time: 1, end_time: 2_000_000_000, ...all })),
  fields.map(partsOf),
  query,
  fc.constantFrom('{', '[1]', 'null', '{"a":'.repeat(5000), deep(20_000), '\uFEFF{}', '', '{"data":'),
);
const body = fc.oneof(
  sound.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', formType(), 'text/plain', '');
const coding = fc.constantFrom('none', 'none', 'none', 'gzip', 'truncated gzip', 'gzip in name only', 'unknown');

function formType(): string {
  return 'multipart/form-data; boundary=x';
}

function partsOf(all: Record<string, unknown>): string {
  const part = ([name, text]: [string, unknown]): string =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${typeof text === 'string' ? text : JSON.stringify(text)}\r\n`;
  return `${Object.entries(all).map(part).join('')}--x--\r\n`;
}

function encoded(bytes: Buffer, how: string): { body: Buffer; headers: Record<string, string> } {
  if (how === 'none') return { body: bytes, headers: {} };
  const packed = how.includes('only') || how === 'unknown' ? bytes : gzipSync(bytes);
  return {
    body: how.startsWith('truncated') ? packed.subarray(0, packed.length >> 1) : packed,
    headers: { 'Content-Encoding': how === 'unknown' ? 'squeezed' : 'gzip' },
  };
}

/** rollbar.md 1.5; 405 for a method that a path does not have, 415 for a coding that nobody knows (1.8). */
const documented = new Set([200, 301, 400, 401, 403, 404, 405, 409, 413, 415, 422]);

function expectDocumented(answer: ApiAnswer): void {
  expect(documented, answer.text).toContain(answer.status);
  if (answer.text === 'pong') return;
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  const isFine = answer.status < 400;
  expect(answer.body.err).toBe(isFine ? 0 : 1);
  if (answer.text === '{"err":0}') return;
  if (isFine) expect(answer.body.result ?? answer.body.data ?? answer.body.message).toBeDefined();
  else expect(answer.body.message).toMatch(/./);
  expect(answer.body.result).not.toBeNull();
}

describe.each([
  ['default', false],
  ['strict', true],
])('in %s mode', (_mode, strict) => {
  let running: RunningCollector;
  let account = '';
  beforeAll(async () => {
    running = await runCollector();
    await running.client.call('settings.change', { strict });
    const made = await running.client.call('account.createToken', { name: 'any', scopes: ['read', 'write'] });
    account = made.secret;
    await running.post(errorData({ code_version: '1.0' }));
    await running.post(errorData({}, { method: 'refund' }));
  });
  afterAll(async () => {
    await running.dispose();
  });

  it.each(endpoints)('$method $path answers as documented', async ({ method, path }) => {
    await fc.assert(
      fc.asyncProperty(fc.record({ piece, query, body, type, coding, isAccount: fc.boolean() }), async (asked) => {
        const sent = encoded(asked.body, asked.coding);
        const headers = { ...sent.headers, ...(asked.type === '' ? {} : { 'Content-Type': asked.type }) };
        const place = path.replaceAll(/:\w+/g, () => asked.piece);
        const answer = await askApi(running, {
          ...{ method, path: `${place}?${asked.query}` },
          ...(method === 'GET' ? {} : { body: sent.body, headers }),
          ...(asked.isAccount ? { token: account } : {}),
        });
        expectDocumented(answer);
      }),
      { numRuns: 25 },
    );
    expect(running.log).toEqual([]);
  });

  it.each(endpoints)('$method $path has no other method that does something', async ({ path }) => {
    const known = new Set(endpoints.filter((one) => one.path === path).map((one) => one.method));
    const others = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].filter((method) => !known.has(method));
    for (const method of others) {
      const answer = await askApi(running, { method, path: path.replaceAll(/:\w+/g, '1'), body: '{}' });
      expect([404, 405], answer.text).toContain(answer.status);
    }
  });
});
