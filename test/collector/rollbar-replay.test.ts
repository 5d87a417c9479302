/** Replays of rollbar.js 3 (rollbar.md 2.9, 3.13): taken, joined to their occurrences, given back and deleted. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Refusal } from '../../shared/error-codes.ts';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const uuid = '11111111-2222-4333-8444-555555555555';
const replayId = '0123456789abcdef';
const path = `/environment/test/session/s1/replay/${replayId}`;

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(() => running.dispose());

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** A post as rollbar.js makes it, with `data` as what rrweb recorded. */
function recording(data: object, more: { key: string; value: object }[] = []): object {
  const event = {
    ...{ timeUnixNano: 1767225600000000000, name: 'rrweb-replay-events' },
    attributes: [{ key: 'eventType', value: { intValue: '2' } }, text('json', JSON.stringify(data))],
  };
  const span = {
    ...{ traceId: 't', spanId: 'a1', parentSpanId: '', name: 'rrweb-replay-recording', kind: 1 },
    ...{ startTimeUnixNano: 1767225600000000000, endTimeUnixNano: 1767225602500000000, events: [event] },
    attributes: [
      ...[text('rollbar.replay.id', replayId), text('rollbar.occurrence.uuid', uuid), text('session.id', 's1')],
      ...[text('client.address', '$remote_ip'), ...more],
    ],
  };
  const telemetry = {
    ...{ spanId: 'b2', name: 'rollbar-telemetry', startTimeUnixNano: '1767225600000000000', endTimeUnixNano: 0 },
    attributes: [
      { key: 'session.viewport', value: { kvlistValue: { values: [{ key: 'w', value: { intValue: '8' } }] } } },
    ],
    events: [{ timeUnixNano: '1767225600100000000', name: 'log-event', attributes: [text('message', 'cart opened')] }],
  };
  return {
    resourceSpans: [
      { resource: { attributes: [text('rollbar.environment', 'test')] }, scopeSpans: [{ spans: [span, telemetry] }] },
    ],
  };
}

const send = (body: object | string | Buffer, headers: Record<string, string> = {}): Promise<ApiAnswer> =>
  askApi(running, {
    ...{ method: 'POST', path: '/session/', body },
    headers: { 'X-Rollbar-Replay-Id': replayId, ...headers },
  });

const shownOccurrence = async () => {
  const [item] = await running.items();
  return running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
};
const attachments = async () => running.client.call('occurrences.attachments', { id: (await shownOccurrence()).id });

async function contentOf(id: number): Promise<string> {
  let all = '';
  for (let after: number | null = 0; after !== null;) {
    const { text, next }: { text: string; next: number | null } = await running.client.call('attachments.read', {
      ...{ kind: 'replay', id, after },
    });
    all += text;
    after = next;
  }
  return all;
}

it('tells rollbar.js that replays are taken', async () => {
  const answer = await askApi(running, { method: 'POST', path: '/item/', body: { data: errorData({ uuid }) } });
  expect(answer.headers['rollbar-replay-enabled']).toBe('true');
  expect(answer.headers['access-control-expose-headers']).toContain('Rollbar-Replay-Enabled');
});

it.each([
  [
    'after',
    async () => {
      await running.post(errorData({ uuid }));
      await send(recording({ n: 1 }));
    },
  ],
  [
    'before',
    async () => {
      await send(recording({ n: 1 }));
      await running.post(errorData({ uuid }));
    },
  ],
])('keeps a replay with its occurrence when it comes %s it', async (_when, happen) => {
  await happen();
  const [kept, ...others] = await attachments();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ kind: 'replay', name: `replay-${replayId}.jsonl`, receivedAt: running.clock.now });
  const content = await contentOf(kept?.id ?? 0);
  expect(Buffer.byteLength(content)).toBe(kept?.bytes);
  expect(JSON.parse(content)).toEqual(recording({ n: 1 }));
});

it('answers as the SDK expects, to any page', async () => {
  const answer = await send(recording({ n: 1 }));
  expect([answer.status, answer.body]).toEqual([200, { err: 0, result: {} }]);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
});

