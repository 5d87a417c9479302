/** Every endpoint of the account takes tokens of the account alone, each for what it is. */
import { expect, it } from 'vitest';
import type { Account } from '../../../../../../main/protocols/account.ts';
import type { Authorization } from '../../../../../../main/protocols/intake.ts';
import type { Delivery, Reply } from '../../../../../../main/protocols/route.ts';
import { accountRoutes } from '../../../../../../main/protocols/rollbar/account/account.ts';
import { fakeIntake, type FakeIntake } from '../../fake-intake.ts';

/** Every use of it would be a bug: nobody has been let in. */
const untouchable = new Proxy({} as Account, {
  get: (_account, name) =>
    new Proxy({}, { get: (_desk, verb) => () => expect.unreachable(`${String(name)}.${String(verb)} was called`) }),
});
const routes = accountRoutes(untouchable);
const names = routes.map(({ method, path }) => `${method} ${path}`);

async function ask(intake: FakeIntake, name: string, token: string | null = 'a-token'): Promise<Reply> {
  const [method = '', path = ''] = name.split(' ');
  const route = routes.find((each) => each.method === method && each.path === path);
  if (!route) throw new Error(`no route ${name}`);
  const delivery: Delivery = {
    ...{ method, path, params: { id: '1', token: '1', user: '1', project: '1' }, query: '', remoteAddress: '' },
    ...{ body: Buffer.alloc(0), bytes: 0 },
    headers: { host: 'localhost', ...(token === null ? {} : { 'x-rollbar-access-token': token }) },
  };
  return route.handle(delivery, intake);
}

it.each(names)('%s reads with read, changes with write, and is closed to everybody else', async (name) => {
  expect(routes.filter(({ open }) => open)).toEqual([]);
  const scope = name.startsWith('GET') ? 'read' : 'write';
  const heard = async (authorization: Authorization, token?: string | null): Promise<unknown> => {
    const intake = fakeIntake({ authorization });
    const { status, body } = await ask(intake, name, token);
    expect(intake.asked.map(({ scopes }) => scopes)).toEqual(token === null ? [] : [[scope]]);
    return [status, (JSON.parse(body) as { message: string }).message];
  };
  expect(await heard({ kind: 'known', projectId: 1 })).toEqual([403, expect.stringMatching(/account access token/)]);
  expect(await heard({ kind: 'unknown' })).toEqual([403, 'invalid access token']);
  expect(await heard({ kind: 'refused', reason: 'unknown' })).toEqual([403, 'invalid access token']);
  expect(await heard({ kind: 'refused', reason: 'disabled' })).toEqual([403, expect.stringMatching(/disabled/)]);
  expect(await heard({ kind: 'refused', reason: 'scope', has: [] })).toEqual([
    403,
    `insufficient privileges: ${scope} scope is required but the access token only has none.`,
  ]);
  expect(await heard({ kind: 'unknown' }, null)).toEqual([403, 'access_token is missing and it is required.']);
});
