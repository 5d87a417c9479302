/** What programs change over Rollbar's API is what the page shows, and the other way round. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../shared/item.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
  await running.post(errorData({ uuid: 'first' }));
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const patch = (body: object | string, path = '/item/1'): Promise<ApiAnswer> =>
  askApi(running, { method: 'PATCH', path, body });
const shown = (): Promise<ItemDetail> => running.client.call('items.get', { id: 1 });
const history = async (): Promise<string[]> => (await shown()).activity.map((each) => each.kind);
const apiItem = async (): Promise<JsonObject> => (await askApi(running, { path: '/item/1' })).body.result as JsonObject;
const triage = (command: TriageCommand): Promise<TriageAnswer> => running.client.call('items.triage', { command });
const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });

describe('changing an item', () => {
  it('resolves it as a person would: shown, in its history, and announced to the page', async () => {
    const announced = new Promise<number[]>((resolve) => {
      running.client.on('changed', ({ itemIds }) => {
        resolve(itemIds);
      });
    });
    const answer = await patch({ status: 'resolved', resolved_in_version: '1.4.0', unknown: 1 });
    expect(answer).toMatchObject({
      status: 200,
      body: { err: 0, result: { status: 'resolved', resolved_in_version: '1.4.0' } },
    });
    expect(answer.body.result).not.toHaveProperty('unknown');
    const { now } = running.clock;
    expect(await shown()).toMatchObject({ status: 'resolved', resolvedInVersion: '1.4.0', lastResolvedAt: now });
    expect((await shown()).activity[0]).toMatchObject({ kind: 'resolved', by: 'person', detail: { version: '1.4.0' } });
    expect(await announced).toContain(1);
    expect(await apiItem()).toMatchObject({ status: 'resolved', last_resolved_timestamp: now / 1000 });
  });

  it('takes a version only together with resolved, and the same status again as done', async () => {
    expect((await patch({ resolved_in_version: '1.4.0' })).status).toBe(200);
    expect((await patch({ status: 'active' })).status).toBe(200);
    expect(await shown()).toMatchObject({ status: 'active', resolvedInVersion: null });
    expect(await history()).toEqual(['appeared']);
  });

  it('shows what a person decided at the window', async () => {
    await triage({ ...stamp(), kind: 'mute', itemIds: [1] });
    expect(await apiItem()).toMatchObject({ status: 'muted', last_muted_timestamp: running.clock.now / 1000 });
    await patch({ status: 'active' });
    expect(await history()).toEqual(['reopened', 'muted', 'appeared']);
  });

  it('keeps a title and a level against later occurrences, and says that they are locked', async () => {
    await patch({ title: 'The cart is empty', level: 'warning' });
    await patch({ status: 'resolved' });
    running.clock.now += 1000;
    await running.post(errorData({ level: 'critical' }));
    expect(await shown()).toMatchObject({ status: 'active', title: 'The cart is empty', level: 'warning' });
    expect(await apiItem()).toMatchObject({ title_lock: 1, level_lock: 1, level: 'warning' });
    expect(await history()).toEqual(['reactivated', 'resolved', 'level-changed', 'renamed', 'appeared']);
  });

  it('assigns to a user and a team, and clears each', async () => {
    await patch({ assigned_user_id: 7, team_id: 9 });
    expect(await apiItem()).toMatchObject({ assigned_user_id: 7, assigned_team_id: 9 });
    const found = async (query: string): Promise<unknown> =>
      ((await askApi(running, { path: `/items?${query}` })).body.result as JsonObject)['total_count'];
    expect([await found('assigned_user=assigned'), await found('assigned_user=7')]).toEqual([1, 1]);
    expect((await patch({ assigned_user_id: null })).body.result).toEqual({ assigned_user_id: null });
    expect(await apiItem()).toMatchObject({ assigned_user_id: null, assigned_team_id: 9 });
    expect(await found('assigned_user=unassigned')).toBe(0);
    await patch({ assigned_team_id: null });
    expect(await found('assigned_user=unassigned')).toBe(1);
  });

  it('snoozes for a while, for ever, and no more', async () => {
    await patch({ snooze_enabled: true, snooze_expiration_in_seconds: 3600 });
    const until = running.clock.now / 1000 + 3600;
    const snoozed = { snooze_status: true, snooze_expiration_datetime: until, status: 'active' };
    expect(await apiItem()).toMatchObject({ ...snoozed, snooze_expiration_threshold_seconds: 3600 });
    running.clock.now += 3_600_000;
    expect(await apiItem()).toMatchObject({ snooze_status: false, snooze_expiration_datetime: null });
    await patch({ snoozed: true });
    expect(await apiItem()).toMatchObject({ snooze_status: true, snooze_expiration_datetime: null });
    await patch({ snoozed: false });
    expect(await apiItem()).toMatchObject({ snooze_status: false });
    expect((await history()).slice(0, 3)).toEqual(['unsnoozed', 'snoozed', 'snoozed']);
  });

  it('takes a form and a query like JSON', async () => {
    await patch('status=muted&title=From+a+form');
    expect(await shown()).toMatchObject({ status: 'muted', title: 'From a form' });
    await patch('', '/item/1/?level=info&assigned_user_id=5');
    expect(await apiItem()).toMatchObject({ level: 'info', assigned_user_id: 5 });
    await patch('assigned_user_id=');
    expect(await apiItem()).toMatchObject({ assigned_user_id: null });
  });

  it('takes titles, levels, assignments and snoozes back, unless they were changed again', async () => {
    const command = { ...stamp(), kind: 'set-title' as const, itemIds: [1], title: 'One' };
    const { undo } = await triage(command);
    const assigned = await triage({ ...stamp(), kind: 'assign', itemIds: [1], userId: 3 });
    const leveled = await triage({ ...stamp(), kind: 'set-level', itemIds: [1], level: 'debug' });
    const points = [...undo, ...assigned.undo, ...leveled.undo];
    expect(await triage({ ...stamp(), kind: 'restore', points })).toMatchObject({ applied: [1, 1, 1], refused: [] });
    expect(await apiItem()).toMatchObject({
      ...{ title: 'TypeError: x is not a function', title_lock: 0, level: 'error', level_lock: 0 },
      assigned_user_id: null,
    });
    const again = await triage({ ...command, ...stamp() });
    await patch({ title: 'Two' });
    const late = await triage({ ...stamp(), kind: 'restore', points: again.undo });
    expect(late.refused).toEqual([{ itemId: 1, message: 'It has been changed again since, so it was left as it is.' }]);
    expect((await shown()).title).toBe('Two');
  });

  it.each<[string, object, number, RegExp]>([
    ['a status that is none', { status: 'fixed' }, 422, /'status' must be one of active, resolved, muted/],
    ['archived, which is for groups', { status: 'archived' }, 422, /'status'/],
    ['no title', { title: '' }, 422, /'title'/],
    ['a long title', { title: 'x'.repeat(256) }, 422, /'title' must have 1 to 255 characters/],
    ['a title that is no text', { title: { a: 1 } }, 422, /'title' must be a string/],
    ['a level that is none', { level: 'fatal' }, 422, /'level'/],
    ['a long version', { status: 'resolved', resolved_in_version: 'v'.repeat(41) }, 422, /resolved_in_version/],
    ['a user that is no number', { assigned_user_id: 'robin' }, 422, /assigned_user_id/],
    ['a snooze that is neither', { snooze_enabled: 'maybe' }, 422, /snooze_enabled/],
    ['a snooze of no length', { snooze_enabled: true, snooze_expiration_in_seconds: 0 }, 422, /snooze_expiration/],
  ])('refuses %s and changes nothing', async (...[, body, status, message]) => {
    const answer = await patch({ level: 'debug', ...body });
    expect(answer).toMatchObject({ status, body: { err: 1 } });
    expect(answer.body.message).toMatch(message);
    expect(await history()).toEqual(['appeared']);
  });

  it('says 400 for an item of another project, and for a body that is no JSON', async () => {
    await running.post(errorData(), 'another-token-0123456789abcdef');
    const missing = { status: 400, body: { err: 1, message: 'Item not found in this project.' } };
    expect(await patch({ status: 'muted' }, '/item/2')).toMatchObject(missing);
    expect(await patch({ status: 'muted', project_id: 2 })).toMatchObject(missing);
    expect(await patch('{"status":')).toMatchObject({ status: 400 });
    expect(await patch('[{"status":"muted"}]')).toMatchObject({ status: 400 });
    expect((await askApi(running, { path: '/item/2' })).status).toBe(404);
    expect((await askApi(running, { path: '/instance/2' })).status).toBe(404);
  });
});

describe('deleting an occurrence', () => {
  const remove = (id: string): Promise<ApiAnswer> => askApi(running, { method: 'DELETE', path: `/instance/${id}` });

  it('takes it away and leaves the counts', async () => {
    await running.post(errorData());
    const answer = await remove('1');
    expect(answer).toMatchObject({ status: 200, body: { err: 0, message: 'The instance has been deleted' } });
    expect((await askApi(running, { path: '/instance/1' })).status).toBe(404);
    expect((await remove('1')).status).toBe(404);
    expect(await shown()).toMatchObject({ totalOccurrences: 2 });
    expect((await running.client.call('occurrences.latest', { itemId: 1 })).id).toBe(2);
  });

  it('takes the item with its last occurrence, and gives its number to no other', async () => {
    expect((await remove('1')).status).toBe(200);
    expect(await running.items()).toEqual([]);
    await running.post(errorData());
    expect(await running.items()).toMatchObject([{ counter: 2, totalOccurrences: 1 }]);
  });
});

describe('a deploy', () => {
  const { searchParams: form } = new URL('http://x/?environment=production&revision=abc&local_username=robin');
  const json = JSON.stringify({ environment: 'production', revision: 'abc', local_username: 'robin' });
  const part = (name: string, value: string): string =>
    `--the-boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const report = (body: string, type?: string, query = ''): Promise<ApiAnswer> => {
    const headers = type === undefined ? {} : { 'Content-Type': type };
    return askApi(running, { method: 'POST', path: `/deploy/${query}`, body, headers });
  };
  const deployOf = async (id: number): Promise<JsonObject> =>
    (await askApi(running, { path: `/deploy/${String(id)}` })).body.result as JsonObject;

  it.each([
    ['JSON', json, 'application/json'],
    ['JSON labelled as a form', json, 'application/x-www-form-urlencoded'],
    ['a form', form.toString(), 'application/x-www-form-urlencoded'],
    ['a form without a type', form.toString(), undefined],
    [
      'multipart',
      `${[...form].map(([name, value]) => part(name, value)).join('')}--the-boundary--\r\n`,
      'multipart/form-data; boundary=the-boundary',
    ],
    ['head_long in place of a revision', json.replace('revision', 'head_long'), 'application/json'],
  ])('is taken as %s', async (_what, body, type) => {
    expect((await report(body, type)).body).toEqual({ err: 0, data: { deploy_id: 1 } });
    const time = running.clock.now / 1000;
    expect(await deployOf(1)).toMatchObject({
      ...{ environment: 'production', revision: 'abc', local_username: 'robin', status: 'succeeded', user_id: null },
      ...{ start_time: time, finish_time: time },
    });
  });

  it('takes its token from the form', async () => {
    const { token } = running.collector.status();
    const body = `access_token=${token}&${form.toString()}`;
    expect((await askApi(running, { method: 'POST', path: '/deploy', token: null, body })).status).toBe(200);
  });

  it.each([
    ['{}', "Missing 'environment' key. Missing 'revision' or 'head_long' key."],
    ['', "Missing 'environment' key. Missing 'revision' or 'head_long' key."],
    ['environment=a', "Missing 'revision' or 'head_long' key."],
    ['{"environment":7,"revision":"a"}', "'environment' key must be a string"],
    [
      '{"environment":"a","revision":"b","status":"done"}',
      "'status' must be one of started, succeeded, failed, timed_out",
    ],
  ])('is refused and kept when it is %j', async (body, message) => {
    expect(await report(body)).toMatchObject({ status: 422, body: { err: 1, message } });
    const { rows } = await running.client.call('refused.list', { cursor: null, limit: 10 });
    expect(rows).toMatchObject([
      { method: 'POST', path: '/api/1/deploy/', status: 422, reason: message, projectId: 1 },
    ]);
  });

  it('cuts what is too long, or refuses it in strict mode', async () => {
    const long = JSON.stringify({ environment: 'e', revision: 'r'.repeat(300) });
    await report(long);
    expect(await deployOf(1)).toMatchObject({ revision: 'r'.repeat(255) });
    await running.client.call('settings.change', { strict: true });
    expect((await report(long)).status).toBe(422);
  });

  it('ends once, and can then not be changed any more', async () => {
    await report(json.replace('{', '{"status":"started",'));
    expect(await deployOf(1)).toMatchObject({ status: 'started', finish_time: null });
    running.clock.now += 60_000;
    const change = { status: 'failed', comment: 'no disk' };
    const answer = await patch(change, '/deploy/1/');
    expect(answer.body.result).toMatchObject({ ...change, finish_time: running.clock.now / 1000 });
    expect(await patch(change, '/deploy/1')).toMatchObject({
      status: 409,
      body: { message: 'The deploy can not be updated because its status is not started.' },
    });
    expect((await patch({}, '/deploy/1')).status).toBe(422);
    expect((await patch(change, '/deploy/2')).status).toBe(404);
  });

  it('times out an hour after it started', async () => {
    await report(json.replace('{', '{"status":"started",'));
    const started = running.clock.now / 1000;
    running.clock.now += 3_599_999;
    expect(await deployOf(1)).toMatchObject({ status: 'started' });
    running.clock.now += 1;
    expect(await deployOf(1)).toMatchObject({ status: 'timed_out', finish_time: started + 3600 });
    expect((await patch({ status: 'succeeded' }, '/deploy/1')).status).toBe(409);
  });
});

it('tells what a version means to an item, and how long it took to resolve it', async () => {
  const event = async (version: string): Promise<string[]> => {
    const found: string[] = [];
    for (const name of ['new', 'repeated', 'reactivated', 'resolved']) {
      const path = `/versions/${encodeURIComponent(version)}/items?environment=production&event=${name}`;
      if (((await askApi(running, { path })).body.result as unknown[]).length > 0) found.push(name);
    }
    return found;
  };
  await running.post(errorData({ code_version: 'release/1' }, { method: 'refund' }));
  await running.post(errorData({ code_version: 'release/2' }, { method: 'refund' }));
  running.clock.now += 90_000;
  await patch({ status: 'resolved', resolved_in_version: 'release/3' }, '/item/2');
  await askApi(running, {
    method: 'POST',
    path: '/deploy',
    body: { environment: 'production', revision: 'release/3' },
  });
  expect(await event('release/1')).toEqual(['new']);
  expect(await event('release/2')).toEqual(['repeated']);
  expect(await event('release/3')).toEqual(['resolved']);
  running.clock.now += 10_000;
  await running.post(errorData({ code_version: 'release/4' }, { method: 'refund' }));
  expect(await event('release/4')).toEqual(['reactivated']);
  running.clock.now += 5000;
  await patch({ status: 'resolved' }, '/item/2');
  const body = { item_counters: [1, 2] };
  const { result } = (await askApi(running, { method: 'POST', path: '/metrics/items', body })).body;
  expect((result as JsonObject)['metrics']).toEqual([
    { item_counter: 1, first_ttr: null, last_ttr: null },
    { item_counter: 2, first_ttr: 90, last_ttr: 5 },
  ]);
  const span = { start_time: 1_767_225_600, timezone: 'UTC' };
  const ttr = async (name: string): Promise<unknown> => {
    const asked = { ...span, function: name, granularity: 'day' };
    return ((await askApi(running, { method: 'POST', path: '/metrics/ttr', body: asked })).body.result as JsonObject)[
      'data'
    ];
  };
  const day = (seconds: number): unknown => [{ timestamp: 1_767_225_600, ttr: seconds }];
  expect(await ttr('max')).toEqual(day(90));
  expect(await ttr('min')).toEqual(day(5));
  expect(await ttr('median')).toEqual(day(48));
});
