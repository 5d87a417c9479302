/** Rollbar's own MCP server with a token of a project. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMcp, type McpClient } from './mcp-client.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let mcp: McpClient;
const use: McpClient['use'] = (name, parameters) => mcp.use(name, parameters);

beforeAll(async () => {
  running = await runCollector();
  await running.post(errorData({ code_version: '1.0', level: 'critical' }));
  await running.post(errorData({ code_version: '1.0' }, { method: 'refund', line: 9 }));
  const body = { environment: 'production', revision: '1.0', local_username: 'robin' };
  await askApi(running, { method: 'POST', path: '/deploy/', body });
  mcp = await startMcp(running, { ROLLBAR_ACCESS_TOKEN: running.collector.status().token });
});
afterAll(async () => {
  await mcp.close();
  await running.dispose();
  expect(running.log).toEqual([]);
});

it('lists items, and finds those of a level', async () => {
  expect(await use('list-items')).toMatchObject({ items: [{ counter: 2 }, { counter: 1 }] });
  expect(await use('list-items', { level: ['critical'] })).toMatchObject({ items: [{ counter: 1 }] });
});

it('shows an item with its last occurrence', async () => {
  const item = await use('get-item-details', { counter: 1 });
  const exception = { class: 'TypeError', message: 'x is not a function' };
  expect(item).toMatchObject({
    ...{ id: 1, counter: 1, title: 'TypeError: x is not a function', level: 'critical' },
    occurrence: { data: { code_version: '1.0', body: { trace: { exception } } } },
  });
});

it('lists occurrences of an item', async () => {
  const { instances } = (await use('list-occurrences', { counter: 2, limit: 2 })) as { instances: unknown[] };
  expect(instances).toMatchObject([{ id: 2, data: { environment: 'production' } }]);
});

it('changes an item', async () => {
  await use('update-item', { itemId: 2, status: 'resolved', title: 'Refunds fail' });
  expect(await running.items({ view: 'resolved' })).toMatchObject([{ id: 2, title: 'Refunds fail' }]);
});

it('tells of deploys, versions and top items', async () => {
  expect(await use('get-deployments', { limit: 5 })).toMatchObject({ deploys: [{ revision: '1.0' }] });
  expect(await use('get-version', { version: '1.0', environment: 'production' })).toMatchObject({ version: '1.0' });
  expect(await use('get-top-items', { environment: 'production' })).toMatchObject([
    { item: { counter: 1, occurrences: 1 } },
  ]);
});

it('takes a token of a project for what it is', async () => {
  expect(await use('list-projects')).toMatchObject([{ name: 'default' }]);
});

it('shows what was refused in the words of the service', async () => {
  await expect(use('get-item-details', { counter: 99 })).rejects.toThrow('Item not found');
});
