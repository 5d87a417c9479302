import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createPageServer, memoryWire, servePort, type Dispatcher, type ServedPort } from '../../main/api/api.ts';
import { httpWire } from '../../renderer/client/http-wire.ts';
import { portWire } from '../../renderer/client/port-wire.ts';
import { portHandOver } from '../../shared/bridge.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { PortMessage, Wire } from '../../shared/wire.ts';

interface Scene {
  wire: Wire;
  emit(event: string, payload: unknown): void;
  listeners(): number;
}

/** A dispatcher that answers a few names, and forgets to answer one. */
function fakeDispatcher(): { dispatcher: Dispatcher; emit: Scene['emit']; listeners: () => number } {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  return {
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
    listeners: () => listeners.size,
    dispatcher: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      request: (name, params) => {
        if (name === 'echo') return Promise.resolve(params);
        if (name === 'never') return new Promise(() => undefined);
        if (name === 'bug') return Promise.reject(new Error('a secret'));
        return Promise.reject(new Refusal('not-found', 'This item is not there any more.'));
      },
    },
  };
}

const log: string[] = [];
const disposals: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

/** A Node port the way a page sees one, and the way the collector's host unwraps it. */
function bothEnds(): { pagePort: MessagePort; served: ServedPort } {
  const { port1, port2 } = new MessageChannel();
  disposals.push(() => {
    port1.close();
  });
  return {
    pagePort: port1 as unknown as MessagePort,
    served: {
      post: (message) => {
        port2.postMessage(message);
      },
      onMessage: (listener) =>
        port2.on('message', (message: PortMessage) => {
          listener(message);
        }),
      onClose: (listener) => port2.on('close', listener),
    },
  };
}

const scenes: Record<string, () => Promise<Scene>> = {
  'in memory': () => {
    const { dispatcher, ...rest } = fakeDispatcher();
    return Promise.resolve({ wire: memoryWire(dispatcher), ...rest });
  },
  'over a message port': () => {
    const { dispatcher, ...rest } = fakeDispatcher();
    const { pagePort, served } = bothEnds();
    servePort(dispatcher, served);
    const source = new EventTarget();
    const wire = portWire({ onCollector: () => undefined }, source as never, () => undefined);
    source.dispatchEvent(Object.assign(new Event('message'), { data: portHandOver, ports: [pagePort] }));
    return Promise.resolve({ wire, ...rest });
  },
  'over HTTP': async () => {
    const { dispatcher, ...rest } = fakeDispatcher();
    const token = 't'.repeat(64);
    const server = createPageServer({ dispatcher, files: new Map(), token, log: (line) => log.push(line) });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const connected = Promise.withResolvers<undefined>();
    const wire = httpWire({
      ...{ origin, token },
      tell: ({ state }) => {
        if (state === 'connected') connected.resolve(undefined);
      },
    });
    disposals.push(async () => {
      wire.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    await connected.promise;
    return { wire, ...rest };
  },
};

describe.each(Object.entries(scenes))('the contract %s', (_name, open) => {
  it('carries a call and its answer', async () => {
    const { wire } = await open();
    const value = { text: 'naïve 😀\n\u2028', list: [1, null, { deep: true }] };
    expect(await wire.request('echo', value)).toEqual(value);
    expect(await Promise.all([1, 2, 3].map((n) => wire.request('echo', n)))).toEqual([1, 2, 3]);
  });

  it('carries a refusal with its code and sentence', async () => {
    const { wire } = await open();
    await expect(wire.request('items.get', {})).rejects.toMatchObject({
      ...{ name: 'Refusal', code: 'not-found', message: 'This item is not there any more.' },
    });
  });

  it('delivers events until nobody listens', async () => {
    const { wire, emit } = await open();
    const seen: unknown[] = [];
    const got = Promise.withResolvers<undefined>();
    const stop = wire.subscribe((event, payload) => {
      seen.push([event, payload]);
      got.resolve(undefined);
    });
    emit('changed', { itemIds: [1], text: 'line\n\nbreak' });
    await got.promise;
    stop();
    emit('changed', { itemIds: [2] });
    await wire.request('echo', null);
    expect(seen).toEqual([['changed', { itemIds: [1], text: 'line\n\nbreak' }]]);
  });

  it('answers what is under way as disconnected when it is closed', async () => {
    const { wire } = await open();
    const pending = wire.request('never', {});
    wire.close();
    await expect(pending).rejects.toMatchObject({ code: 'disconnected' });
  });
});

describe.each(['over a message port', 'over HTTP'])('the contract %s', (name) => {
  it('keeps the text of a bug to itself', async () => {
    const { wire } = await (scenes[name] as () => Promise<Scene>)();
    const error = await wire.request('bug', {}).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'internal' });
    expect(String(error)).not.toContain('secret');
  });
});

it('stops listening to the collector when a page goes away', async () => {
  const { wire, listeners } = await (scenes['over HTTP'] as () => Promise<Scene>)();
  expect(listeners()).toBe(1);
  wire.close();
  await expect.poll(listeners, { timeout: 10_000 }).toBe(0);
});

it('serves nobody else: other hosts, other sites, no token', async () => {
  const { dispatcher } = fakeDispatcher();
  const page = { contentType: 'text/html', bytes: Buffer.from('<p>the page</p>') };
  const server = createPageServer({
    dispatcher,
    files: new Map([['/index.html', page]]),
    token: 'right',
    log: (line) => log.push(line),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  disposals.push(
    () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  );
  const { port } = server.address() as AddressInfo;
  const status = async (path: string, headers: Record<string, string>, method = 'POST'): Promise<number> => {
    const call = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
    call.end(method === 'POST' ? '{}' : undefined);
    const [answer] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }];
    answer.resume();
    return answer.statusCode;
  };
  const own = { authorization: 'Bearer right', host: `127.0.0.1:${String(port)}` };
  expect(await status('/call/echo', own)).toBe(200);
  expect(await status('/call/echo', { ...own, authorization: 'Bearer wrong' })).toBe(401);
  expect(await status('/call/echo', { ...own, host: `evil.example:${String(port)}` })).toBe(403);
  expect(await status('/call/echo', { ...own, origin: 'http://evil.example' })).toBe(403);
  expect(await status('/call/echo', { ...own, origin: 'null' })).toBe(403);
  expect(await status('/call/echo', { ...own, 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await status('/?token=right', own, 'GET')).toBe(200);
  expect(await status('/?token=wrong', own, 'GET')).toBe(401);
  expect(await status('/index.html', own, 'GET')).toBe(404);
  expect(await status('/../package.json', own, 'GET')).toBe(404);
});
