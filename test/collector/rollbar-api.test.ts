/** Every endpoint of Rollbar's API, as its clients call it, in default and in strict mode. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askApi, type ApiAnswer, type ApiRequest } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const uuid = '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d';
const start = 1_767_225_600;

/** Two items in production, one of them with two versions, and one in test; a deploy that has started. */
async function runFilled(strict: boolean): Promise<RunningCollector> {
  const running = await runCollector();
  await running.client.call('settings.change', { strict });
  const person = { id: 'p1', username: 'robin', email: 'robin@shop.example' };
  const request = { url: 'http://shop.example', user_ip: '$remote_ip' };
  await running.post(
    errorData({ uuid, code_version: '1.0', person, request, timestamp: start - 1, level: 'critical' }),
  );
  running.clock.now += 60_000;
  await running.post(errorData({ code_version: '2.0', level: 'critical' }));
  await running.post(errorData({ framework: 'Rails: 7.1', code_version: '2.0' }, { method: 'refund', line: 9 }));
  await running.post(errorData({ environment: 'test', platform: 'linux' }));
  const deploy = { environment: 'production', revision: '2.0', local_username: 'robin', status: 'started' };
  await askApi(running, { method: 'POST', path: '/deploy/', body: deploy });
  return running;
}

const item = expect.objectContaining({
  ...{ id: 1, counter: 1, environment: 'production', title: 'TypeError: x is not a function', level: 'critical' },
  ...{ status: 'active', platform: 'unknown', framework: 'browser-js', group_status: 1, controlling_id: 1 },
  ...{ first_occurrence_id: 1, first_occurrence_timestamp: start, last_occurrence_id: 2, total_occurrences: 2 },
  ...{ last_occurrence_timestamp: start + 60, activating_occurrence_id: 1, last_resolved_timestamp: null },
  ...{ level_lock: 0, title_lock: 0, unique_occurrences: null, resolved_in_version: null },
}) as unknown;
const wholeItem = expect.objectContaining({ id: 1, integrations_data: {}, snooze_status: false }) as unknown;
const instance = expect.objectContaining({
  ...{ id: 1, item_id: 1, project_id: 1, timestamp: start, version: 2, billable: 1 },
  data: expect.objectContaining({
    ...{ uuid, timestamp: start, environment: 'production' },
    request: { url: 'http://shop.example', user_ip: '127.0.0.1' },
    metadata: { access_token: '', timestamp_ms: start * 1000, customer_timestamp: start - 1 },
  }) as unknown,
}) as unknown;
const deploy = {
  ...{ id: 1, project_id: 1, environment: 'production', revision: '2.0', local_username: 'robin', comment: null },
  ...{ status: 'started', user_id: null, start_time: start + 60, finish_time: null },
};
const ids = (...wanted: number[]): unknown =>
  expect.objectContaining({
    ...{ total_count: wanted.length },
    items: wanted.map((id) => expect.objectContaining({ id }) as unknown),
  });
const instances = (page: number, ...wanted: number[]): unknown => ({
  ...{ page, instances: wanted.map((id) => expect.objectContaining({ id }) as unknown) },
});
const none = { debug: 0, info: 0, warning: 0, error: 0, critical: 0 };

