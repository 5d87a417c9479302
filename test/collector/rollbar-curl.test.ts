/** What scripts do with curl, as the documents of the service show it, and in the shapes of SDKs that use its library. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const item = JSON.stringify({ data: errorData() });

/** The status and the body of what curl got; `path` is behind `/api/1`. Redirects are not followed. */
async function curl(path: string, ...options: string[]): Promise<{ status: number; body: JsonObject }> {
  const url = `${running.collector.status().ingest.url}/api/1${path}`;
  const { stdout } = await promisify(execFile)('curl', ['--silent', '--write-out', '\n%{http_code}', ...options, url]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: JSON.parse(stdout.slice(0, end)) as JsonObject };
}

const header = (): string[] => ['--header', `X-Rollbar-Access-Token: ${running.collector.status().token}`];

/** A file of the test's own, for what is too long for a command line. */
function fileWith(content: string | Buffer): string {
  const path = join(running.folder, 'body');
  writeFileSync(path, content);
  return path;
}

it.each([
  ['JSON', () => [...header(), '--header', 'Content-Type: application/json', '--data', item]],
  ['JSON that is called a form', () => [...header(), '--data', item]],
  ['JSON in chunks', () => [...header(), '--header', 'Transfer-Encoding: chunked', '--data', item]],
  ['JSON of no type', () => [...header(), '--header', 'Content-Type:', '--data', item]],
  ['a form field', () => [...header(), '--data-urlencode', `payload=${item}`]],
  ['a field of several parts', () => [...header(), '--form-string', `payload=${item}`]],
  [
    'a token in the body',
    () => {
      const { token } = running.collector.status();
      return ['--data', JSON.stringify({ access_token: token, data: errorData() })];
    },
  ],
  [
    'a compressed body',
    () => [...header(), '--header', 'Content-Encoding: gzip', '--data-binary', `@${fileWith(gzipSync(item))}`],
  ],
  [
    'a long body, asking first whether it may be sent',
    () => {
      const long = JSON.stringify({ data: errorData({ custom: { text: 'x'.repeat(500_000) } }) });
      return [...header(), '--header', 'Expect: 100-continue', '--data-binary', `@${fileWith(long)}`];
    },
  ],
])('takes a report as %s', async (_what, options) => {
  expect(await curl('/item/', ...options())).toMatchObject({ status: 200, body: { err: 0 } });
  expect(await running.items()).toMatchObject([{ totalOccurrences: 1, title: 'TypeError: x is not a function' }]);
});

it('takes a token in the query', async () => {
  const { token } = running.collector.status();
  expect(await curl(`/item/?access_token=${token}`, '--data', item)).toMatchObject({ status: 200 });
});

it.each([
  ['a form', '--data', ['environment=production', 'revision=9fceb02', 'local_username=robin']],
  ['parts', '--form', ['environment=production', 'revision=9fceb02', 'local_username=robin']],
])('records a deploy sent as %s', async (_what, option, fields) => {
  const { token } = running.collector.status();
  const sent = [`access_token=${token}`, ...fields].flatMap((field) => [option, field]);
  expect(await curl('/deploy/', ...sent)).toEqual({ status: 200, body: { err: 0, data: { deploy_id: 1 } } });
  const { body } = await curl('/deploys/', ...header());
  expect(body['result']).toMatchObject({ deploys: [{ revision: '9fceb02', local_username: 'robin' }] });
});

it('follows a deploy from its start to its end', async () => {
  const start = JSON.stringify({ environment: 'production', revision: '2.0', status: 'started' });
  await curl('/deploy/', ...header(), '--data', start);
  const { token } = running.collector.status();
  const patch = ['--request', 'PATCH', '--data', '{"status":"succeeded"}'];
  expect(await curl(`/deploy/1/?access_token=${token}`, ...patch)).toMatchObject({
    body: { err: 0, result: { id: 1, status: 'succeeded' } },
  });
});

it('resolves an item', async () => {
  await running.post(errorData());
  const resolved = await curl('/item/1', ...header(), '--request', 'PATCH', '--data', '{"status":"resolved"}');
  expect(resolved).toMatchObject({ status: 200, body: { err: 0 } });
  expect(await running.items({ view: 'resolved' })).toMatchObject([{ id: 1 }]);
});

it('answers a number with the place of its item', async () => {
  await running.post(errorData());
  expect(await curl('/item_by_counter/1', ...header())).toMatchObject({
    status: 301,
    body: { result: { itemId: 1 } },
  });
});

it('runs a query', async () => {
  await running.post(errorData());
  const query = JSON.stringify({ query_string: 'SELECT count(*) FROM item_occurrence' });
  const { body } = await curl('/rql/jobs/', ...header(), '--data', query);
  expect(body).toMatchObject({ err: 0, result: { id: 1 } });
  const answer = await curl('/rql/job/1/result', ...header());
  expect(answer).toMatchObject({ status: 200, body: { result: { result: { rows: [[1]] } } } });
});
