/** The account's side of Rollbar's API, as terraform's provider and the MCP server call it, in default and in strict mode. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountScope } from '../../shared/account.ts';
import type { JsonObject } from '../../shared/json.ts';
import { askApi, type ApiAnswer, type ApiRequest } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const start = 1_767_225_600;

async function accountToken(running: RunningCollector, ...scopes: AccountScope[]): Promise<string> {
  const made = await running.client.call('account.createToken', { name: 'terraform', scopes });
  return made.secret;
}

describe.each([false, true])('with strict set to %s', (strict) => {
  let running: RunningCollector;
  let token = '';
  beforeAll(async () => {
    running = await runCollector();
    await running.client.call('settings.change', { strict });
    token = await accountToken(running, 'read', 'write');
  });
  afterAll(async () => {
    await running.dispose();
    expect(running.log).toEqual([]);
  });

  const project = (id: number, name: string): unknown =>
    expect.objectContaining({ id, name, account_id: 1, status: 'enabled', date_created: start, date_modified: start });
  const team = (id: number, name: string, level: string): object => ({
    ...{ id, account_id: 1, name, access_level: level },
  });
  const invite = (id: number, email: string, status: string): object => ({
    ...{ id, from_user_id: 1, team_id: 3, to_email: email, status, date_created: start },
    date_redeemed: status === 'accepted' ? start : null,
  });
  const you = { id: 1, username: 'you', email: 'you@localhost' };
  const scopes = ['post_server_item', 'post_client_item', 'read', 'write'];
  const aToken = (name: string, more: object = {}): unknown =>
    expect.objectContaining({ project_id: 2, name, status: 'enabled', token_type: 'legacy', ...more });

  /** In this order: each line finds what those before it have made. A text is the message of a refusal. */
  const calls: [asked: string, body: JsonObject | null, status: number, result: unknown][] = [
    ['GET /projects/', null, 200, [project(1, 'My app')]],
    ['POST /projects', { name: 'shop' }, 200, project(2, 'shop')],
    ['POST /projects', { name: 'shop' }, 422, /already exists/],
    ['POST /projects', {}, 422, 'Invalid format. name is missing and it is required.'],
    ['POST /projects', { name: 'x'.repeat(65) }, 422, /at most (?:32|64) characters/],
    ['POST /projects', { name: 'copy', source_project_id: 99 }, 404, 'Project not found in this account.'],
    ['GET /project/2', null, 200, project(2, 'shop')],
    ['GET /project/99', null, 404, 'Project not found in this account.'],
    ['GET /project/x', null, 404, 'Project not found in this account.'],
    ['GET /project/2/access_tokens', null, 200, scopes.map((name) => aToken(name, { scopes: [name] }))],
    ['GET /project/9/access_tokens', null, 404, 'Project not found in this account.'],
    [
      'POST /project/2/access_tokens',
      {
        name: 'ci',
        scopes: ['read', 'write'],
        status: 'enabled',
        rate_limit_window_size: 60,
        rate_limit_window_count: 9,
      },
      200,
      aToken('ci', { rate_limit_window_size: 60, rate_limit_window_count: 9, cur_rate_limit_window_count: 0 }),
    ],
    ['POST /project/2/access_tokens', { name: 'x', scopes: ['admin'] }, 422, /'scopes' must be one of/],
    ['POST /project/2/access_tokens', { name: 'x', scopes: [] }, 422, /scopes is missing/],
    ['POST /project/2/access_tokens', { scopes: ['read'] }, 422, /name is missing/],
    ['POST /project/2/access_tokens', { name: 'x', scopes: ['read'], token_type: 'v9' }, 422, /token_type/],
    ['PATCH /project/2/access_token/nothing', { rate_limit_window_count: 1 }, 400, 'Invalid project access token'],
    ['DELETE /project/2/access_token/nothing', null, 400, 'Invalid project access token'],
    ['DELETE /project/2/access_token', { public_id: 'nothing' }, 400, 'Invalid project access token'],

    ['GET /users/', null, 200, { users: [you] }],
    ['GET /users?email=YOU@localhost', null, 200, { users: [you] }],
    ['GET /users?email=robin@shop.example', null, 200, { users: [] }],
    ['GET /user/1', null, 200, { ...you, email_enabled: 0 }],
    ['GET /user/99', null, 404, /User not found/],
    ['GET /user/1/teams', null, 200, { teams: [team(1, 'Owners', 'owner'), team(2, 'Everyone', 'everyone')] }],
    [
      'GET /user/1/projects',
      null,
      200,
      { projects: [expect.objectContaining({ id: 1 }), { id: 2, slug: 'shop', account_id: 1, status: 1 }] },
    ],

    ['POST /teams', { name: 'web', access_level: 'standard' }, 200, team(3, 'web', 'standard')],
    ['POST /teams', { name: 'WEB', access_level: 'light' }, 422, /already exists/],
    ['POST /teams', { name: 'x'.repeat(33), access_level: 'light' }, 422, /at most 32/],
    ['POST /teams', { name: 'x', access_level: 'owner' }, 422, /standard, light, view/],
    [
      'GET /teams',
      null,
      200,
      [team(1, 'Owners', 'owner'), team(2, 'Everyone', 'everyone'), team(3, 'web', 'standard')],
    ],
    ['GET /teams?page=2', null, 200, []],
    ['GET /team/3', null, 200, team(3, 'web', 'standard')],
    ['GET /team/99', null, 403, 'Team not found in this account.'],
    ['DELETE /team/1', null, 422, /Owners cannot be deleted/],
    ['PUT /team/3/project/2', null, 200, { team_id: 3, project_id: 2 }],
    ['PUT /team/3/project/99', null, 404, 'Project not found in this account.'],
    ['PUT /team/99/project/2', null, 403, 'Team not found in this account.'],
    ['GET /team/3/project/2', null, 200, { team_id: 3, project_id: 2 }],
    ['GET /team/3/project/1', null, 404, 'Project is not in this Team.'],
    ['GET /team/3/projects', null, 200, [{ team_id: 3, project_id: 2 }]],
    ['GET /project/2/teams', null, 200, [1, 3].map((id) => ({ team_id: id, project_id: 2 }))],
    ['GET /project/2/teams?exclude_owners_team=1', null, 200, [{ team_id: 3, project_id: 2 }]],
    ['GET /project/2/teams?exclude_builtin_teams=true', null, 200, [{ team_id: 3, project_id: 2 }]],
    ['DELETE /team/3/project/2', null, 200, undefined],
    ['GET /team/3/projects', null, 200, []],
    ['GET /team/3/user/1', null, 404, 'User is not on this Team.'],
    ['PUT /team/3/user/99', null, 403, /User not found/],
    ['DELETE /team/3/user/1', null, 422, 'Team not found for this account'],
    ['PUT /team/3/user/1', null, 200, { team_id: 3, user_id: 1 }],
    ['GET /team/3/user/1', null, 200, { team_id: 3, user_id: 1 }],
    ['GET /team/3/users', null, 200, { users: [you] }],
    ['DELETE /team/3/user/1', null, 200, undefined],
    ['DELETE /team/2/user/1', null, 422, /Everyone/],

    ['POST /team/3/invites', { email: 'robin@shop.example' }, 200, invite(1, 'robin@shop.example', 'pending')],
    ['POST /team/3/invites', { email: 'Robin@shop.example' }, 200, invite(1, 'robin@shop.example', 'pending')],
    ['POST /team/3/invites', { email: 'you@localhost' }, 200, invite(2, 'you@localhost', 'accepted')],
    ['POST /team/3/invites', { email: 'nobody' }, 422, /must be an e-mail address/],
    ['POST /team/99/invites', { email: 'a@b' }, 403, 'Team not found in this account.'],
    ['GET /team/3/user/1', null, 200, { team_id: 3, user_id: 1 }],
    ['GET /team/3/invites', null, 200, [1, 2].map((id) => expect.objectContaining({ id }) as unknown)],
    ['GET /invites?email=robin@shop.example&page=1', null, 200, [invite(1, 'robin@shop.example', 'pending')]],
    ['GET /invite/1', null, 200, invite(1, 'robin@shop.example', 'pending')],
    ['GET /invite/99', null, 404, 'Invite not found'],
    ['DELETE /invite/1', null, 200, undefined],
    ['DELETE /invite/1', null, 422, 'Invite already canceled'],
    ['DELETE /invite/2', null, 422, 'Invite already accepted'],
    ['GET /invite/1', null, 200, expect.objectContaining({ status: 'canceled' })],

    ['DELETE /team/3', null, 200, undefined],
    ['GET /team/3', null, 403, 'Team not found in this account.'],
    ['DELETE /project/2', null, 200, undefined],
    ['DELETE /project/2', null, 404, 'Project not found in this account.'],
    ['GET /project/2/access_tokens', null, 404, 'Project not found in this account.'],
    ['GET /projects', null, 200, [project(1, 'My app')]],
    ['POST /projects', { name: 'shop' }, 200, project(3, 'shop')],
  ];

  it('answers every endpoint with the documented status and shape', async () => {
    for (const [asked, body, status, result] of calls) {
      const [method = '', path = ''] = asked.split(' ');
      const answer = await askApi(running, { method, path, token, ...(body === null ? {} : { body }) });
      const isRefused = status !== 200;
      expect([asked, answer.status, answer.body.err], answer.text).toEqual([asked, status, Number(isRefused)]);
      if (!isRefused) expect(answer.body.result, asked).toEqual(result);
      else if (result instanceof RegExp) expect(answer.body.message, asked).toMatch(result);
      else expect(answer.body.message, asked).toBe(result);
    }
  });

  it('is closed to other pages and other hosts', async () => {
    const answer = await askApi(running, { path: '/projects', token, headers: { Host: 'evil.example' } });
    expect([answer.status, answer.body.message]).toEqual([403, expect.stringMatching(/Host/)]);
    const preflight = await askApi(running, {
      ...{ method: 'OPTIONS', path: '/projects', token: null },
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('who may ask', () => {
  let running: RunningCollector;
  beforeEach(async () => {
    running = await runCollector();
  });
  afterEach(async () => {
    await running.dispose();
    expect(running.log).toEqual([]);
  });
  const ask = async (asked: ApiRequest): Promise<[number, string | undefined]> => {
    const { status, body } = await askApi(running, asked);
    return [status, body.message];
  };

  it('tells a project token that it is one, which is how the MCP server knows', async () => {
    expect(await ask({ path: '/projects' })).toEqual([
      403,
      'insufficient privileges: an account access token is required but this is a project access token.',
    ]);
    expect((await ask({ method: 'DELETE', path: '/project/1' }))[0]).toBe(403);
    expect(await ask({ path: '/projects', token: null })).toEqual([403, 'access_token is missing and it is required.']);
    expect(await ask({ path: '/projects', token: 'f'.repeat(32) })).toEqual([403, 'invalid access token']);
  });

  it.each([false, true])('lets a token that may only read change nothing, with strict set to %s', async (strict) => {
    await running.client.call('settings.change', { strict });
    const [read, write] = [await accountToken(running, 'read'), await accountToken(running, 'write')];
    expect((await ask({ path: '/projects', token: read }))[0]).toBe(200);
    const only = (wanted: string, has: string): [number, string] => [
      403,
      `insufficient privileges: ${wanted} scope is required but the access token only has ${has}.`,
    ];
    expect(await ask({ method: 'DELETE', path: '/project/1', token: read })).toEqual(only('write', 'read'));
    expect(await ask({ path: '/projects', token: write })).toEqual(only('read', 'write'));
    expect(await ask({ method: 'POST', path: '/item', token: read, body: { data: errorData() } })).toEqual(
      only('post_server_item', 'read'),
    );
  });

  it('refuses tokens of the account that were disabled or deleted, and makes no projects of them', async () => {
    const token = await accountToken(running, 'read', 'write');
    const [made] = await running.client.call('account.tokens', {});
    const id = made?.id ?? 0;
    expect(made).toMatchObject({ name: 'terraform', hint: token.slice(-4), scopes: ['read', 'write'] });
    expect(JSON.stringify(made)).not.toContain(token);
    await running.client.call('account.changeToken', { id, status: 'disabled' });
    expect((await ask({ path: '/projects', token }))[1]).toBe('insufficient privileges: The access token is disabled.');
    await running.client.call('account.changeToken', { id, status: 'enabled' });
    expect((await ask({ path: '/projects', token }))[0]).toBe(200);
    await running.client.call('account.removeToken', { id });
    expect(await ask({ path: '/projects', token })).toEqual([403, 'invalid access token']);
    expect((await running.post(errorData(), token)).status).toBe(403);
    expect(await running.client.call('projects.list', {})).toEqual([]);
  });

  it('says that an invite is mailed to nobody, and redeems it when the user is added', async () => {
    const token = await accountToken(running, 'read', 'write');
    const email = 'robin@shop.example';
    const post = (path: string, body: object): Promise<ApiAnswer> =>
      askApi(running, { method: 'POST', path, token, body });
    await post('/teams', { name: 'web', access_level: 'standard' });
    expect((await post('/team/3/invites', { email })).body).toMatchObject({
      err: 0,
      message: expect.stringContaining('no e-mail') as string,
    });
    running.clock.now += 5000;
    const robin = await running.client.call('users.create', { username: 'robin', email: 'Robin@shop.example' });
    const get = async (path: string): Promise<unknown> => (await askApi(running, { path, token })).body.result;
    expect(await get('/invite/1')).toMatchObject({ status: 'accepted', date_redeemed: start + 5 });
    expect(await get(`/user/${String(robin.id)}/teams`)).toEqual({
      teams: [expect.objectContaining({ name: 'Everyone' }), expect.objectContaining({ name: 'web' })],
    });
    const taken = running.client.call('users.create', { username: 'Robin', email: 'other@shop.example' });
    await expect(taken).rejects.toMatchObject({ code: 'conflict' });
    await running.client.call('users.change', { id: robin.id, username: 'rob', email });
    expect(await running.client.call('users.list', {})).toContainEqual({ id: robin.id, username: 'rob', email });
  });
});