/** What is asked, the status, and the result; a text is the message of a refusal. */
const reads: [path: string, status: number, result: unknown][] = [
  ['/item/1', 200, wholeItem],
  ['/item/1/', 200, item],
  [`/item/${uuid}`, 200, wholeItem],
  [`/item/${uuid.replaceAll('-', '').toUpperCase()}`, 200, wholeItem],
  ['/item/99', 404, 'Item not found'],
  ['/item/abc', 404, 'Item not found'],
  [`/item/?uuid=${uuid}`, 200, wholeItem],
  ['/item/?uuid=nonsense', 400, 'Invalid UUID format'],
  ['/item/?uuid=00000000-0000-4000-8000-000000000000', 404, 'UUID did not match any occurrence'],
  ['/item?counter=1', 200, wholeItem],
  ['/item/?counter=61', 404, 'Item not found'],
  ['/item/', 422, "Invalid format. Either 'uuid' or 'counter' is required."],
  ['/item_by_counter/1', 301, { itemId: 1, path: '/api/1/item/1', uri: '/api/1/item/1' }],
  ['/item_by_counter/99', 404, 'Item not found'],

  ['/items/', 200, { page: 1, total_count: 3, items: expect.arrayContaining([item]) as unknown }],
  ['/items?page=2&limit=2', 200, { page: 2, total_count: 3, items: [expect.objectContaining({ id: 1 }) as unknown] }],
  ['/items?page=9', 200, { page: 9, total_count: 3, items: [] }],
  ['/items?page=0&limit=1', 200, expect.objectContaining({ page: 1, total_count: 3 })],
  ['/items?status=active&status=muted', 200, ids(3, 2, 1)],
  ['/items?status=any', 200, ids(3, 2, 1)],
  ['/items?status=resolved', 200, ids()],
  ['/items?status=gone', 422, /^Invalid format. 'status' must be one of active,/],
  ['/items?level=critical', 200, ids(1)],
  ['/items?level=error&level=critical&environment=production', 200, ids(2, 1)],
  ['/items?environment=test', 200, ids(3)],
  ['/items?framework=rails', 200, ids(2)],
  ['/items?framework=django', 200, ids()],
  ['/items?assigned_user=unassigned', 200, ids(3, 2, 1)],
  ['/items?assigned_user=assigned', 200, ids()],
  ['/items?assigned_user=robin', 200, ids()],
  ['/items?assigned_team=shop', 200, ids()],
  ['/items?ids=1,3', 200, ids(3, 1)],
  ['/items?ids=1,x', 422, "Invalid format. 'ids' must be a list of integers."],
  ['/items?is_snoozed=false', 200, ids(3, 2, 1)],
  ['/items?is_snoozed=true', 200, ids()],
  ['/items?project_ids=1&project_ids=2', 200, ids(3, 2, 1)],
  ['/items?project_ids=2', 200, ids()],
  ['/items?date_from=2026-01-01T00:00:30Z', 200, ids(3, 2, 1)],
  ['/items?date_to=2026-01-01T00:00:30Z', 200, ids()],
  ['/items?date_to=then', 422, /date_to/],
  ['/items?query=not%20typeerror', 200, ids(3, 2, 1)],
  ['/items?query=%22x%20is%20not%22', 200, ids(3, 2, 1)],
  ['/items?query=%22not%20x%22', 200, ids()],
  ['/items?query=%232', 200, ids(2)],
  ['/items?query=title:function%20environment:test', 200, ids(3)],
  [`/items?query=uuid:${uuid}`, 200, ids(1)],
  ['/items?query=level:critical', 200, ids(1)],
  ['/items?query=code_version:1', 200, ids(1)],
  ['/items?query=username:rob', 200, ids(1)],
  ['/items?query=email:%22robin%22', 200, ids()],
  ['/items?query=is:group', 200, ids()],
  ['/items?query=hots:web-1', 422, /cannot search for 'hots:'/],
  ['/search/?title=function&fields=id,title,secret', 200, expect.objectContaining({ page: 1, total_count: 3 })],

  ['/instances/', 200, instances(1, 4, 3, 2, 1)],
  ['/instances/?limit=2&page=2', 200, instances(2, 2, 1)],
  ['/instances/?limit=2&lastId=3&page=7', 200, instances(7, 2, 1)],
  ['/instances/?lastId=x', 422, /lastId/],
  ['/item/1/instances/', 200, { page: 1, instances: [expect.objectContaining({ id: 2 }) as unknown, instance] }],
  ['/item/1/instances?last_id=2', 200, { page: 1, instances: [instance] }],
  ['/item/99/instances', 404, 'Item not found'],
  ['/instance/1', 200, instance],
  [`/instance/${uuid}`, 200, instance],
  ['/instance/99', 404, 'Occurrence not found'],

  ['/deploys/', 200, { page: 1, deploys: [deploy] }],
  ['/deploys?page=2', 200, { page: 2, deploys: [] }],
  ['/deploys?environment=test', 200, { page: 1, deploys: [] }],
  ['/deploy/1', 200, deploy],
  ['/deploy/1/', 200, deploy],
  ['/deploy/9', 404, 'Deploy not found'],

  ['/versions/2.0', 422, "Invalid format. 'environment' is required."],
  ['/versions/9?environment=production', 404, 'Version not found'],
  [
    '/versions/2.0?environment=production',
    200,
    {
      ...{ id: expect.any(Number) as unknown, version: '2.0', environment: 'production', date_created: start + 60 },
      ...{ first_occurrence_id: 2, first_occurrence_timestamp: start + 60, last_occurrence_id: 3 },
      ...{ last_occurrence_timestamp: start + 60, deployed_by: 'robin', last_deploy_timestamp: start + 60 },
      item_stats: { new: { ...none, error: 1 }, repeated: { ...none, critical: 1 }, reactivated: none, resolved: none },
      commits: [],
    },
  ],
  [
    '/versions/1.0/items?environment=production&event=new&level=critical',
    200,
    [
      expect.objectContaining({
        id: 1,
        first_in_version_occurrence_id: 1,
        occurrences_in_version: 1,
        people_in_version: 1,
      }),
    ],
  ],
  ['/versions/1.0/items?environment=production&event=new&level=debug', 200, []],
  ['/versions/2.0/items?environment=production&event=reactivated', 200, []],
  ['/versions/2.0/items?environment=production', 422, /'event' must be one of/],

  [
    '/environments/',
    200,
    {
      page: 1,
      environments: [
        { id: 1, project_id: 1, environment: 'production', visible: 1 },
        { id: 2, project_id: 1, environment: 'test', visible: 1 },
      ],
    },
  ],

  [
    '/reports/top_active_items?hours=2&environments=production',
    200,
    [
      {
        item: {
          ...{ id: 1, counter: 1, project_id: 1, environment: 'production', framework: 7, level: 50 },
          ...{ title: 'TypeError: x is not a function', last_occurrence_timestamp: start + 60, occurrences: 2 },
          ...{ unique_occurrences: 1, group_status: 1 },
        },
        counts: [0, 2],
      },
      { item: expect.objectContaining({ id: 2, framework: 1, occurrences: 1 }) as unknown, counts: [0, 1] },
    ],
  ],
  ['/reports/top_active_items?hours=169', 422, /'hours' must be an integer between 1 and 168/],
  ['/reports/top_active_items?sort=level', 422, /'sort' must be one of occurrences/],
  [
    '/reports/occurrence_counts?bucket_size=3600&buckets=2',
    200,
    [
      [start - 3600, 0],
      [start, 4],
    ],
  ],
  [
    '/reports/occurrence_counts?buckets=2&environments=test',
    200,
    [
      [start - 86_400, 0],
      [start, 1],
    ],
  ],
  [
    '/reports/occurrence_counts?buckets=2&min_level=critical&item_id=1',
    200,
    [
      [start - 86_400, 0],
      [start, 2],
    ],
  ],
  [
    '/reports/occurrence_counts?buckets=2&min_level=debug&max_level=warning',
    200,
    [
      [start - 86_400, 0],
      [start, 0],
    ],
  ],
  ['/reports/occurrence_counts?bucket_size=60', 422, /counted per hour/],
  ['/reports/occurrence_counts?buckets=1', 422, /'buckets'/],
  [
    '/reports/activated_counts?buckets=2',
    200,
    [
      [start - 86_400, 0],
      [start, 3],
    ],
  ],
  ['/reports/activated_counts?bucket_size=3600', 422, /'bucket_size'/],
];

