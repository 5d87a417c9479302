/**
 * A small page that reports with the real Rollbar SDK, as its address says: ?sdk=, endpoint=, token=, scenario=. When all
 * is sent, #sent says what and what the SDK said went wrong: {"uuids": [...], "errors": [...]}.
 */
import { checkOut, openShop } from './shop.mjs';

const { document, location, history, addEventListener, requestAnimationFrame } = globalThis;
const { sdk, endpoint, token, scenario } = Object.fromEntries(new URL(location.href).searchParams);
const session = endpoint.replace('/item/', '/session/');
const uuids = [];
const errors = [];

const scenarios = {
  /** An error that nobody caught. */
  async uncaught() {
    const thrown = heard('error');
    setTimeout(() => checkOut());
    await thrown;
  },

  /** A rejected promise that nobody looked at. */
  async rejection() {
    const rejected = heard('unhandledrejection');
    void Promise.resolve().then(() => checkOut());
    await rejected;
  },

  /** A caught error with custom data; the person is in the settings. */
  async handled() {
    await report('error', thrownBy(checkOut), { cart: { id: 12, items: ['tea', 'milk'] }, attempt: 2 });
  },

  async message() {
    await report('info', 'Stock of tea is low', { left: 7 });
  },

  /** An error with a cause that has a cause. */
  async nested() {
    await report('error', thrownBy(openShop));
  },

  /** What was logged, clicked, asked of the network and visited before the error. */
  async telemetry() {
    console.warn('cart opened');
    document.querySelector('#buy').click();
    await (await fetch('shop.mjs')).text();
    history.pushState(null, '', `#checkout`);
    globalThis.Rollbar.captureEvent({ message: 'checkout clicked', step: 2 }, 'info');
    await report('error', thrownBy(checkOut));
  },

  /** An error, and what the page showed before it. */
  async replay() {
    document.querySelector('#buy').textContent = 'Buying';
    await recordingHasBegun();
    const posted = sessionPosted();
    await report('error', thrownBy(checkOut));
    await posted;
  },
};

/** The SDK takes a picture of the whole page first; before that it has no replay to send. */
async function recordingHasBegun() {
  while (!globalThis.Rollbar.replay.recorder.isReady) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function sessionPosted() {
  return new Promise((resolve) => {
    const observer = new globalThis.PerformanceObserver((list) => {
      const posts = list.getEntriesByName(session).filter(({ initiatorType }) => initiatorType === 'xmlhttprequest');
      if (posts.length === 0) return;
      errors.push(...posts.filter(({ responseStatus: status }) => status !== 200).map(() => 'replay refused'));
      resolve();
    });
    observer.observe({ type: 'resource' });
  });
}

function report(level, ...args) {
  return new Promise((resolve) => {
    globalThis.Rollbar[level](...args, (error) => {
      if (error) errors.push(String(error.message ?? error));
      resolve();
    });
  });
}

/** Resolves when the event has been given to everybody who listens for it. */
function heard(event) {
  return new Promise((resolve) => {
    addEventListener(event, () => setTimeout(resolve), { once: true });
  });
}

/**
 * Resolves when every report has been answered. Of what it sends on its own the SDK tells nobody, so this asks the browser;
 * what was refused is an error.
 */
function answers() {
  const statuses = [];
  return new Promise((resolve) => {
    const observer = new globalThis.PerformanceObserver((list) => {
      const sent = list.getEntriesByName(endpoint).filter(({ initiatorType }) => initiatorType === 'xmlhttprequest');
      statuses.push(...sent.map(({ responseStatus }) => responseStatus));
      if (statuses.length < uuids.length) return;
      errors.push(...statuses.filter((status) => status !== 200).map((status) => `answered with ${status}`));
      resolve();
    });
    observer.observe({ type: 'resource', buffered: true });
  });
}

function thrownBy(failing) {
  try {
    return failing();
  } catch (error) {
    return error;
  }
}

globalThis._rollbarConfig = {
  accessToken: token,
  endpoint,
  tracing: { endpoint: session },
  replay: { enabled: scenario === 'replay', triggers: [{ type: 'occurrence', preDuration: 10, postDuration: 0 }] },
  captureUncaught: true,
  captureUnhandledRejections: true,
  payload: {
    environment: 'test',
    person: { id: '42', username: 'ann', email: 'ann@example.org' },
    client: { javascript: { code_version: '1.4.2' } },
  },
  transform: (data) => {
    uuids.push(data.uuid);
  },
};

const bundle = document.createElement('script');
bundle.src = `sdk/${sdk}.js`;
bundle.onload = async () => {
  await scenarios[scenario]();
  await answers();
  document.querySelector('#sent').textContent = JSON.stringify({ uuids, errors });
};
document.head.append(bundle);
