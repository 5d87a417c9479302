/** Limits of tokens: off unless somebody sets one, counted from the first request of a window on. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askApi, type ApiAnswer, type ApiRequest } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let id = 0;
beforeEach(async () => {
  running = await runCollector();
  const [token] = await running.client.call('projects.tokens', { id: 1 });
  id = token?.id ?? 0;
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const limit = (count: number, seconds: number): Promise<unknown> =>
  running.client.call('tokens.change', { id, limit: { count, seconds } });
const post = (body: object = { data: errorData() }): Promise<ApiAnswer> =>
  askApi(running, { method: 'POST', path: '/item/', body });
const postTimes = async (times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) await post();
};
const stored = async (): Promise<number[]> => (await running.items()).map((item) => item.totalOccurrences);
const headersOf = ({ headers }: ApiAnswer): unknown[] =>
  ['limit', 'remaining', 'remaining-seconds', 'reset'].map((name) => headers[`x-rate-limit-${name}`]);
const now = (): number => running.clock.now / 1000;

it('sends the usual headers while there is no limit', async () => {
  expect(headersOf(await post())).toEqual(['5000', '4999', '60', String(now() + 60)]);
});

it('counts down, refuses what is too much without storing it, and begins again', async () => {
  await limit(2, 60);
  const end = String(now() + 60);
  expect(headersOf(await post())).toEqual(['2', '1', '60', end]);
  running.clock.now += 20_500;
  expect(headersOf(await post())).toEqual(['2', '0', '40', end]);
  const refused = await post();
  expect(refused).toMatchObject({ status: 429, body: { err: 1 }, headers: { 'retry-after': '40' } });
  expect(refused.body.message).toMatch(/^Over rate limit\./);
  expect(headersOf(refused)).toEqual(['2', '0', '40', end]);
  running.clock.now += 39_500;
  const next = await post();
  expect([next.status, ...headersOf(next)]).toEqual([200, '2', '1', '60', String(now() + 60)]);
  const { rows } = await running.client.call('refused.list', { cursor: null, limit: 10 });
  expect(rows).toEqual([]);
});

it('says in an item that the limit was reached, once per window', async () => {
  await limit(1, 60);
  await postTimes(3);
  // It is written beside the answers.
  await expect.poll(async () => (await running.items()).length).toBe(2);
  const [system, error] = await running.items();
  expect(error).toMatchObject({ totalOccurrences: 1 });
  expect(system).toMatchObject({
    ...{ totalOccurrences: 1, level: 'warning', framework: 'rollbar-system', projectId: 1 },
    title: 'Your rate limit has been reached for access_token default',
  });
  running.clock.now += 60_000;
  await postTimes(2);
  await expect.poll(stored).toEqual([2, 2]);
});

it('counts neither what is refused for its content nor other tokens, but everything else that the token asks', async () => {
  await limit(2, 60);
  expect((await post({ data: {} })).status).toBe(422);
  expect((await running.post(errorData(), 'b'.repeat(32))).status).toBe(200);
  expect(headersOf(await askApi(running, { path: '/items' }))).toEqual(['2', '1', '60', String(now() + 60)]);
  await post();
  const refused = await askApi(running, { path: '/items' });
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
});

const part = (name: string, value: string): string =>
  `--the-boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

it.each<[string, ApiRequest]>([
  [
    'a recording',
    {
      path: '/session/',
      headers: { 'X-Rollbar-Replay-Id': '0123456789abcdef' },
      body: { resourceSpans: [{ scopeSpans: [{ spans: [{}] }] }] },
    },
  ],
  [
    'a symbol file',
    {
      path: '/proguard',
      headers: { 'Content-Type': 'multipart/form-data; boundary=the-boundary' },
      body: `${part('version', '1.0')}${part('mapping', 'a.b -> c:')}--the-boundary--\r\n`,
    },
  ],
  ['a place for a bundle', { path: '/signed_url/sourcemap_bundle', body: { version: '1.0', prefix_url: 'http://x/' } }],
  ['a deploy', { path: '/deploy', body: { environment: 'test', revision: '1' } }],
])('counts %s', async (_what, asked) => {
  await limit(1, 60);
  const send = (): Promise<ApiAnswer> => askApi(running, { method: 'POST', ...asked });
  const first = await send();
  expect([first.status, ...headersOf(first)]).toEqual([200, '1', '0', '60', String(now() + 60)]);
  const second = await send();
  expect([second.status, second.headers['retry-after']]).toEqual([429, '60']);
  expect((await post()).status).toBe(429);
  const { rows } = await running.client.call('refused.list', { cursor: null, limit: 10 });
  expect(rows).toEqual([]);
});

it('keeps counting after a restart, and tells the account how far it is', async () => {
  await limit(2, 3600);
  await post();
  const startedAt = now();
  await running.restart();
  running.clock.now += 1000;
  await post();
  expect((await post()).status).toBe(429);
  const { secret } = await running.client.call('account.createToken', { name: 'a', scopes: ['read'] });
  const listed = await askApi(running, { path: '/project/1/access_tokens', token: secret });
  expect(listed.body.result).toMatchObject([
    {
      ...{ rate_limit_window_size: 3600, rate_limit_window_count: 2 },
      ...{ cur_rate_limit_window_start: startedAt, cur_rate_limit_window_count: 3 },
    },
  ]);
});

it('goes when it is taken away', async () => {
  await limit(1, 60);
  await postTimes(2);
  await running.client.call('tokens.change', { id, limit: null });
  expect(headersOf(await post())).toEqual(['5000', '4999', '60', String(now() + 60)]);
});

it('is not lengthened by a clock that is set back', async () => {
  await limit(1, 60);
  await post();
  running.clock.now -= 3_600_000;
  expect((await post()).status).toBe(200);
});