const span = { start_time: start, end_time: start + 3600 };
const posts: [path: string, body: object, status: number, result: unknown][] = [
  [
    '/metrics/items',
    { item_counters: [1, 99] },
    200,
    { project_id: 1, project_slug: 'shop', metrics: [{ item_counter: 1, first_ttr: null, last_ttr: null }] },
  ],
  ['/metrics/items', { item_counters: '1' }, 422, /item_counters/],
  ['/metrics/ttr', span, 200, expect.objectContaining({ data: [] })],
  ['/metrics/ttr', { ...span, timezone: 'Mars/Olympus' }, 422, /timezone/],
  ['/metrics/ttr', {}, 422, /'start_time' is required/],
  [
    '/metrics/occurrences',
    {
      ...span,
      group_by: ['environment'],
      aggregates: [{ field: 'count', function: 'count_all', alias: 'n' }],
      sort: { field: 'n', order: 'desc' },
    },
    200,
    {
      ...{ last_occurrence_id: 4, last_occurrence_timestamp: start + 60 },
      timepoints: [
        {
          timestamp: start,
          metrics_rows: [
            [
              { field: 'environment', value: 'production' },
              { field: 'n', value: 3 },
            ],
            [
              { field: 'environment', value: 'test' },
              { field: 'n', value: 1 },
            ],
          ],
        },
      ],
    },
  ],
  [
    '/metrics/occurrences',
    {
      ...span,
      granularity: 'day',
      timezone: 'UTC',
      filters: [{ field: 'item_counter', operator: 'eq', values: [1, 2] }],
      aggregates: [{ field: 'item_id', function: 'count_distinct' }],
    },
    200,
    expect.objectContaining({
      timepoints: [{ timestamp: start, metrics_rows: [[{ field: 'count_distinct(item_id)', value: 2 }]] }],
    }),
  ],
  ['/metrics/occurrences', { ...span, group_by: ['ip_address'] }, 422, /cannot|among what it can tell/],
  ['/metrics/occurrences', { ...span, granularity: 'minute' }, 422, /counted per hour/],
];

