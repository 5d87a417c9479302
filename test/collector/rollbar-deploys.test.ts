/** What a deploy does to items, and who made it (rollbar.md 3.3, 4.8). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const [older, newer, unknown] = ['9fceb02d0ae598e9', '0a1b2c3d4e5f6a7b', '5555555a5555555b'];

async function deploy(revision: string, more: object = {}): Promise<void> {
  running.clock.now += 60_000;
  const body = { environment: 'production', revision, ...more };
  expect((await askApi(running, { method: 'POST', path: '/deploy/', body })).status).toBe(200);
}
const patch = async (path: string, body: object): Promise<void> => {
  expect((await askApi(running, { method: 'PATCH', path, body })).status).toBe(200);
};
const itemOf = async (id: number): Promise<JsonObject> =>
  (await askApi(running, { path: `/item/${String(id)}` })).body.result as JsonObject;
const rows = async (query: string): Promise<unknown> => {
  const body = { query_string: query, force_refresh: true };
  const { id } = (await askApi(running, { method: 'POST', path: '/rql/jobs', body })).body.result as { id: number };
  const answer = await askApi(running, { path: `/rql/job/${String(id)}/result` });
  return ((answer.body.result as JsonObject)['result'] as JsonObject)['rows'];
};

describe('an item that is resolved in a commit', () => {
  beforeEach(async () => {
    await deploy(older);
    await deploy(newer);
    await running.post(errorData({ code_version: older }));
    await patch('/item/1', { status: 'resolved', resolved_in_version: newer });
  });

  it('stays resolved when a commit that was deployed before goes on failing, and counts it', async () => {
    await running.post(errorData({ code_version: older }));
    expect(await itemOf(1)).toMatchObject({
      ...{ status: 'resolved', resolved_in_version: newer, total_occurrences: 2, activating_occurrence_id: 1 },
    });
    const { activity } = await running.client.call('items.get', { id: 1 });
    expect(activity.map(({ kind }) => kind)).toEqual(['resolved', 'appeared']);
  });

  it.each([
    ['that commit', newer],
    ['one that nobody deployed', unknown],
    ['a version of another kind', '1.4.0'],
    ['no version', null],
  ])('comes back with %s', async (_what, version) => {
    await running.post(errorData(version === null ? {} : { code_version: version }));
    expect(await itemOf(1)).toMatchObject({ status: 'active', resolved_in_version: null, activating_occurrence_id: 2 });
  });

  it('comes back when the commits were deployed to another environment', async () => {
    await deploy(older, { environment: 'test' });
    await running.post(errorData({ environment: 'test', code_version: older }));
    await patch('/item/2', { status: 'resolved', resolved_in_version: newer });
    await running.post(errorData({ environment: 'test', code_version: older }));
    expect(await itemOf(2)).toMatchObject({ status: 'active' });
  });
});

describe('where deploys resolve', () => {
  const resolving = (environments: string[]): Promise<string[]> =>
    running.client.call('projects.changeResolvingEnvironments', { id: 1, environments });
  const statuses = async (): Promise<unknown[]> =>
    Promise.all([1, 2, 3].map(async (id) => (await itemOf(id))['status']));
  beforeEach(async () => {
    await running.post(errorData({ code_version: older }));
    await running.post(errorData({}, { method: 'refund' }));
    await running.post(errorData({ environment: 'test' }));
    await patch('/item/2', { status: 'muted' });
    await resolving(['production']);
  });

  it('resolves what is active in the environment, in the revision, and says so', async () => {
    await deploy(newer);
    expect(await statuses()).toEqual(['resolved', 'muted', 'active']);
    expect(await itemOf(1)).toMatchObject({
      ...{ resolved_in_version: newer, last_resolved_timestamp: running.clock.now / 1000 },
    });
    const { activity } = await running.client.call('items.get', { id: 1 });
    expect(activity[0]).toMatchObject({ kind: 'resolved', by: 'deploy', detail: { version: newer } });
  });

  it('waits for a deploy to succeed', async () => {
    await deploy(newer, { status: 'started' });
    expect(await statuses()).toEqual(['active', 'muted', 'active']);
    await patch('/deploy/1', { status: 'succeeded' });
    expect(await statuses()).toEqual(['resolved', 'muted', 'active']);
  });

  it('leaves items alone when a deploy failed, or goes to another environment', async () => {
    await deploy(newer, { status: 'failed' });
    await deploy(newer, { environment: 'test' });
    expect(await statuses()).toEqual(['active', 'muted', 'active']);
  });

  it('resolves in no version when the revision is too long for one', async () => {
    await deploy('r'.repeat(41));
    expect(await itemOf(1)).toMatchObject({ status: 'resolved', resolved_in_version: null });
  });

  it('is remembered, and forgotten again', async () => {
    await running.restart();
    const { call } = running.client;
    expect(await call('projects.resolvingEnvironments', { id: 1 })).toEqual(['production']);
    expect(await resolving([])).toEqual([]);
    await deploy(newer);
    expect(await statuses()).toEqual(['active', 'muted', 'active']);
    await expect(call('projects.changeResolvingEnvironments', { id: 9, environments: [] })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

it('belongs to the user whose name it carries, in any case of letters', async () => {
  await deploy('1', { rollbar_username: 'YOU' });
  await deploy('2', { rollbar_username: 'robin', local_username: 'rb' });
  await deploy('3', { local_username: 'you' });
  const deploys = async (): Promise<unknown> => {
    const { deploys: found } = (await askApi(running, { path: '/deploys' })).body.result as { deploys: JsonObject[] };
    return found.map((each) => [each['user_id'], each['local_username']]);
  };
  expect(await deploys()).toEqual([
    [null, 'you'],
    [null, 'rb'],
    [1, 'YOU'],
  ]);
  const robin = await running.client.call('users.create', { username: 'robin', email: 'robin@shop.example' });
  expect(await deploys()).toMatchObject([{}, [robin.id, 'rb'], {}]);
  expect(await rows('select revision, user_id from deploy order by revision')).toMatchObject([
    ['1', 1],
    ['2', robin.id],
    ['3', null],
  ]);
  const one = (await askApi(running, { path: '/deploy/1' })).body.result;
  expect(one).toMatchObject({ revision: '1', user_id: 1 });
});

it('asks for occurrences since the last resolution in a query, and for all of them over the API', async () => {
  await running.post(errorData());
  await running.post(errorData());
  await patch('/item/1', { status: 'resolved' });
  await running.post(errorData());
  expect(await itemOf(1)).toMatchObject({ total_occurrences: 3 });
  expect(await rows('select max(item.total_occurrences) from item_occurrence')).toEqual([[1]]);
});
