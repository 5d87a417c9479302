/** Deploys and versions as the page shows them, and what a person decides about deploys. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeployDetail, DeployRow } from '../../shared/deploy.ts';
import type { DeployAnswer, DeployCommand, DeployPoint } from '../../shared/deploy-command.ts';
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

const minute = 60_000;
const everywhere = { projectId: null, environment: null, cursor: null, limit: 100 };
type Given = Partial<Extract<DeployCommand, { kind: 'record' }>>;

const decide = (command: DeployCommand): Promise<DeployAnswer> => running.client.call('deploys.decide', { command });
const fresh = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });
const recorded = (given: Given = {}): DeployCommand => ({
  ...{ ...fresh(), kind: 'record', projectId: 1, environment: 'production', revision: '1.0', status: 'succeeded' },
  ...{ localUsername: 'robin', comment: null, ...given },
});
/** A minute after what was before it. */
async function deploy(given: Given = {}): Promise<number> {
  running.clock.now += minute;
  return (await decide(recorded(given))).deployId;
}
async function fail(method: string, more: JsonObject = {}): Promise<void> {
  running.clock.now += minute;
  await running.post(errorData(more, { method }));
}
const list = async (wanted: Partial<typeof everywhere> | object = {}): Promise<DeployRow[]> =>
  (await running.client.call('deploys.list', { ...everywhere, ...wanted })).rows;
const detail = (id: number): Promise<DeployDetail> => running.client.call('deploys.get', { id });
const suspectOf = async (method: string): Promise<[revision: string, minutes: number] | null> => {
  const row = (await running.items()).find((each) => each.culprit.includes(method));
  const { suspect } = await running.client.call('items.get', { id: row?.id ?? 0 });
  return suspect && [suspect.deploy.revision, suspect.before / minute];
};
async function resolveAll(): Promise<void> {
  const itemIds = (await running.items()).map(({ id }) => id);
  running.clock.now += minute;
  await running.client.call('items.triage', { command: { ...fresh(), kind: 'resolve', itemIds, inVersion: null } });
}

describe('the list', () => {
  it('tells who deployed what, and what began or came back until the next deploy there', async () => {
    await fail('old');
    await resolveAll();
    await deploy({ revision: '1.0', comment: 'a try' });
    await fail('pay');
    await fail('old');
    await deploy({ revision: '1.0-staging', environment: 'staging' });
    await deploy({ revision: '1.1' });
    await fail('ship');
    const rows = await list();
    expect(rows.map((row) => [row.revision, row.itemsStarted, row.itemsBack])).toEqual([
      ['1.1', 1, 0],
      ['1.0-staging', 0, 0],
      ['1.0', 1, 1],
    ]);
    expect(rows[2]).toMatchObject({ localUsername: 'robin', comment: 'a try', status: 'succeeded', projectId: 1 });
    const { started, back, until } = await detail(rows[2]?.id ?? 0);
    expect(started.map(({ culprit }) => culprit)).toEqual([expect.stringContaining('pay')]);
    expect(back.map(({ culprit }) => culprit)).toEqual([expect.stringContaining('old')]);
    expect(until).toBe(rows[0]?.startedAt);
  });

  it('gives a deploy that failed no items, and lets it end no other', async () => {
    await deploy({ revision: '1.0' });
    await deploy({ revision: '1.1', status: 'failed' });
    await fail('pay');
    expect((await list()).map((row) => [row.revision, row.itemsStarted])).toEqual([
      ['1.1', 0],
      ['1.0', 1],
    ]);
    expect(await suspectOf('pay')).toEqual(['1.0', 2]);
  });

  it('keeps to a project and an environment, and goes on where a page ends', async () => {
    const other = await running.client.call('projects.create', { name: 'other' });
    for (const revision of ['1', '2', '3']) await deploy({ revision });
    await deploy({ revision: '4', environment: 'staging' });
    await deploy({ revision: '5', projectId: other.id });
    const revisions = async (wanted: object): Promise<string[]> => (await list(wanted)).map(({ revision }) => revision);
    expect(await revisions({ environment: 'production' })).toEqual(['5', '3', '2', '1']);
    expect(await revisions({ projectId: 1 })).toEqual(['4', '3', '2', '1']);
    expect(await revisions({ projectId: 1, environment: 'staging' })).toEqual(['4']);
    const first = await running.client.call('deploys.list', { ...everywhere, limit: 3 });
    expect(first.rows.map(({ revision }) => revision)).toEqual(['5', '4', '3']);
    const rest = await running.client.call('deploys.list', { ...everywhere, cursor: first.next, limit: 3 });
    expect([rest.rows.map(({ revision }) => revision), rest.next]).toEqual([['2', '1'], null]);
    expect(await revisions({ cursor: 'none of ours' })).toEqual([]);
    await running.client.call('projects.remove', { id: other.id });
    expect(await revisions({})).toEqual(['4', '3', '2', '1']);
  });

  it('shows what was started and never heard of again as timed out', async () => {
    const id = await deploy({ status: 'started' });
    running.clock.now += 60 * minute;
    expect((await list())[0]).toMatchObject({ id, status: 'timed_out' });
  });
});

