/** Which scope each endpoint needs (rollbar.md 1.3), and what a token without it hears. */
import { expect, it } from 'vitest';
import type { Library } from '../../../../../../main/protocols/library.ts';
import type { Delivery, Reply } from '../../../../../../main/protocols/route.ts';
import { apiRoutes } from '../../../../../../main/protocols/rollbar/api/api.ts';
import type { TokenScope } from '../../../../../../shared/project.ts';
import { fakeIntake, type FakeIntake } from '../../fake-intake.ts';

/** Every use of it would be a bug: nobody has been let in. */
const untouchable = new Proxy({} as Library, {
  get: (_library, name) =>
    new Proxy({}, { get: (_shelf, verb) => () => expect.unreachable(`${String(name)}.${String(verb)} was called`) }),
});
const routes = apiRoutes(untouchable);

const special: Record<string, TokenScope[]> = {
  'PUT /api/1/notifications/:channel': ['write'],
  'POST /api/1/notifications/:channel/rules': ['write'],
  'PUT /api/1/notifications/:channel/rules': ['write'],
  'PUT /api/1/notifications/:channel/rule/:id': ['write'],
  'DELETE /api/1/notifications/:channel/rule/:id': ['write'],
  'POST /api/1/service_links': ['write'],
  'PUT /api/1/service_links/:id': ['write'],
  'DELETE /api/1/service_links/:id': ['write'],
  'PATCH /api/1/item/:id': ['write'],
  'DELETE /api/1/instance/:id': ['write'],
  'DELETE /api/1/environment/:environment/session/:session/replay/:replay': ['write'],
  'POST /api/1/deploy': ['post_server_item', 'post_client_item'],
  'PATCH /api/1/deploy/:id': ['post_server_item'],
};

function delivery(method: string, path: string, token: string | null): Delivery {
  const headers = { host: 'localhost', ...(token === null ? {} : { 'x-rollbar-access-token': token }) };
  const body = Buffer.alloc(0);
  return {
    method,
    path,
    params: { id: '1', counter: '1', version: '1' },
    query: '',
    headers,
    remoteAddress: '',
    body,
    bytes: 0,
  };
}

async function ask(intake: FakeIntake, name: string, token: string | null = 'a-token'): Promise<Reply> {
  const [method = '', path = ''] = name.split(' ');
  const route = routes.find((each) => each.method === method && each.path === path);
  if (!route) throw new Error(`no route ${name}`);
  return route.handle(delivery(method, path, token), intake);
}

const names = routes.map(({ method, path }) => `${method} ${path}`);

it.each(names)('%s asks for its scope and lets nobody in without it', async (name) => {
  const wanted = special[name] ?? ['read'];
  const intake = fakeIntake({
    strict: true,
    authorization: { kind: 'refused', reason: 'scope', has: ['post_client_item'] },
  });
  const reply = await ask(intake, name);
  expect(new Set(intake.asked.map(({ scopes }) => scopes.join()))).toEqual(new Set([wanted.join()]));
  expect(reply.status).toBe(403);
  expect(JSON.parse(reply.body)).toEqual({
    err: 1,
    message: `insufficient privileges: ${wanted.join(' or ')} scope is required but the access token only has post_client_item.`,
  });
});

it.each(names)('%s is closed to pages and to tokens that are missing, unknown or disabled', async (name) => {
  expect(routes.filter(({ open }) => open)).toEqual([]);
  const words = async (changes: Partial<FakeIntake>, token?: string | null): Promise<unknown> => {
    const { status, body } = await ask(fakeIntake(changes), name, token);
    return [status, (JSON.parse(body) as { message: string }).message];
  };
  expect(await words({}, null)).toEqual([403, 'access_token is missing and it is required.']);
  expect(await words({ authorization: { kind: 'unknown' } })).toEqual([403, 'invalid access token']);
  expect(await words({ authorization: { kind: 'refused', reason: 'unknown' } })).toEqual([403, 'invalid access token']);
  expect(await words({ authorization: { kind: 'refused', reason: 'disabled' } })).toEqual([
    403,
    'insufficient privileges: The access token is disabled.',
  ]);
});
