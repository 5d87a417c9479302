/**
 * A small application that reports with the real Rollbar SDK and ends.
 *   node rollbar-node.mjs <rollbar | rollbar-2> <endpoint, e.g. http://127.0.0.1:7655/api/1/item/> <token> <scenario>
 * Writes one line, {"uuids": [...], "errors": [...]}: what was sent, in order, and what the SDK said went wrong; ends with
 * 0 when nothing did, with 1 when something did, with 2 when it was called wrongly.
 */
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import http from 'node:http';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOut, openShop } from './shop.cjs';

const [sdk, endpoint, token, scenario] = process.argv.slice(2);
const uuids = [];
const errors = [];

const scenarios = {
  /** A caught error with a request, a person and custom data. */
  async handled({ report }) {
    const request = {
      headers: { host: 'shop.example.org', 'user-agent': 'Mozilla/5.0', authorization: 'Bearer not-for-others' },
      protocol: 'https',
      url: '/cart/12/checkout?coupon=SPRING',
      method: 'POST',
      body: { quantity: 3, password: 'not-for-others' },
      route: { path: '/cart/:id/checkout' },
      rollbar_person: { id: '42', username: 'ann', email: 'ann@example.org' },
    };
    await report('error', thrownBy(checkOut), request, { cart: { id: 12, items: ['tea', 'milk'] }, attempt: 2 });
  },

  /** An error that nobody caught. */
  async uncaught({ rollbar }) {
    const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
    setTimeout(() => checkOut());
    await thrown;
    await new Promise((resolve) => rollbar.wait(resolve));
  },

  async message({ report }) {
    await report('info', 'Stock of tea is low', { left: 7 });
  },

  /** An error with a cause that has a cause. */
  async nested({ report }) {
    await report('error', thrownBy(openShop));
  },

  /** What was logged and asked of the network before the error. */
  async telemetry({ rollbar, report }) {
    console.warn('cart opened');
    const [response] = await once(http.request(new URL('/api/1/status/ping', endpoint)).end(), 'response');
    await once(response.resume(), 'end');
    rollbar.captureEvent({ message: 'checkout clicked', step: 2 }, 'info');
    await report('error', thrownBy(checkOut));
  },

  /** The same error twice, from the same line, and another one in between. */
  async two({ report }) {
    for (const failing of [checkOut, openShop, checkOut]) {
      // So that each is thrown from the same place: callers that came here first are on the stack before the first wait.
      await new Promise(setImmediate);
      await report('error', thrownBy(failing));
    }
  },
};

function thrownBy(failing) {
  try {
    return failing();
  } catch (error) {
    return error;
  }
}

function start(Rollbar) {
  const rollbar = new Rollbar({
    accessToken: token,
    endpoint,
    environment: 'test',
    codeVersion: '1.4.2',
    root: dirname(fileURLToPath(import.meta.url)),
    captureUncaught: scenario === 'uncaught',
    captureEmail: true,
    captureUsername: true,
    autoInstrument: scenario === 'telemetry',
    transform: (data) => {
      uuids.push(data.uuid);
    },
  });
  const report = (level, ...args) =>
    new Promise((resolve) => {
      rollbar[level](...args, (error) => {
        if (error) errors.push(String(error.message ?? error));
        resolve();
      });
    });
  return { rollbar, report };
}

if (!['rollbar', 'rollbar-2'].includes(sdk) || !Object.hasOwn(scenarios, scenario ?? '')) {
  console.error(`usage: rollbar-node.mjs <rollbar|rollbar-2> <endpoint> <token> <${Object.keys(scenarios).join('|')}>`);
  process.exit(2);
}

// Of what happens to an uncaught error the SDK tells nobody, so the answers themselves are counted.
let stored = 0;
diagnostics.subscribe('http.client.response.finish', ({ request, response }) => {
  if (request.method === 'POST' && response.statusCode === 200) stored++;
});

const { default: Rollbar } = await import(sdk);
await scenarios[scenario](start(Rollbar));
if (errors.length === 0 && stored < uuids.length)
  errors.push(`${stored} of ${uuids.length} reports were answered with 200`);
process.stdout.write(`${JSON.stringify({ uuids, errors })}\n`, () => process.exit(errors.length === 0 ? 0 : 1));
