/** Rollbar's own MCP server with a token of the account: it asks which projects there are and names the one it means. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMcp, type McpClient } from './mcp-client.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let mcp: McpClient;

beforeAll(async () => {
  running = await runCollector();
  await running.post(errorData({ code_version: '1.0' }));
  const { id } = await running.client.call('projects.create', { name: 'till' });
  const [token] = await running.client.call('projects.tokens', { id });
  await running.post(errorData({ code_version: '2.0', level: 'critical' }), token?.secret ?? '');
  const body = { environment: 'production', revision: '2.0' };
  await askApi(running, { method: 'POST', path: '/deploy/', token: token?.secret ?? '', body });
  const made = await running.client.call('account.createToken', { name: 'mcp', scopes: ['read', 'write'] });
  mcp = await startMcp(running, { ROLLBAR_ACCOUNT_ACCESS_TOKEN: made.secret });
});
afterAll(async () => {
  await mcp.close();
  await running.dispose();
  expect(running.log).toEqual([]);
});

const project = 'Till';

it('lists the projects', async () => {
  expect(await mcp.use('list-projects')).toMatchObject([{ name: 'shop' }, { name: 'till' }]);
});

it('reads the items, occurrences, deploys and versions of the named one', async () => {
  expect(await mcp.use('list-items', { project })).toMatchObject({ items: [{ id: 2, counter: 1 }] });
  expect(await mcp.use('get-item-details', { counter: 1, project })).toMatchObject({ id: 2, level: 'critical' });
  expect(await mcp.use('list-occurrences', { counter: 1, project })).toMatchObject({ instances: [{ id: 2 }] });
  expect(await mcp.use('get-deployments', { limit: 5, project })).toMatchObject({ deploys: [{ revision: '2.0' }] });
  const version = { version: '2.0', environment: 'production', project };
  expect(await mcp.use('get-version', version)).toMatchObject({ version: '2.0' });
  const top = await mcp.use('get-top-items', { environment: 'production', project });
  expect(top).toMatchObject([{ item: { id: 2, counter: 1 } }]);
});

it('changes an item of the named one, and none of another', async () => {
  await mcp.use('update-item', { itemId: 2, status: 'resolved', assignedUserId: 1, project });
  expect(await running.items({ view: 'resolved' })).toMatchObject([{ id: 2 }]);
  await expect(mcp.use('update-item', { itemId: 1, status: 'resolved', project })).rejects.toThrow('Item not found');
});

it('is told which projects there are when it names none', async () => {
  await expect(mcp.use('list-items')).rejects.toThrow(/Available: shop, till/);
});
