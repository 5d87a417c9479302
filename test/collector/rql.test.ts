import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { isObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { packEverything } from './pack-everything.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

/** A job's id in a path. */
const idText = (id: JsonValue | undefined): string => JSON.stringify(id);
const seconds = (): number => running.clock.now / 1000;

interface Answer {
  status: number;
  result: JsonObject;
  body: JsonObject;
}

/** Asks as an API client does: the token in the header, a body as JSON unless it is a form. */
async function ask(
  path: string,
  body?: JsonObject | URLSearchParams | FormData,
  headers: HeadersInit = {},
): Promise<Answer> {
  const isForm = body instanceof URLSearchParams || body instanceof FormData;
  const response = await fetch(`${running.collector.status().ingest.url}/api/1/rql/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'X-Rollbar-Access-Token': running.collector.status().token, ...headers },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as JsonObject;
  return {
    status: response.status,
    result: isObject(answer['result']) ? answer['result'] : {},
    body: answer,
  };
}

async function job(query: string, more: JsonObject = {}): Promise<JsonObject> {
  return (await ask('jobs/', { query_string: query, ...more })).result;
}

async function resultOf(query: string): Promise<JsonObject> {
  const { id } = await job(query, { force_refresh: true });
  return (await ask(`job/${idText(id)}/result`)).result['result'] as JsonObject;
}

/** The rows without the hidden columns. */
async function rows(query: string): Promise<JsonValue[][]> {
  const result = await resultOf(query);
  expect(result['errors']).toEqual([]);
  const width = (result['selectionColumns'] as JsonValue[]).length;
  return (result['rows'] as JsonValue[][]).map((row) => row.slice(0, width));
}

/** Two items in production, one in staging; five occurrences, a minute apart. */
async function postSome(): Promise<void> {
  const browser = { platform: 'browser', framework: 'browser-js', language: 'javascript' };
  const request = { url: 'https://shop.example/cart', method: 'GET', headers: { 'User-Agent': 'Mozilla/5.0 (X11)' } };
  const reports: JsonObject[] = [
    errorData({
      ...browser,
      request,
      person: { id: 7, email: 'robin@shop.example' },
      custom: { total: 12.5, tags: ['a', 'b'] },
    }),
    errorData({ ...browser, request, person: { id: '8' }, code_version: '1.4.0', custom: { total: '30' } }),
    errorData({ context: 'checkout#pay', custom: { total: 1 }, timestamp: 1_700_000_000 }),
    errorData({ level: 'critical', context: 'jobs#mail' }, { method: 'mail' }),
    {
      environment: 'staging',
      level: 'warning',
      body: { message: { body: 'low disk', free: 12 } },
      uuid: 'a'.repeat(32),
    },
  ];
  for (const report of reports) {
    expect((await running.post(report)).status).toBe(200);
    running.clock.now += 60_000;
  }
}

/** Queries on these reports, and their rows. */
const questions: [string, JsonValue[][]][] = [
  ['select count(*) from item_occurrence', [[5]]],
  [
    'select item.counter, count(*) n from item_occurrence group by 1 order by n desc, 1',
    [
      [1, 3],
      [2, 1],
      [3, 1],
    ],
  ],
  [
    'select item.counter, item.status, item.level from item_occurrence where item.level >= 40 group by 1 order by 1',
    [
      [1, 1, 40],
      [2, 1, 50],
    ],
  ],
  [
    "select body.trace.exception.class, body.trace.frames.1.lineno from item_occurrence where context = 'jobs#mail'",
    [['TypeError', 7]],
  ],
  [
    'select person.id, person.email from item_occurrence where person.id is not null order by person.id desc',
    [
      ['8', null],
      ['7', 'robin@shop.example'],
    ],
  ],
  [
    'select sum(custom.total), avg(custom.total), max(timestamp) - min(timestamp) from item_occurrence',
    [[43.5, 14.5, 240]],
  ],
  ['select custom.tags.1 from item_occurrence where custom.total between 10 and 20', [['b']]],
  [
    "select left(`request.headers.User-Agent`, 7) agent, count_distinct(person.id) from item_occurrence where request.url like '%/CART' group by agent",
    [['Mozilla', 2]],
  ],
  ['select occurrence_id from item_occurrence where timestamp > unix_timestamp() - 150 order by 1', [[4], [5]]],
  ['select occurrence_id from item_occurrence order by timestamp limit 1, 2', [[2], [3]]],
  [
    'select item.platform, item.framework, language from item_occurrence where occurrence_id in (1, 4) order by occurrence_id',
    [
      [1, 7, 'javascript'],
      [0, 7, null],
    ],
  ],
  [
    "select concat_ws('/', environment, code_version, uuid) from item_occurrence where occurrence_id = 5 or code_version = '1.4.0' and 1 = 0",
    [['staging/aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa']],
  ],
  [
    'select metadata.customer_timestamp from item_occurrence where metadata.customer_timestamp is not null',
    [[1_700_000_000]],
  ],
  [
    "select if(level = 'critical', 'page', 'wait') what, count(*) from item_occurrence group by what order by what",
    [
      ['page', 1],
      ['wait', 4],
    ],
  ],
  ['select no.such.column, count(no.such.column) from item_occurrence', [[null, 0]]],
  ['select revision from deploy', []],
  ['show tables', [['item_occurrence'], ['deploy']]],
];

describe('a query', () => {
  it('is a job with a result of the documented shape', async () => {
    await postSome();
    const made = await job(
      'SELECT item.counter, body.message.body FROM item_occurrence WHERE item.environment = "staging"',
    );
    expect(made).toEqual({
      ...{ id: 1, project_id: 1, project_group_id: null, status: 'success' },
      query_string: 'SELECT item.counter, body.message.body FROM item_occurrence WHERE item.environment = "staging"',
      job_hash: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      ...{ date_created: seconds(), date_modified: seconds() },
    });
    const { body } = await ask('job/1/result/?expand=job');
    expect(body).toEqual({
      err: 0,
      result: {
        job_id: 1,
        result: {
          ...{ isSimpleSelect: true, errors: [], warnings: ['No timestamp filter.'] },
          executionTime: expect.any(Number) as number,
          ...{ effectiveTimestamp: seconds(), rowcount: 1, projectIds: [1] },
          selectionColumns: ['item.counter', 'body.message.body'],
          columns: ['item.counter', 'body.message.body', 'item.counter', 'occurrence_id'],
          rows: [[3, 'low disk', 3, 5]],
        },
        job: made,
      },
    });
    const expanded = await ask('job/1?expand=result');
    expect(expanded.result).toMatchObject({ id: 1, status: 'success', result: { rowcount: 1 } });
    expect((await ask('job/1')).result).toEqual(made);
  });

  it('gives the rows that it asks for', async () => {
    await postSome();
    for (const [query, expected] of questions) expect([query, await rows(query)]).toEqual([query, expected]);
  });

  it('finds the same in reports that were packed meanwhile', async () => {
    await postSome();
    const query = 'select custom.total, body.trace.frames.0.filename from item_occurrence where custom.total > 5';
    const before = await rows(query);
    expect(before).toHaveLength(2);
    await running.collector.stop();
    packEverything(running.folder);
    await running.restart();
    expect(await rows(query)).toEqual(before);
  });

  it('sees what a decision did to an item', async () => {
    await postSome();
    const [item] = await running.items({ environment: 'staging' });
    const command = { id: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d', at: running.clock.now, kind: 'resolve' as const };
    await running.client.call('items.triage', { command: { ...command, itemIds: [item?.id ?? 0], inVersion: '2.0' } });
    const found = await rows(
      'select item.counter, item.resolved_in_version from item_occurrence where item.status = 2',
    );
    expect(found).toEqual([[3, '2.0']]);
  });

  it('reads the project of its token, and no other', async () => {
    await postSome();
    const other = 'b'.repeat(32);
    await running.post(errorData(), other);
    const { result } = await ask(
      'jobs',
      { query_string: 'select uuid from item_occurrence where 1 = 1 or project_id = 1' },
      { 'X-Rollbar-Access-Token': other },
    );
    const own = await ask(`job/${idText(result['id'])}?expand=result`, undefined, { 'X-Rollbar-Access-Token': other });
    expect(own.result).toMatchObject({ project_id: 2, result: { rowcount: 1, projectIds: [2] } });
    expect((await ask(`job/${idText(result['id'])}`)).status).toBe(404);
    expect((await ask(`job/${idText(result['id'])}/cancel`, {})).status).toBe(404);
    expect((await ask('jobs')).body['result']).toEqual([]);
  });
});

const mistakes: [string, string][] = [
  ['selct 1', 'Expected SELECT but found "selct" (line 1, column 1)'],
  ['select a\nfrom item_occurrence\nwhere (b = 1', 'Expected ) but found the end of the query (line 3, column 13)'],
  ['delete from item_occurrence', 'Expected SELECT but found "delete" (line 1, column 1)'],
  [
    'select 1 from item_occurrence; drop table item',
    'Expected the end of the query but found "drop" (line 1, column 32)',
  ],
  ['select load_extension("x") from deploy', 'There is no function load_extension() (line 1, column 8)'],
];

describe('a query that cannot be understood', () => {
  it('is a job that failed, with the place in the text', async () => {
    for (const [query, error] of mistakes) {
      const made = await job(query);
      expect(made['status']).toBe('failed');
      const { result } = await ask(`job/${idText(made['id'])}/result`);
      expect(result['result']).toMatchObject({ errors: [error], rows: [], rowcount: 0 });
    }
  });

  it('is not the last word: it can be asked again', async () => {
    expect([(await job('selct 1'))['id'], (await job('selct 1'))['id']]).toEqual([1, 2]);
  });
});

describe('jobs', () => {
  it('of one query are one, until a fresh result is wanted', async () => {
    const query = 'select count(*) from item_occurrence';
    const ids = [await job(query), await job(query), await job(query, { force_refresh: 1 }), await job(query)];
    expect(ids.map(({ id }) => id)).toEqual([1, 1, 2, 2]);
  });

  it('are made from JSON, urlencoded and multipart bodies, with the token wherever it is', async () => {
    const query = 'select 1 + 1 from deploy';
    const { token } = running.collector.status();
    const noToken = { 'X-Rollbar-Access-Token': '' };
    const form = new FormData();
    form.set('query_string', query);
    form.set('access_token', token);
    const answers = [
      await ask('jobs/', { query_string: query, access_token: token }, noToken),
      await ask('jobs', new URLSearchParams({ query_string: query, access_token: token }), noToken),
      await ask('jobs/', form, noToken),
      await ask(`jobs/?access_token=${token}`, { query_string: query, force_refresh: false }, noToken),
    ];
    expect(answers.map(({ status, result }) => [status, result['id']])).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
      [200, 1],
    ]);
  });

  it('are listed twenty to a page, newest first', async () => {
    for (let n = 1; n <= 23; n += 1) await job(`select ${String(n)} from deploy`);
    const idsOf = async (page: string): Promise<unknown[]> =>
      ((await ask(`jobs/${page}`)).body['result'] as JsonObject[]).map(({ id }) => id);
    expect(await idsOf('')).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index));
    expect(await idsOf('?page=2')).toEqual([3, 2, 1]);
    expect(await idsOf('?page=3')).toEqual([]);
    expect(await idsOf('?page=-1')).toHaveLength(20);
    expect(await idsOf('?page=x')).toHaveLength(20);
  });

  it('let go of their results after a week', async () => {
    const query = 'select count(*) from item_occurrence';
    const { id } = await job(query);
    running.clock.now += 8 * 24 * 3_600_000;
    expect((await job(query))['id']).toBe(2);
    const old = await ask(`job/${idText(id)}?expand=result`);
    expect(old.result).toMatchObject({ status: 'Deleted', result: null });
  });

  it('are cancelled while they run, and the one that waits for the answer hears it', async () => {
    for (let count = 0; count < 40; count += 1) await running.post(errorData({ context: 'x' }));
    const pattern = '%a'.repeat(12_000);
    const endless = `select count(*) from item_occurrence where concat(context, '${'a'.repeat(25_000)}') like '${pattern}b'`;
    const answer = job(endless);
    await expect.poll(async () => ((await ask('jobs')).body['result'] as JsonObject[])[0]?.['status']).toBe('running');
    expect((await ask('job/1/result')).result).toEqual({ job_id: 1, result: null });
    const cancelled = await ask('job/1/cancel', {});
    expect(cancelled).toMatchObject({ status: 200, result: { id: 1, status: 'cancelled' } });
    expect(await answer).toEqual(cancelled.result);
    expect((await ask('job/1/result')).result['result']).toMatchObject({ errors: ['The query was cancelled.'] });
    expect(await rows('select count(*) from item_occurrence')).toEqual([[40]]);
    expect((await ask('job/1/cancel', {})).result['status']).toBe('cancelled');
  });

  it('that were under way when the process ended have failed', async () => {
    await running.collector.stop();
    const store = openStore(running.folder, { now: () => running.clock.now, log: (line) => running.log.push(line) });
    const id = store.inTransaction((at) =>
      store.rqlJobs.create({ projectIds: [1], query: 'show tables', hash: 'h', at }),
    );
    await store.close();
    await running.restart();
    const { result } = await ask(`job/${idText(id)}?expand=result`);
    expect(result).toMatchObject({ status: 'failed', result: { errors: [expect.stringMatching(/was stopped/)] } });
  });
});

describe('a request is refused', () => {
  const withToken = (token: string): HeadersInit => ({ 'X-Rollbar-Access-Token': token });
  it.each<[string, [number, string], () => Promise<Answer>]>([
    ['without a query', [422, 'Invalid format. query_string is missing and it is required.'], () => ask('jobs/', {})],
    [
      'with a query that is no text',
      [422, 'Invalid format. query_string must be a string.'],
      () => ask('jobs/', { query_string: 5 }),
    ],
    ['for a job that is not there', [404, 'RQL job not found'], () => ask('job/99')],
    ['for a job that can never be', [404, 'RQL job not found'], () => ask('job/x/result')],
    [
      'without a token',
      [403, 'access_token is missing and it is required.'],
      () => ask('jobs', undefined, withToken('')),
    ],
    ['with an unknown token', [403, 'invalid access token'], () => ask('jobs', undefined, withToken('z'.repeat(32)))],
  ])('%s', async (_what, [status, message], send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ err: 1, message });
    expect((await running.client.call('app.status', {})).refusedDeliveries).toBe(0);
  });

  it('when the body is broken', async () => {
    const { url } = running.collector.status().ingest;
    const headers = { 'X-Rollbar-Access-Token': running.collector.status().token };
    const response = await fetch(`${url}/api/1/rql/jobs/`, { method: 'POST', headers, body: '{"query_string":' });
    expect(response.status).toBe(400);
  });

  it('when the Host header names another host, and never with leave for other origins', async () => {
    const { port } = running.collector.status().ingest;
    const statusFor = (host: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const headers = {
          Host: host,
          Origin: 'http://evil.example',
          'X-Rollbar-Access-Token': running.collector.status().token,
        };
        request({ host: '127.0.0.1', port, path: '/api/1/rql/jobs', headers }, (response) => {
          response.resume();
          resolve([response.statusCode, response.headers['access-control-allow-origin']]);
        })
          .on('error', reject)
          .end();
      });
    expect(await statusFor('evil.example')).toEqual([403, undefined]);
    expect(await statusFor(`localhost:${String(port)}`)).toEqual([200, undefined]);
    expect(await statusFor('127.0.0.1')).toEqual([200, undefined]);
  });
});