describe('a decision', () => {
  it('records once, however often it is sent, and can be taken back whole', async () => {
    const command = recorded({ revision: '2.0', environment: 'fresh' });
    const answer = await decide(command);
    expect(await decide(command)).toEqual(answer);
    expect(await list()).toHaveLength(1);
    await decide({ ...fresh(), kind: 'restore', point: answer.undo as DeployPoint });
    expect(await list()).toEqual([]);
    expect((await running.client.call('versions.list', everywhere)).rows).toEqual([]);
    await expect(detail(answer.deployId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves a version that reports have told of when its deploy is taken back', async () => {
    const answer = await decide(recorded({ revision: '2.0' }));
    await fail('pay', { code_version: '2.0' });
    await decide({ ...fresh(), kind: 'restore', point: answer.undo as DeployPoint });
    expect((await running.client.call('versions.list', everywhere)).rows.map(({ name }) => name)).toEqual(['2.0']);
  });

  it('ends a deploy that was started, once, and takes that back', async () => {
    const id = await deploy({ status: 'started' });
    running.clock.now += minute;
    const ended = await decide({ ...fresh(), kind: 'end', deployId: id, status: 'succeeded' });
    expect(await detail(id)).toMatchObject({ status: 'succeeded', finishedAt: running.clock.now });
    const again: DeployCommand = { ...fresh(), kind: 'end', deployId: id, status: 'failed' };
    await expect(decide(again)).rejects.toMatchObject({ code: 'conflict' });
    const restore: DeployCommand = { ...fresh(), kind: 'restore', point: ended.undo as DeployPoint };
    await decide(restore);
    expect(await detail(id)).toMatchObject({ status: 'started', finishedAt: null });
    await expect(decide({ ...restore, id: randomUUID() })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is refused for what is not there', async () => {
    await expect(decide(recorded({ projectId: 99 }))).rejects.toMatchObject({ code: 'not-found' });
    const end: DeployCommand = { ...fresh(), kind: 'end', deployId: 99, status: 'failed' };
    await expect(decide(end)).rejects.toMatchObject({ code: 'not-found' });
    await expect(decide(recorded({ revision: ' ' }))).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('is told to other pages, as is what a program says', async () => {
    const heard = new Promise((resolve) => running.client.on('changed', resolve));
    const id = await deploy({ status: 'started' });
    expect(await heard).toMatchObject({ projects: true });
    const more = new Promise((resolve) => running.client.on('changed', resolve));
    await askApi(running, { method: 'PATCH', path: `/deploy/${String(id)}`, body: { status: 'succeeded' } });
    expect(await more).toMatchObject({ projects: true });
  });
});

describe('the suspect of an item', () => {
  it('is the last deploy to its environment before it began, whatever else is deployed later or elsewhere', async () => {
    await fail('first');
    await deploy({ revision: '1.0' });
    await deploy({ revision: '1.1', environment: 'staging' });
    await fail('pay');
    await deploy({ revision: '1.2' });
    await fail('pay');
    expect(await suspectOf('first')).toBeNull();
    expect(await suspectOf('pay')).toEqual(['1.0', 2]);
  });

  it('is the last one before it came back, when it was resolved', async () => {
    await deploy({ revision: '1.0' });
    await fail('pay');
    await resolveAll();
    await deploy({ revision: '1.1' });
    await fail('pay');
    await deploy({ revision: '1.2' });
    await fail('pay');
    expect(await suspectOf('pay')).toEqual(['1.1', 1]);
  });

  it('may be one that has not ended yet', async () => {
    await deploy({ revision: '1.0', status: 'started' });
    await fail('pay');
    expect(await suspectOf('pay')).toEqual(['1.0', 1]);
  });
});

describe('versions', () => {
  it('tell when they were seen, by whom they were deployed, and what they mean to items', async () => {
    await fail('pay', { code_version: '1.0' });
    await fail('ship', { code_version: '1.0' });
    await deploy({ revision: '1.1' });
    await fail('pay', { code_version: '1.1', level: 'critical' });
    await fail('new', { code_version: '1.1' });
    const { rows } = await running.client.call('versions.list', everywhere);
    expect(rows.map(({ name }) => name)).toEqual(['1.1', '1.0']);
    const [version] = rows;
    expect(version).toMatchObject({ projectId: 1, environment: 'production', deployedBy: 'robin' });
    expect(version?.lastSeenAt).toBe(running.clock.now);
    expect([version?.items.new.error, version?.items.repeated.error]).toEqual([1, 1]);
    const id = version?.id ?? 0;
    expect(await running.client.call('versions.get', { id })).toEqual(version);
    expect((await detail((await list())[0]?.id ?? 0)).versionId).toBe(id);
    const items = await running.client.call('versions.items', { id, event: 'new' });
    expect(items.map(({ item, occurrences }) => [item.culprit, occurrences])).toEqual([
      [expect.stringContaining('new'), 1],
    ]);
  });

  it('keep to a project and an environment, and are gone with their project', async () => {
    await fail('pay', { code_version: '1.0' });
    await fail('pay', { code_version: '1.0', environment: 'staging' });
    const wanted = { ...everywhere, environment: 'staging' };
    const [only, ...others] = (await running.client.call('versions.list', wanted)).rows;
    expect([only?.environment, others]).toEqual(['staging', []]);
    const page = await running.client.call('versions.list', { ...everywhere, limit: 1 });
    const rest = await running.client.call('versions.list', { ...everywhere, cursor: page.next, limit: 1 });
    expect([page.rows[0]?.environment, rest.rows[0]?.environment]).toEqual(['staging', 'production']);
    const elsewhere = { ...everywhere, projectId: 99 };
    expect((await running.client.call('versions.list', elsewhere)).rows).toEqual([]);
    await running.client.call('projects.remove', { id: 1 });
    expect((await running.client.call('versions.list', everywhere)).rows).toEqual([]);
    const gone = running.client.call('versions.items', { id: only?.id ?? 0, event: 'new' });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  });
});
