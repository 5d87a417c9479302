/** Whatever is asked of Rollbar's API, the answer is a documented status with JSON, and nothing is a bug. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector();
  await running.post(errorData({ code_version: '1.0' }));
  await running.post(errorData({}, { method: 'refund' }));
});
afterAll(async () => {
  await running.dispose();
});

const paths = [
  ...['/item', '/item/:', '/items', '/item_by_counter/:', '/item/:/instances', '/instances', '/instance/:', '/deploy'],
  ...['/deploys', '/deploy/:', '/versions/:', '/versions/:/items', '/environments', '/reports/top_active_items'],
  ...['/reports/occurrence_counts', '/reports/activated_counts', '/metrics/items', '/metrics/ttr'],
  ...['/metrics/occurrences', '/search'],
];
const names = [
  ...['status', 'level', 'environment', 'framework', 'assigned_user', 'assigned_team', 'ids', 'query', 'is_snoozed'],
  ...['page', 'limit', 'project_ids', 'lastId', 'last_id', 'uuid', 'counter', 'event', 'hours', 'sort', 'environments'],
  ...['bucket_size', 'buckets', 'min_level', 'max_level', 'item_id', 'title', 'fields', 'date_from', 'revision'],
  ...['comment', 'resolved_in_version', 'assigned_user_id', 'snoozed', 'snooze_expiration_in_seconds', 'start_time'],
  ...['end_time', 'granularity', 'timezone', 'function', 'filters', 'group_by', 'aggregates', 'item_counters'],
];

const piece = fc.oneof(
  fc.constantFrom('1', '2', '99', '1.0', '%2F', '%', '..', '%00', 'a'.repeat(2000), '0b6c9d1e7d0a4c559a3e4f0a6b1f2c3d'),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const value = fc.oneof(
  fc.constantFrom(
    'production',
    'active',
    'resolved',
    'error',
    'new',
    'day',
    'UTC',
    'true',
    'null',
    '',
    '3600',
    '-1',
    '1e9',
  ),
  fc.constantFrom(
    'level:x',
    'title:"',
    'uuid:%',
    '1767225600',
    '1767229200',
    '99999999999999999999',
    '2026-01-01',
    '\u0000',
  ),
  fc.string({ maxLength: 20 }),
);
const query = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 5 })
  .map((pairs) => new URLSearchParams(pairs.map(([name, text]) => [name, text.toWellFormed()])).toString());
const fields = fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.jsonValue(), fc.integer()), { maxKeys: 6 });
const body = fc.oneof(
  fields.map((all) => JSON.stringify(all)),
  fields.map((all) => JSON.stringify({ start_time: 1, end_time: 2_000_000_000, ...all })),
  query,
  fc.constantFrom('{', '[1]', 'null', '{"a":'.repeat(5000), '\uFEFF{}', ''),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const type = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
);

/** rollbar.md 1.5; 405 for a method that a path does not have. */
const documented = new Set([200, 301, 400, 403, 404, 405, 409, 422]);

it('answers every request as documented', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        method: fc.constantFrom('GET', 'GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
        path: fc.tuple(fc.constantFrom(...paths), piece).map(([path, part]) => path.replace(':', part)),
        ...{ query, body, type },
      }),
      async (asked) => {
        const { method, path } = asked;
        const sent = method === 'GET' ? {} : { body: asked.body, headers: { 'Content-Type': asked.type } };
        const answer = await askApi(running, { method, path: `${path}?${asked.query}`, ...sent });
        expect(documented, answer.text).toContain(answer.status);
        expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
        const isFine = answer.status < 400;
        expect(answer.body.err).toBe(isFine ? 0 : 1);
        if (isFine) expect(answer.body.result ?? answer.body.data ?? answer.body.message).toBeDefined();
        else expect(answer.body.message).toMatch(/./);
        expect(answer.body.result).not.toBeNull();
      },
    ),
    { numRuns: 1500 },
  );
  expect(running.log).toEqual([]);
});
