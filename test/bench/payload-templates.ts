/** What SDKs send, as templates: the marks in them are overwritten for each report. */
import type { JsonObject } from '../../shared/json.ts';

export const uuidMark = '00000000-0000-4000-8000-000000000000';
/** Six letters that say which item a report is of. */
export const wordMark = 'Qqqqqq';
/** Twelve hexadecimal digits that differ from report to report. */
export const valueMark = '0f0f0f0f0f0f';

export interface Template {
  /** The body as it is sent, with its marks. */
  text: string;
  isLarge: boolean;
}

export function templates(): Template[] {
  return [
    { text: JSON.stringify(nodeReport()), isLarge: false },
    { text: JSON.stringify(pythonReport()), isLarge: false },
    { text: JSON.stringify(browserReport()), isLarge: false },
    {
      text: JSON.stringify({ data: { ...(nodeReport()['data'] as JsonObject), custom: largeCustom() } }),
      isLarge: true,
    },
  ];
}

const common = {
  environment: 'production',
  uuid: uuidMark,
  code_version: '4.12.1',
  person: { id: '4711', username: 'robin', email: 'robin@shop.example' },
};

export function nodeReport(): JsonObject {
  const library = [
    ...['router/index.js', 'router/layer.js', 'express/lib/express.js', 'body-parser/lib/read.js', 'raw-body/index.js'],
    ...['express-session/index.js', 'compression/index.js', 'cors/lib/index.js', 'helmet/index.cjs', 'morgan/index.js'],
  ];
  const frames = [
    ...library.map((file, i) => ({
      ...{
        filename: `/srv/shop/node_modules/${file}`,
        lineno: 84 + i * 7,
        colno: 12,
        method: `Layer.handle [as r${String(i)}]`,
      },
      code: '    next(layerError || error);',
    })),
    {
      ...{ filename: `/srv/shop/src/orders/${wordMark}.js`, lineno: 41, colno: 17, method: `load${wordMark}` },
      code: '  const order = await orders.find(id);',
      context: {
        pre: ['', `async function load${wordMark}(id) {`, '  log.debug(id);'],
        post: ['  return order;', '}', ''],
      },
    },
    {
      ...{ filename: `/srv/shop/src/orders/${wordMark}.js`, lineno: 77, colno: 9, method: `total${wordMark}` },
      code: '  return order.items.reduce((sum, item) => sum + item.price, 0);',
      context: {
        pre: ['', `function total${wordMark}(order) {`, '  // tax is added later'],
        post: ['}', '', 'module.exports = {'],
      },
    },
  ];
  return {
    data: {
      ...common,
      ...{ level: 'error', timestamp: 1_767_225_600, language: 'javascript', framework: 'node-js', platform: 'linux' },
      body: {
        trace_chain: [
          {
            frames,
            exception: {
              class: 'TypeError',
              message: `Cannot read properties of undefined (reading 'items') of order ${valueMark}`,
            },
          },
        ],
      },
      context: `orders#${wordMark}`,
      request: {
        ...{ url: `https://shop.example/orders/${valueMark}/total`, method: 'GET', user_ip: '203.0.113.7' },
        headers: {
          ...{ host: 'shop.example', accept: 'text/html,application/json;q=0.9', 'accept-language': 'en-GB,en;q=0.8' },
          'user-agent':
            'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
          'x-request-id': valueMark,
        },
        params: { order: valueMark },
      },
      server: { host: 'web-3', root: '/srv/shop', branch: 'main', pid: 4242 },
      custom: { attempt: 2, order_id: valueMark, flags: ['new-checkout', 'eu'] },
      notifier: { name: 'node_rollbar', version: '3.1.0' },
    },
  };
}

function pythonReport(): JsonObject {
  const frame = (file: string, method: string, lineno: number): JsonObject => ({
    ...{ filename: `/app/shop/${file}`, lineno, method, code: '    return handler(request, *args, **kwargs)' },
    ...{ argspec: ['request'], varargspec: 'args', keywordspec: 'kwargs' },
    locals: { request: '<HttpRequest: POST /cart>', args: [], kwargs: { pk: valueMark } },
  });
  return {
    data: {
      ...common,
      ...{
        level: 'error',
        timestamp: 1_767_225_600.25,
        language: 'python 3.13.1',
        framework: 'django',
        platform: 'linux',
      },
      body: {
        trace: {
          frames: [
            frame('/usr/lib/python3/site-packages/django/core/handlers/base.py', 'get_response', 197),
            frame('/usr/lib/python3/site-packages/django/views/generic/base.py', 'dispatch', 143),
            frame(`views/${wordMark}.py`, 'post', 58),
            {
              ...frame(`models/${wordMark}.py`, `charge_${wordMark}`, 112),
              code: '    if amount > self.limit:',
              locals: { self: `<Card: ${valueMark}>`, amount: 119.5, currency: 'EUR', customer_key: valueMark },
            },
          ],
          exception: { class: 'ValueError', message: `amount of ${valueMark} is over the limit` },
        },
      },
      request: {
        ...{ url: 'https://shop.example/cart', method: 'POST', user_ip: '198.51.100.23' },
        ...{
          headers: { Host: 'shop.example', 'User-Agent': 'okhttp/4.12.0' },
          POST: { card: '********', order: valueMark },
        },
      },
      server: { host: 'worker-1', root: '/app/shop', argv: ['gunicorn', 'shop.wsgi'], pid: 17 },
      custom: { tenant: 'north', trace: valueMark },
      notifier: { name: 'pyrollbar', version: '1.3.0' },
    },
  };
}

function browserReport(): JsonObject {
  const bundle = 'https://shop.example/assets/app.js';
  const frame = (method: string, lineno: number): JsonObject => ({ filename: bundle, lineno, colno: 1204, method });
  const event = (i: number): JsonObject => ({
    ...{ level: 'info', type: i % 2 === 0 ? 'network' : 'dom', timestamp_ms: 1_767_225_500_000 + i, source: 'client' },
    body:
      i % 2 === 0
        ? { method: 'GET', url: `/api/cart/${valueMark}`, status_code: 200, start_time_ms: 1_767_225_500_000 }
        : { subtype: 'click', element: 'button#pay.primary' },
  });
  return {
    data: {
      ...common,
      ...{
        level: 'error',
        timestamp: 1_767_225_600,
        language: 'javascript',
        framework: 'browser-js',
        platform: 'browser',
      },
      body: {
        trace: {
          frames: [frame('dispatch', 1), frame(`on${wordMark}`, 1), frame(`render${wordMark}`, 1)],
          exception: { class: 'ReferenceError', message: `basket${wordMark} is not defined` },
        },
        telemetry: Array.from({ length: 10 }, (_none, i) => event(i)),
      },
      request: {
        url: `https://shop.example/pay?session=${valueMark}`,
        query_string: `?session=${valueMark}`,
        user_ip: '$remote_ip',
      },
      client: {
        ...{ runtime_ms: 52_113, timestamp: 1_767_225_600 },
        javascript: {
          browser:
            'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
          ...{ language: 'en-GB', cookie_enabled: true, screen: { width: 1728, height: 1117 } },
        },
      },
      notifier: { name: 'rollbar-browser-js', version: '3.1.0' },
    },
  };
}

/** 300 kB of rows, as somebody's cart may be. */
function largeCustom(): JsonObject {
  const row = (i: number): JsonObject => ({
    sku: `tea-${String(i)}`,
    name: `Tea number ${String(i)}`,
    price: i / 4,
    note: 'dry storage',
  });
  return { cart: Array.from({ length: 4200 }, (_none, i) => row(i)) };
}
