/** What all lists of the API have in common: pages, slashes, methods, and that no web page reads them (rollbar.md 3.16). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi, type ApiAnswer, type ApiRequest } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let account = '';
const numbers = [1, 2, 3];

/** Three of everything. */
beforeAll(async () => {
  running = await runCollector();
  account = (await running.client.call('account.createToken', { name: 'all', scopes: ['read', 'write'] })).secret;
  const token = account;
  for (const n of numbers) {
    await running.post(errorData({ code_version: '1.0' }, { method: `pay${String(n)}` }));
    await running.post(errorData({ environment: `e${String(n)}` }, { method: 'same' }));
    const deploy = { environment: 'production', revision: String(n) };
    await askApi(running, { method: 'POST', path: '/deploy', body: deploy });
    const job = { query_string: `select ${String(n)} from deploy` };
    await askApi(running, { method: 'POST', path: '/rql/jobs', body: job });
    const link = { name: `link ${String(n)}`, template: 'http://x/' };
    await askApi(running, { method: 'POST', path: '/service_links', body: link });
    const team = { name: `team ${String(n)}`, access_level: 'light' };
    await askApi(running, { method: 'POST', path: '/teams', token, body: team });
    const invite = { email: `r${String(n)}@shop.example` };
    await askApi(running, { method: 'POST', path: '/team/2/invites', token, body: invite });
    const { id } = await running.client.call('projects.create', { name: `till ${String(n)}` });
    await askApi(running, { method: 'PUT', path: `/team/3/project/${String(id)}`, token });
    const user = { username: `u${String(n)}`, email: `u${String(n)}@shop.example` };
    await running.client.call('users.create', user);
  }
  for (const n of numbers) await running.post(errorData({ code_version: '1.0' }, { method: `pay${String(n)}` }));
  await running.post(errorData({ code_version: '1.0' }, { method: 'pay1' }));
});
afterAll(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

/** The path, the key of the list in the result (none when it is the result), and whether the account's token asks. */
const lists: [path: string, key: string, isOfAccount?: true][] = [
  ['/items', 'items'],
  ['/search?title=TypeError', 'items'],
  ['/instances', 'instances'],
  ['/item/1/instances', 'instances'],
  ['/deploys', 'deploys'],
  ['/environments', 'environments'],
  ['/versions/1.0/items?environment=production&event=new', ''],
  ['/teams', '', true],
  ['/team/3/projects', '', true],
  ['/team/2/users', 'users', true],
  ['/team/2/invites', '', true],
  ['/invites', '', true],
];

function ask(path: string, isOfAccount = false, more: Partial<ApiRequest> = {}): Promise<ApiAnswer> {
  return askApi(running, { path, ...(isOfAccount ? { token: account } : {}), ...more });
}

async function rowsOf(path: string, key: string, isOfAccount = false): Promise<unknown[]> {
  const { status, body, text } = await ask(path, isOfAccount);
  expect(status, text).toBe(200);
  return (key === '' ? body.result : (body.result as JsonObject)[key]) as unknown[];
}

describe.each(lists)('%s', (path, key, isOfAccount) => {
  const [place = '', query = ''] = path.split('?');
  const page = (number: number | string, limit = 2): string =>
    `${place}?${query}&limit=${String(limit)}&page=${number}`;

  it('comes in pages, of which 0 and less are the first and what lies behind the last is empty', async () => {
    const all = await rowsOf(page(1, 100), key, isOfAccount);
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(await rowsOf(page(1), key, isOfAccount)).toEqual(all.slice(0, 2));
    expect(await rowsOf(page(2), key, isOfAccount)).toEqual(all.slice(2, 4));
    for (const first of [0, -3, 'x']) expect(await rowsOf(page(first), key, isOfAccount)).toEqual(all.slice(0, 2));
    expect(await rowsOf(page(1000), key, isOfAccount)).toEqual([]);
    expect(await rowsOf(page(1, 0), key, isOfAccount)).toEqual(all);
  });

  it('is the same with a slash at its end', async () => {
    const plain = await ask(path, isOfAccount);
    expect((await ask(`${place}//?${query}`, isOfAccount)).text).toBe(plain.text);
    expect((await ask(`/${place}/?${query}`, isOfAccount)).text).toBe(plain.text);
  });

  it('has no body for HEAD, no other methods, and no permission for web pages', async () => {
    const head = await ask(path, isOfAccount, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    const headers = { Origin: 'http://shop.example', 'Access-Control-Request-Method': 'GET' };
    for (const method of ['OPTIONS', 'DELETE']) {
      const answer = await ask(path, isOfAccount, { method, headers });
      expect([answer.status, answer.body.err, answer.headers['allow']]).toEqual([
        ...[405, 1],
        expect.stringMatching(/^(?:POST, )?GET, HEAD(?:, POST)?$/),
      ]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    const read = await ask(path, isOfAccount, { headers });
    expect([read.status, read.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });
});

it('lists all service links and the newest jobs at once', async () => {
  expect(await rowsOf('/service_links', '')).toHaveLength(3);
  expect(await rowsOf('/rql/jobs', '')).toHaveLength(3);
  expect(await rowsOf('/rql/jobs?page=0', '')).toHaveLength(3);
});

it('lets web pages in at the three places that applications need, and nowhere else', async () => {
  const preflight = {
    Origin: 'http://shop.example',
    'Access-Control-Request-Headers': 'X-Rollbar-Access-Token, signal',
  };
  const asked = async (path: string, method: string): Promise<unknown[]> => {
    const headers = { ...preflight, 'Access-Control-Request-Method': method };
    const answer = await askApi(running, { method: 'OPTIONS', path, token: null, headers });
    return [
      answer.status,
      answer.headers['access-control-allow-origin'],
      answer.headers['access-control-allow-headers'],
    ];
  };
  const open = [204, '*', preflight['Access-Control-Request-Headers']];
  expect(await asked('/item/', 'POST')).toEqual(open);
  expect(await asked('/session/', 'POST')).toEqual(open);
  expect(await asked('/status/ping', 'GET')).toEqual(open);
  for (const [path, method] of [
    ['/item', 'GET'],
    ['/item/1', 'PATCH'],
    ['/deploy', 'POST'],
    ['/sourcemap', 'POST'],
    ['/rql/jobs', 'POST'],
    ['/projects', 'GET'],
    ['/nothing', 'POST'],
  ] as const) {
    const [status, origin] = await asked(path, method);
    expect([404, 405], path).toContain(status);
    expect(origin, path).toBeUndefined();
  }
});
