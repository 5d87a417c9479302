/** What tokens open: those of projects with chosen scopes, and those of the account on the data of named projects. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let account = '';
beforeEach(async () => {
  running = await runCollector();
  account = (await running.client.call('account.createToken', { name: 'all', scopes: ['read', 'write'] })).secret;
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const ask = (asked: string, more: { token?: string; body?: object } = {}): Promise<ApiAnswer> => {
  const [method = '', path = ''] = asked.split(' ');
  return askApi(running, { method, path, token: account, ...more });
};
const resultOf = async (asked: string, more: { token?: string; body?: object } = {}): Promise<JsonObject> =>
  (await ask(asked, more)).body.result as JsonObject;
const textOf = (value: unknown): string => (typeof value === 'number' ? value.toString() : (value as string));
const strictly = (): Promise<unknown> => running.client.call('settings.change', { strict: true });
const tokensOf = async (id: number): Promise<JsonObject[]> =>
  (await ask(`GET /project/${String(id)}/access_tokens`)).body.result as JsonObject[];

describe('tokens of a project', () => {
  const create = async (body: object): Promise<JsonObject> => resultOf('POST /project/1/access_tokens', { body });

  it('are shown again when they are legacy, and told once when they are not', async () => {
    const legacy = await create({ name: 'old', scopes: ['read'] });
    const long = await create({ name: 'long', scopes: ['read'], token_type: 'v1' });
    const short = await create({ name: 'short', scopes: ['read'], token_type: 'v2' });
    expect([legacy, long, short].map((token) => textOf(token['access_token']).length)).toEqual([32, 128, 32]);
    const listed = (await tokensOf(1)).slice(1);
    expect(listed.map((token) => token['access_token'])).toEqual([legacy['access_token'], null, null]);
    expect(listed.map((token) => token['public_id'])).toEqual([legacy, long, short].map((token) => token['public_id']));
    for (const { access_token: secret } of [legacy, long, short])
      expect((await ask('GET /items', { token: textOf(secret) })).status).toBe(200);
  });

  it('are changed and deleted by their public id, by themselves, or as the body names them', async () => {
    const token = await create({ name: 'ci', scopes: ['read'] });
    const [secret, publicId] = [textOf(token['access_token']), textOf(token['public_id'])];
    const last = async (): Promise<JsonObject> => (await tokensOf(1)).at(-1) ?? {};
    const limit = { rate_limit_window_count: 5, rate_limit_window_size: 60 };
    running.clock.now += 9000;
    expect((await ask(`PATCH /project/1/access_token/${secret}`, { body: limit })).text).toBe('{"err":0}');
    expect(await last()).toMatchObject({ ...limit, date_modified: running.clock.now / 1000 });
    await ask(`PATCH /project/1/access_token/${publicId}`, { body: { name: 'new', scopes: ['read', 'write'] } });
    expect(await last()).toMatchObject({ ...limit, name: 'new', scopes: ['read', 'write'] });
    await ask('PATCH /project/1/access_token', { body: { project_access_token: secret, rate_limit_window_count: 0 } });
    expect(await last()).toMatchObject({ rate_limit_window_count: null, rate_limit_window_size: null });
    await ask('PATCH /project/1/access_token', { body: { public_id: publicId, status: 'disabled' } });
    expect((await ask('GET /items', { token: secret })).body.message).toMatch(/The access token is disabled/);
    const deleted = await ask(`DELETE /project/1/access_token/${publicId}`);
    expect(deleted.body).toEqual({ err: 0, result: 'Access token has been deleted.' });
    expect(await tokensOf(1)).toHaveLength(1);
    expect((await running.post(errorData(), secret)).status).toBe(403);
    expect((await tokensOf(1)).length + (await running.items()).length).toBe(1);
  });

  it.each([{ rate_limit_window_count: -1 }, { status: 'expired' }, { scopes: ['all'] }, { scopes: [] }])(
    'are not changed by %j',
    async (body) => {
      const [before] = await tokensOf(1);
      const answer = await ask(`PATCH /project/1/access_token/${textOf(before?.['public_id'])}`, { body });
      expect([answer.status, await tokensOf(1)]).toEqual([422, [before]]);
    },
  );

  it('of another project cannot be reached', async () => {
    await ask('POST /projects', { body: { name: 'shop' } });
    const [other] = await tokensOf(2);
    const answer = await ask(`DELETE /project/1/access_token/${textOf(other?.['public_id'])}`);
    expect(answer).toMatchObject({ status: 400, body: { err: 1, result: 'Invalid project access token' } });
    expect(await tokensOf(2)).toHaveLength(4);
  });

  it('do not mix reporting with reading in strict mode, unless they are legacy', async () => {
    await strictly();
    const body = { name: 'mixed', scopes: ['post_server_item', 'read'] };
    expect((await ask('POST /project/1/access_tokens', { body })).status).toBe(200);
    const mixed = await ask('POST /project/1/access_tokens', { body: { ...body, token_type: 'v2' } });
    expect([mixed.status, mixed.body.message]).toEqual([422, expect.stringMatching(/must not mix/)]);
  });

  it('that may only report read and change nothing; in strict mode, the platform decides what they report', async () => {
    const client = textOf((await create({ name: 'page', scopes: ['post_client_item'] }))['access_token']);
    const has = 'scope is required but the access token only has post_client_item.';
    expect((await ask('GET /items', { token: client })).body.message).toBe(`insufficient privileges: read ${has}`);
    expect((await ask('PATCH /item/1', { token: client, body: {} })).status).toBe(403);
    expect((await running.post(errorData(), client)).status).toBe(200);
    await strictly();
    expect(await running.post(errorData(), client)).toMatchObject({
      status: 403,
      body: { message: `insufficient privileges: post_server_item ${has}` },
    });
    expect((await running.post(errorData({ platform: 'browser' }), client)).status).toBe(200);
  });
});

describe('a token of the account', () => {
  let shop = 0;
  beforeEach(async () => {
    await running.post(errorData({ code_version: '1.0' }));
    running.clock.now += 1000;
    const made = await running.client.call('projects.create', { name: 'till' });
    shop = made.id;
    const [token] = await running.client.call('projects.tokens', { id: shop });
    await running.post(errorData({ code_version: '1.0' }), token?.secret ?? '');
    running.clock.now += 1000;
    await running.post(errorData({}, { method: 'refund' }));
  });

  it.each([
    ['GET /deploys?project_id=1', 200],
    ['GET /versions/1.0?environment=production&project_id=1', 200],
    ['GET /reports/top_active_items?project_id=2', 200],
    ['GET /instance/1?project_id=1', 200],
    ['GET /instance/1?project_id=2', 404],
    ['GET /item/2/instances?project_id=2', 200],
    ['GET /item?counter=1&project_id=2', 200],
    ['GET /item/2?project_id=1', 404],
    ['GET /items?project_ids=2', 200],
    ['GET /environments', 422],
    ['GET /items', 422],
    ['GET /deploys?project_id=99', 404],
    ['GET /deploys?project_ids=1&project_ids=2', 422],
    ['GET /items?project_ids=1&project_ids=99', 404],
    ['POST /deploy?project_id=1', 403],
  ])('%s is a %i', async (asked, status) => {
    expect((await ask(asked)).status).toBe(status);
  });

  it('is carried along when a counter redirects to its item', async () => {
    const answer = await ask('GET /item_by_counter/1?project_id=2');
    expect([answer.status, answer.headers.location]).toEqual([301, '/api/1/item/2?project_id=2']);
    expect((await ask('GET /item/2?project_id=2')).status).toBe(200);
  });

  it('finds the project that it names, as a token of the project finds its own', async () => {
    expect(await resultOf(`GET /project?project_id=${String(shop)}`)).toMatchObject({ id: shop, name: 'till' });
    expect(await resultOf('GET /project', { token: running.collector.status().token })).toMatchObject({ id: 1 });
  });

  it('lists the items of several projects together', async () => {
    const ids = async (query: string): Promise<unknown> => {
      const { items, total_count: total } = await resultOf(`GET /items?${query}`);
      return [total, ...(items as JsonObject[]).map((item) => item['id'])];
    };
    expect(await ids('project_ids=1&project_ids=2')).toEqual([3, 3, 2, 1]);
    expect(await ids('project_ids=1&project_ids=2&limit=2&page=2')).toEqual([3, 1]);
    expect(await ids('project_ids=2')).toEqual([1, 2]);
    const far = await ask('GET /items?project_ids=1&project_ids=2&page=900');
    expect([far.status, far.body.message]).toEqual([422, expect.stringMatching(/one project/)]);
  });

  it('changes an item of the project that the body names', async () => {
    expect((await ask('PATCH /item/2', { body: { status: 'resolved' } })).status).toBe(422);
    expect((await ask('PATCH /item/2', { body: { status: 'resolved', project_id: 1 } })).status).toBe(400);
    expect((await ask('PATCH /item/2', { body: { status: 'resolved', project_id: shop } })).status).toBe(200);
    expect(await resultOf(`GET /item/2?project_id=${String(shop)}`)).toMatchObject({ status: 'resolved' });
  });

  it('asks for times to resolution of the projects in the body', async () => {
    await ask('PATCH /item/1', { body: { status: 'resolved', project_id: 1 } });
    await ask('PATCH /item/2', { body: { status: 'resolved', project_id: shop } });
    const body = { start_time: 1_767_225_600, timezone: 'UTC', function: 'max' };
    const ttr = async (...projectIds: number[]): Promise<unknown> =>
      (await resultOf('POST /metrics/ttr', { body: { ...body, project_ids: projectIds } }))['data'];
    expect(await ttr(shop)).toEqual([{ timestamp: 1_767_225_600, ttr: 1 }]);
    expect(await ttr(1, shop)).toEqual([{ timestamp: 1_767_225_600, ttr: 2 }]);
  });

  it('runs queries over all projects, or the named one, and lists the jobs of the account', async () => {
    const query = { query_string: 'select count(*) from item_occurrence' };
    const rows = async (asked: string, more: object): Promise<unknown> => {
      const job = await resultOf(asked, more);
      const result = await resultOf(`GET /rql/job/${textOf(job['id'])}/result`, more);
      return (result['result'] as JsonObject)['rows'];
    };
    expect(await rows('POST /rql/jobs', { body: query })).toEqual([[3]]);
    expect(await rows(`POST /rql/jobs?project_id=${String(shop)}`, { body: query })).toEqual([[1]]);
    const { token } = running.collector.status();
    expect(await rows('POST /rql/jobs', { body: query, token })).toEqual([[2]]);
    const jobs = async (asked: string, more = {}): Promise<unknown> =>
      ((await ask(asked, more)).body.result as JsonObject[]).map((job) => job['project_id']);
    expect(await jobs('GET /rql/jobs')).toEqual([1, shop, null]);
    expect(await jobs('GET /rql/jobs', { token })).toEqual([1]);
  });

  it('deletes a project: nothing shows it, its tokens are refused, its name is free', async () => {
    const [token] = await running.client.call('projects.tokens', { id: shop });
    expect((await ask(`DELETE /project/${String(shop)}`)).text).toBe('{"err":0}');
    expect((await running.client.call('projects.list', {})).map(({ id }) => id)).toEqual([1]);
    expect((await running.items({ view: 'all' })).map(({ projectId }) => projectId)).toEqual([1, 1]);
    expect((await running.items()).map(({ projectId }) => projectId)).toEqual([1, 1]);
    const command = { id: randomUUID(), at: running.clock.now, kind: 'activate' as const, itemIds: [2] };
    const { refused } = await running.client.call('items.triage', { command });
    expect([refused.length, (await running.items()).length]).toEqual([1, 2]);
    expect((await ask(`GET /items?project_ids=${String(shop)}`)).status).toBe(404);
    expect((await running.post(errorData(), token?.secret ?? '')).status).toBe(403);
    expect((await running.client.call('projects.create', { name: 'till' })).name).toBe('till');
  });

  it('may delete the first project, too: the next has a token that works', async () => {
    const before = running.collector.status();
    await ask('DELETE /project/1');
    const after = running.collector.status();
    expect(after.firstProjectId).not.toBe(before.firstProjectId);
    expect((await running.post(errorData(), before.token)).status).toBe(403);
    expect((await running.post(errorData())).status).toBe(200);
    await running.restart();
    expect(running.collector.status()).toMatchObject({ token: after.token, firstProjectId: after.firstProjectId });
  });
});

describe('assignments', () => {
  beforeEach(async () => {
    await running.post(errorData());
    await ask('POST /teams', { body: { name: 'web', access_level: 'standard' } });
  });
  const assign = (body: object): Promise<ApiAnswer> => ask('PATCH /item/1', { body: { ...body, project_id: 1 } });
  const found = async (query: string): Promise<unknown> =>
    (await resultOf(`GET /items?project_ids=1&${query}`))['total_count'];

  it('are found by the name, the address or the number of the user, and by the name of the team', async () => {
    await assign({ assigned_user_id: 1, assigned_team_id: 3 });
    for (const name of ['you', 'YOU@localhost', '1', 'assigned']) expect(await found(`assigned_user=${name}`)).toBe(1);
    for (const name of ['robin', '2', 'unassigned']) expect(await found(`assigned_user=${name}`)).toBe(0);
    expect([await found('assigned_team=Web&assigned_team=none'), await found('assigned_team=none')]).toEqual([1, 0]);
    expect((await ask('GET /items?project_ids=1&assigned_user=you&assigned_team=web')).status).toBe(422);
  });

  it('to a team end with the team', async () => {
    await assign({ assigned_team_id: 3 });
    await ask('DELETE /team/3');
    expect(await found('assigned_user=unassigned')).toBe(1);
  });

  it('to nobody who is here are refused in strict mode', async () => {
    expect((await assign({ assigned_user_id: 77, assigned_team_id: 77 })).status).toBe(200);
    await strictly();
    const refused = await assign({ assigned_user_id: 78 });
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringMatching(/no user of this account/)]);
    expect((await assign({ team_id: 78 })).body.message).toMatch(/no team of this account/);
    expect((await assign({ assigned_user_id: 1, assigned_team_id: null })).status).toBe(200);
  });
});
