import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const chrome = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/128.0.0.0 Safari/537.36';

const checkout: JsonObject = {
  environment: 'production',
  code_version: '1.4.2',
  context: 'checkout#pay',
  uuid: '11111111-1111-4111-8111-111111111111',
  framework: 'express',
  language: 'javascript',
  platform: 'linux',
  notifier: { name: 'node_rollbar', version: '2.26.5' },
  body: {
    trace: {
      frames: [
        { filename: '/srv/shop/src/server.ts', lineno: 3, method: 'listen' },
        {
          ...{ filename: '/srv/shop/src/cart/totals.ts', lineno: 42, method: 'sumOfLines', class_name: 'Totals' },
          locals: { userIdMap: { order_88f2: 'Zürich' }, currency: 'EUR' },
        },
      ],
      exception: {
        class: 'PriceError',
        message: 'price of kiwi is missing',
        description: 'the catalogue was reloaded',
      },
    },
    telemetry: [
      {
        ...{ level: 'warning', type: 'network', source: 'client', timestamp_ms: 1_767_225_599_000 },
        body: { subtype: 'xhr', method: 'GET', url: 'http://prices.example/v9', message: 'slowpoke' },
      },
    ],
  },
  request: {
    ...{ url: 'http://shop.example/api/v2/pay?coupon=WINTER', method: 'POST', user_ip: '203.0.113.9' },
    headers: { 'User-Agent': chrome, Referer: 'http://ads.example/' },
    ...{ GET: { coupon: 'WINTER' }, POST: { gift: 'wrapped' }, params: { action: 'pay' } },
    body: 'rawbodytext',
  },
  server: { host: 'web-7', root: '/srv/shop', branch: 'release', pid: 4711, cpu: 'x86_64' },
  person: { id: '17', username: 'ada', email: 'ada@shop.example' },
  custom: { tenant: 'acme corp', retries: 3 },
};

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector();
  await running.post(checkout);
  await running.post(errorData({ server: { host: 'web-1' } }, { method: 'other', line: 9 }));
  await running.post({ environment: 'test', level: 'info', body: { message: { body: 'backup finished in 7 s' } } });
  await caughtUp();
});
afterAll(async () => {
  await running.dispose();
});

async function caughtUp(): Promise<void> {
  await vi.waitFor(() => {
    expect(running.collector.status().search).toEqual({ behind: 0 });
  }, 20_000);
}

async function find(text: string): Promise<number[]> {
  return (await running.items({ text })).map(({ counter }) => counter).sort();
}

it.each([
  ...['PriceError', 'kiwi', 'price is', '"price of kiwi"', 'totals.ts', 'sumOfLines', 'sumof', 'catalogue', 'slowpoke'],
  ...['userIdMap', 'IdMap', 'erIdM', 'order_88f2', '88f2', 'order_8', 'zürich', 'ürich', '/api/v2/pay', 'v2', 'winter'],
  ...['rawbodytext', 'bodyt', 'acme', 'web-7', 'ada@shop.example', 'kiwi -backup', 'winter host:web-7'],
])('finds the report with %j anywhere in it', async (text) => {
  expect(await find(text)).toEqual([1]);
});

it.each([
  ...['title:kiwi', '#1', 'status:active title:kiwi', 'level:error host:web-7', 'environment:prod host:web-7'],
  ...['framework:express', 'language:java host:web-7', 'platform:linux', 'is:new context:checkout', 'people:1'],
  ...['uuid:11111111-1111-4111-8111-111111111111', 'host:web-7', 'host:"WEB-7"', 'host:web_7', 'context:checkout#'],
  ...['ip:203.0.113.9', 'user_id:17', 'username:ad', 'email:ada@', 'person:ada', 'code_version:1.4', 'version:1'],
  ...['file:cart/', 'traceframe_filename:totals', 'method:OFLINES', 'topfile:server.ts', 'bottomfile:totals'],
  ...['allfiles:/src/ -nofiles:cart', 'minfiles:2 host:web-7', 'maxfiles:2 host:web-7', 'traceframe_lineno:42'],
  ...['exception:Price', 'exception_message:kiwi', 'exception_description:reloaded', 'traceframe_class_name:Tot'],
  ...['traceframe_locals_name:userIdMap', 'traceframe_locals_value:EUR', 'traceframe_local[currency]:EUR'],
  ...['notifier_name:node', 'notifier_version:2.26', 'server_root:/srv/shop', 'server_pid:4711', 'server_cpu:x86'],
  ...['scm_branch:release', 'browser:Chrome', 'browser_version:128', 'os:macOS', 'os_version:10.15'],
  ...['request_url:/api/v2', 'request_method:POST', 'request_query_string:coupon', 'request_body:rawbodytext'],
  ...['request_headers_name:Referer', 'request_headers_value:ads', 'request_header[Referer]:ads.example'],
  ...['request_get[coupon]:WINTER', 'request_post[gift]:wrapped', 'request_param[action]:pay'],
  ...['custom[tenant]:acme', 'custom[tenant]:acme_corp', 'custom[tenant]:"acme corp"', 'custom[retries]:3'],
  ...['customs_name:tenant', 'customs_value:acme', 'telemetry_level:warning', 'telemetry_type:network'],
  ...['telemetry_body_subtype:xhr', 'telemetry_body_method:GET', 'telemetry_body_message:slowpoke'],
])('finds by %j', async (text) => {
  expect(await find(text)).toEqual([1]);
});

