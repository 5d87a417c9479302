/** The test error: a small shop whose cart is empty, so that every part of an item's page has something to show. */
import type { JsonObject } from '../../shared/json.ts';

/** The `data` of a Rollbar item post; `version` is Stacktray's own, `at` is now in unix ms. */
export function testErrorPayload({ uuid, version, at }: { uuid: string; version: string; at: number }): JsonObject {
  return {
    uuid,
    timestamp: Math.floor(at / 1000),
    environment: 'test',
    level: 'error',
    language: 'javascript',
    framework: 'node-js',
    platform: 'linux',
    code_version: '1.0.0',
    context: 'POST /checkout',
    notifier: { name: 'stacktray-test', version },
    body: { trace_chain: [outer, cause], telemetry: telemetryBefore(at) },
    request: {
      url: 'http://shop.example/checkout?step=pay',
      method: 'POST',
      headers: { 'User-Agent': 'Stacktray test', Accept: 'application/json' },
      body: { cart: 'empty' },
    },
    person: { id: '1', username: 'test', email: 'test@shop.example' },
    custom: { hint: 'You sent this with the test button. Point your own SDK here next.' },
  };
}

const payFrame: JsonObject = {
  filename: 'shop/checkout.ts',
  lineno: 42,
  colno: 23,
  method: 'pay',
  code: '  const first = totalOf(cart.lines);',
  context: {
    pre: [
      'export async function pay(cart: Cart): Promise<Receipt> {',
      '  if (!cart.open) throw new CartClosed(cart.id);',
    ],
    post: ['  return charge(first.amount, { currency: cart.currency });', '}'],
  },
  locals: { cart: { id: 7, open: true, lines: [], currency: 'EUR' } },
};

const totalFrame: JsonObject = {
  filename: 'shop/totals.ts',
  lineno: 9,
  colno: 31,
  method: 'totalOf',
  code: '  return { amount: lines[0].price * lines[0].count };',
  context: { pre: ['export function totalOf(lines: Line[]): Total {'], post: ['}'] },
  locals: { lines: [] },
};

const libraryFrame = (method: string, lineno: number): JsonObject => ({
  filename: 'node_modules/router/lib/layer.js',
  lineno,
  colno: 5,
  method,
});

const outer: JsonObject = {
  exception: { class: 'CheckoutError', message: 'This is a test error: the checkout of cart 7 failed' },
  frames: [libraryFrame('handle', 95), libraryFrame('next', 149), payFrame],
};

const cause: JsonObject = {
  exception: { class: 'TypeError', message: "Cannot read properties of undefined (reading 'price')" },
  frames: [libraryFrame('handle', 95), payFrame, totalFrame],
};

function telemetryBefore(at: number): JsonObject[] {
  const event = (agoMs: number, type: string, body: JsonObject): JsonObject => ({
    ...{ level: 'info', source: 'server', type, body },
    timestamp_ms: at - agoMs,
  });
  return [
    event(1840, 'log', { message: 'cart 7 opened by test@shop.example' }),
    event(620, 'network', { method: 'GET', url: 'http://prices.example/v1/eur', status_code: 200 }),
    event(35, 'log', { message: 'checkout of cart 7 started' }),
  ];
}