it('keeps the later parts of a replay, and a part that is posted again only once', async () => {
  await running.post(errorData({ uuid }));
  for (const n of [1, 2, 2, 1]) await send(recording({ n }));
  const [kept, ...others] = await attachments();
  expect(others).toEqual([]);
  const lines = (await contentOf(kept?.id ?? 0)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([recording({ n: 1 }), recording({ n: 2 })]);
});

it('belongs to every occurrence that happened meanwhile', async () => {
  const other = '99999999-2222-4333-8444-555555555555';
  await running.post(errorData({ uuid: other }));
  await send(recording({ n: 1 }, [text('rollbar.occurrence.uuids', JSON.stringify([uuid, other, 7]))]));
  expect(await attachments()).toHaveLength(1);
});

it('takes large posts, packed or not, and gives them back piece by piece', async () => {
  await running.post(errorData({ uuid }));
  // Characters of two code units: a piece must not end between them.
  const long = recording({ html: `x${'😀'.repeat(1_000_000)}` });
  await send(gzipSync(JSON.stringify(long)), { 'Content-Encoding': 'gzip' });
  const [kept] = await attachments();
  expect(JSON.parse(await contentOf(kept?.id ?? 0))).toEqual(long);
});

it('refuses what is too large in words: a post, and a replay with all its parts', async () => {
  const huge = await send('x'.repeat(17_000_000));
  expect([huge.status, huge.body.message]).toEqual([413, 'request entity too large']);
  const part = (n: number) => recording({ n, html: 'y'.repeat(13_000_000) });
  expect((await send(part(1))).status).toBe(200);
  expect((await send(part(2))).status).toBe(200);
  const third = await send(part(3));
  expect(third.status).toBe(413);
  expect(third.body.message).toMatch(/^request entity too large: this replay would exceed 32 MiB/);
});

it.each([
  ['{', 400, 'Invalid format. The body is not decodable JSON.'],
  ['{"resourceSpans":5}', 422, 'Invalid format. resourceSpans is missing and it is required.'],
  ['{"resourceSpans":[{"scopeSpans":[null,{"spans":"?"}]}]}', 422, 'Invalid format. resourceSpans has no spans.'],
])('refuses %s', async (body, status, message) => {
  const answer = await send(body);
  expect([answer.status, answer.body]).toEqual([status, { err: 1, message }]);
});

it('refuses a post that names no replay, and one without a token', async () => {
  const nameless = await send(
    { resourceSpans: [{ scopeSpans: [{ spans: [{}] }] }] },
    { 'X-Rollbar-Replay-Id': '../x' },
  );
  expect([nameless.status, nameless.body.message]).toEqual([
    422,
    'Invalid format. X-Rollbar-Replay-Id is missing or no valid id.',
  ]);
  const anonymous = await askApi(running, { method: 'POST', path: '/session/', token: null, body: recording({}) });
  expect(anonymous.status).toBe(401);
  expect((await running.client.call('refused.list', { cursor: null, limit: 10 })).rows).toHaveLength(2);
});

it('gives the replay back in the documented shape', async () => {
  await send(recording({ n: 1 }));
  const { body } = await askApi(running, { path });
  const { events } = body.result as { events: object[] };
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    ...{ project_id: 1, environment: 'test', session_id: 's1', span_id: 'a1', name: 'rrweb-replay-recording' },
    ...{ start_time: '2026-01-01T00:00:00.000Z', duration: 2_500_000_000, span_count: '2', timeline_events: [] },
    attributes: expect.arrayContaining([{ name: 'client.address', value: '127.0.0.1' }]) as unknown,
    rrweb_replay_events: [{ time: '2026-01-01T00:00:00.000Z', type: 2, data: { n: 1 } }],
  });
  expect(events[1]).toMatchObject({
    attributes: [{ name: 'session.viewport', value: { w: 8 } }],
    timeline_events: [
      { name: 'log-event', time: '2026-01-01T00:00:00.100Z', attributes: [{ name: 'message', value: 'cart opened' }] },
    ],
    rrweb_replay_events: [],
  });
});

it('survives recordings and attributes that are nested beyond any stack', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const nested = `${'{"kvlistValue":{"values":[{"key":"k","value":'.repeat(5000)}{}${'}]}}'.repeat(5000)}`;
  const body = JSON.stringify(recording({}, [{ key: 'deep', value: { stringValue: 'DEEP' } }]))
    .replace('{"stringValue":"{}"}', `{"stringValue":"${deep}"}`)
    .replace('{"stringValue":"DEEP"}', nested);
  expect((await send(body)).status).toBe(200);
  const answer = await askApi(running, { path });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(`"data":${deep}`);
});

it('finds a replay under its own environment, session and project only', async () => {
  await send(recording({ n: 1 }));
  await running.post(errorData({ uuid }), 'b'.repeat(32));
  for (const wrong of [
    ...[{ path: path.replace('test', 'live') }, { path: path.replace('s1', 's2') }],
    ...[{ path: `${path}0` }, { path, token: 'b'.repeat(32) }],
  ]) {
    const answer = await askApi(running, wrong);
    expect([answer.status, answer.body.message]).toEqual([404, 'Replay not found']);
  }
});

it('deletes a replay', async () => {
  await running.post(errorData({ uuid }));
  await send(recording({ n: 1 }));
  const [kept] = await attachments();
  expect((await askApi(running, { method: 'DELETE', path })).body).toEqual({ err: 0 });
  expect((await askApi(running, { path })).status).toBe(404);
  expect(await attachments()).toEqual([]);
  await expect(contentOf(kept?.id ?? 0)).rejects.toThrow(Refusal);
});

it('lets a replay go with the last occurrence that it shows', async () => {
  await running.post(errorData({ uuid }));
  await send(recording({ n: 1 }));
  await askApi(running, { method: 'DELETE', path: `/instance/${uuid}` });
  expect((await askApi(running, { path })).status).toBe(404);
});