it.each<[string, number[]]>([
  ['-host:web-7', [2, 3]],
  ['nofiles:cart', [2]],
  ['level:<error', [3]],
  ['message_body:backup', [3]],
  ['environment:test', [3]],
  ['kiwi backup', []],
  ['host:web', [1, 2]],
  ['host:"web"', []],
  ['custom[tenant]:corp', []],
  ['first:<1h count:1', [1, 2, 3]],
  ['last:>1h', []],
  ['is:snoozed', []],
  ["'; DROP TABLE item; --", []],
  ['" OR "" NEAR(', []],
])('answers %j', async (text, counters) => {
  expect(await find(text)).toEqual(counters);
});

it('counts what is found per view', async () => {
  const filter = { view: 'all', projectId: null, environment: null, text: 'host:web' } as const;
  expect(await running.client.call('items.counts', { filter })).toMatchObject({ active: 2, resolved: 0, all: 2 });
});

it('refuses what it cannot read, with the place', async () => {
  await expect(running.items({ text: 'kiwi level:fatal' })).rejects.toMatchObject({
    code: 'bad-request',
    message: expect.stringMatching(/'fatal' is none of debug.*\(character 12\)/) as unknown,
  });
});

it('answers the same terms over the API, where bare words are titles', async () => {
  const ask = async (query: string): Promise<unknown> => {
    const { body } = await askApi(running, { path: `/items?query=${encodeURIComponent(query)}` });
    return (body.result as { items: { counter: number }[] }).items.map(({ counter }) => counter);
  };
  expect(await ask('host:web-7')).toEqual([1]);
  expect(await ask('custom[tenant]:acme !file:router')).toEqual([1]);
  expect(await ask('winter')).toEqual([]);
});

it('completes values and keys, most frequent first', async () => {
  const complete = (field: string, typed: string, key: string | null = null): Promise<unknown> =>
    running.client.call('search.complete', { projectId: null, field, key, typed });
  expect(await complete('host', 'WEB')).toEqual([
    { value: 'web-1', count: 1 },
    { value: 'web-7', count: 1 },
  ]);
  expect(await complete('custom', 'te')).toEqual([{ value: 'tenant', count: 1 }]);
  expect(await complete('custom', '', 'tenant')).toEqual([{ value: 'acme corp', count: 1 }]);
  expect(await complete('level', 'e')).toEqual([]);
  await expect(complete('hots', '')).rejects.toMatchObject({ code: 'bad-request' });
});

it('tells what the reports of an item share, and how unusual that is', async () => {
  const [item] = await running.items({ text: 'kiwi' });
  const { occurrences, fields } = await running.client.call('items.breakdown', { id: item?.id ?? 0 });
  expect(occurrences).toBe(1);
  expect(fields.find(({ field }) => field === 'host')).toMatchObject({
    label: 'Host',
    values: [{ value: 'web-7', count: 1, share: 1, shareInProject: 1 / 3, lift: 3 }],
    ...{ different: 1, isCapped: false },
  });
});

it('keeps searches that a person has named', async () => {
  const filter = { view: 'active', projectId: null, environment: null, text: 'is:new' } as const;
  const saved = await running.client.call('search.save', { name: 'Fresh', filter, sort: 'last' });
  await running.client.call('search.rename', { id: saved.id, name: 'New today' });
  expect(await running.client.call('search.saved', {})).toEqual([{ ...saved, name: 'New today' }]);
  await running.client.call('search.remove', { id: saved.id });
  expect(await running.client.call('search.saved', {})).toEqual([]);
  await expect(running.client.call('search.rename', { id: saved.id, name: 'x' })).rejects.toMatchObject({
    code: 'not-found',
  });
});