function expectAnswer(answer: ApiAnswer, status: number, result: unknown): void {
  expect({ status: answer.status, body: answer.body }).toEqual(
    typeof result === 'string' || result instanceof RegExp
      ? { status, body: { err: 1, message: expect.stringMatching(matching(result)) as unknown } }
      : { status, body: { err: 0, result } },
  );
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-rate-limit-limit': '5000',
    'x-rate-limit-remaining': '4999',
  });
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
}

const matching = (words: string | RegExp): RegExp =>
  typeof words === 'string' ? new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : words;

describe.each([
  ['default', false],
  ['strict', true],
])('in %s mode', (_mode, strict) => {
  let running: RunningCollector;
  beforeAll(async () => {
    running = await runFilled(strict);
  });
  afterAll(async () => {
    await running.dispose();
    expect(running.log).toEqual([]);
  });

  it.each(reads)('GET %s answers %i', async (path, status, result) => {
    expectAnswer(await askApi(running, { path }), status, result);
  });

  it.each(posts)('POST %s with %j answers %i', async (...[path, body, status, result]) => {
    expectAnswer(await askApi(running, { method: 'POST', path, body }), status, result);
  });

  it.each<[string, ApiRequest, number, RegExp]>([
    ['no token', { path: '/items', token: null }, 403, /access_token is missing/],
    ['an unknown token', { path: '/items', token: 'f'.repeat(32) }, 403, /^invalid access token$/],
    [
      'an unknown token for a deploy',
      { method: 'POST', path: '/deploy', token: 'g'.repeat(32) },
      403,
      /^invalid access/,
    ],
    ['another host', { path: '/items', headers: { Host: 'evil.example' } }, 403, /Host header/],
    [
      'another host for a change',
      { method: 'PATCH', path: '/item/1', headers: { Host: 'evil.example:7655' } },
      403,
      /Host/,
    ],
    ['a path that is not there', { path: '/nothing' }, 404, /^not found$/],
    ['a method that is not there', { method: 'PUT', path: '/items' }, 405, /^method not allowed$/],
  ])('refuses %s', async (...[, asked, status, message]) => {
    expectAnswer(await askApi(running, asked), status, message);
  });

  it.each(['127.0.0.1', 'localhost:7655', 'LOCALHOST'])('answers at %s', async (host) => {
    expect((await askApi(running, { path: '/items', headers: { Host: host } })).status).toBe(200);
  });

  it('takes the token of the header before the one of the query, and that before the one of the body', async () => {
    const { token } = running.collector.status();
    const body = { access_token: 'wrong', item_counters: [] };
    const ask = (query: string, sent: string | null): Promise<ApiAnswer> =>
      askApi(running, { method: 'POST', path: `/metrics/items?access_token=${query}`, token: sent, body });
    expect((await ask('wrong', token)).status).toBe(200);
    expect((await ask(token, null)).status).toBe(200);
    expect((await ask('', null)).body.message).toBe('invalid access token');
    const rooted = await askApi(running, {
      method: 'POST',
      path: '/metrics/items',
      token: null,
      body: { ...body, access_token: token },
    });
    expect(rooted.status).toBe(200);
  });

  it('redirects from a counter with the token that came in the query', async () => {
    const { token } = running.collector.status();
    const answer = await askApi(running, { path: `/item_by_counter/1?access_token=${token}`, token: null });
    expect(answer).toMatchObject({ status: 301, headers: { location: `/api/1/item/1?access_token=${token}` } });
  });

  it('lets no page of another site read, and answers no preflight for what is closed', async () => {
    const headers = { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'GET' };
    for (const path of ['/item/1', '/item?counter=1', '/items', '/rql/jobs'])
      for (const method of ['OPTIONS', 'GET']) {
        const answer = await askApi(running, { method, path, headers });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
  });

  it('answers HEAD without a body', async () => {
    expect(await askApi(running, { method: 'HEAD', path: '/items' })).toMatchObject({ status: 200, text: '' });
  });
});
