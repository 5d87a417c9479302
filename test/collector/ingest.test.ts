import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

it('makes one item of the same error twice, and a second item of a different one', async () => {
  await running.post(errorData());
  running.clock.now += 60_000;
  await running.post(errorData({}, { line: 99 }));
  await running.post(errorData({}, { method: 'refund' }));
  const items = await running.items();
  expect(items.map((item) => [item.counter, item.totalOccurrences])).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expect(items[1]).toMatchObject({
    title: 'TypeError: x is not a function',
    culprit: 'src/checkout.ts in pay',
    level: 'error',
    environment: 'production',
    status: 'active',
    firstSeenAt: running.clock.now - 60_000,
    lastSeenAt: running.clock.now,
  });
  expect(items[1]?.trend.at(-1)).toBe(2);
});

it('has everything it answered for after a restart', async () => {
  const answers = await Promise.all(Array.from({ length: 120 }, () => running.post(errorData())));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  await running.restart();
  const [item] = await running.items();
  expect(item?.totalOccurrences).toBe(120);
});

it('counts a repeated uuid once and answers it the same', async () => {
  const data = errorData({ uuid: '0b6c9d1e7d0a4c559a3e4f0a6b1f2c3d' });
  const [first, again] = [await running.post(data), await running.post(data)];
  expect(again).toEqual(first);
  expect((await running.items())[0]?.totalOccurrences).toBe(1);
});

it('makes one item per environment', async () => {
  await running.post(errorData());
  await running.post(errorData({ environment: 'staging' }));
  expect((await running.items()).map((item) => item.environment)).toEqual(['staging', 'production']);
  expect(await running.items({ environment: 'staging' })).toHaveLength(1);
});

it('gives an unknown token a project of its own, named after its application', async () => {
  await running.post(errorData());
  await running.post(errorData({ server: { root: '/srv/ledger-jobs/current' } }), 'b'.repeat(32));
  await running.post(errorData({ server: { root: '/srv/ledger-jobs/current' } }), 'b'.repeat(32));
  const projects = await running.client.call('projects.list', {});
  expect(projects.map((project) => [project.name, project.activeItems])).toEqual([
    ['shop', 1],
    ['ledger-jobs', 1],
  ]);
  const [, ledger] = projects;
  expect(await running.items({ projectId: ledger?.id ?? 0 })).toHaveLength(1);
  const tokens = await running.client.call('projects.tokens', { id: ledger?.id ?? 0 });
  expect(tokens).toMatchObject([{ secret: null, hint: 'bbbb' }]);
});

it('shows no project before its first report', async () => {
  expect(await running.client.call('projects.list', {})).toEqual([]);
});

it('counts the people who met an item', async () => {
  for (const id of ['1', '2', '1']) await running.post(errorData({ person: { id } }));
  expect((await running.items())[0]).toMatchObject({ totalOccurrences: 3, people: 2 });
});

it('keeps a refused delivery with its reason, and counts it', async () => {
  const answer = await running.post({ environment: 'production' });
  expect(answer.status).toBe(422);
  const page = await running.client.call('refused.list', { cursor: null, limit: 10 });
  expect(page.rows).toMatchObject([{ status: 422, reason: answer.body['message'], path: '/api/1/item/' }]);
  const detail = await running.client.call('refused.get', { id: page.rows[0]?.id ?? 0 });
  expect(JSON.parse(detail.body)).toEqual({ data: { environment: 'production' } });
  expect((await running.client.call('app.status', {})).refusedDeliveries).toBe(1);
  await running.client.call('refused.clear', {});
  expect((await running.client.call('app.status', {})).refusedDeliveries).toBe(0);
});

it('refuses an unknown token in strict mode only', async () => {
  await running.client.call('settings.change', { strict: true });
  const refused = await running.post(errorData(), 'c'.repeat(32));
  expect(refused).toEqual({ status: 403, body: { err: 1, message: `access token not found: ${'c'.repeat(32)}` } });
  await running.client.call('settings.change', { strict: false });
  expect((await running.post(errorData(), 'c'.repeat(32))).status).toBe(200);
});

it('tells the page what changed', async () => {
  const changed = new Promise<number[]>((resolve) => {
    running.client.on('changed', ({ itemIds }) => {
      resolve(itemIds);
    });
  });
  await running.post(errorData());
  expect(await changed).toEqual([(await running.items())[0]?.id]);
});

it('sends a test error through the listener', async () => {
  const { uuid } = await running.client.call('app.sendTestError', {});
  const [item] = await running.items();
  expect(item?.title).toBe('CheckoutError: This is a test error: the checkout of cart 7 failed');
  const { occurrence } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
  expect(occurrence.uuid).toBe(uuid);
  expect(occurrence.exceptions.map((one) => one.class)).toEqual(['CheckoutError', 'TypeError']);
  expect(occurrence.defects).toEqual([]);
});
