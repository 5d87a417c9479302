import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPageServer, type Dispatcher, type StaticFile } from '../../../../main/api/api.ts';
import { Refusal } from '../../../../shared/error-codes.ts';

const token = 'ab'.repeat(32);
const files = new Map<string, StaticFile>([
  ['/index.html', { contentType: 'text/html; charset=utf-8', bytes: Buffer.from('<p>the page</p>') }],
  ['/assets/index-1a2b.js', { contentType: 'text/javascript; charset=utf-8', bytes: Buffer.from('run()') }],
  ['/icon.svg', { contentType: 'image/svg+xml', bytes: Buffer.from('<svg/>') }],
]);
const dispatcher: Dispatcher = {
  request: (name, params) => {
    if (name === 'echo') return Promise.resolve(params);
    if (name === 'bug') return Promise.reject(new Error('a secret'));
    return Promise.reject(new Refusal('conflict', 'It has changed in the meantime.'));
  },
  subscribe: () => () => undefined,
};

let server: Server;
let port: number;
let log: string[];
beforeEach(async () => {
  log = [];
  server = createPageServer({ dispatcher, files, token, log: (line) => log.push(line) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

interface Answer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

type Headers = Record<string, string>;

async function ask(method: string, path: string, { body, ...headers }: Headers = {}): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}
const call = (name: string, body = '{}', headers: Headers = {}): Promise<Answer> =>
  ask('POST', `/call/${name}`, { authorization: `Bearer ${token}`, ...headers, body });

describe('files', () => {
  it('gives the page to whoever has the token, and keeps it nowhere', async () => {
    const { status, headers, body } = await ask('GET', `/?token=${token}`);
    expect([status, body]).toEqual([200, '<p>the page</p>']);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each(['/', '/?token=', '/?token=wrong', `/?token=${token}x`])(
    'tells a person what to open at %s',
    async (path) => {
      const { status, headers, body } = await ask('GET', path);
      expect(status).toBe(401);
      expect(headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(body).toContain('Open the address that it printed');
      expect(body).not.toContain('the page');
    },
  );

  it('lets hashed files be kept for ever, and asks about others', async () => {
    expect((await ask('GET', '/assets/index-1a2b.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('GET', '/icon.svg')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets',
    '/assets/index-1a2b.js/',
    '//assets/index-1a2b.js',
    '/__proto__',
    '/constructor',
    '/index.html',
  ])('has no file at %s', async (path) => {
    const { status } = await ask('GET', path, { authorization: `Bearer ${token}` });
    expect(status).toBe(404);
  });
});

describe('calls', () => {
  it('answers with the result', async () => {
    expect(await call('echo', '{"id":1}')).toMatchObject({ status: 200, body: '{"result":{"id":1}}' });
    expect((await call('echo')).headers['cache-control']).toBe('no-store');
  });

  it('answers a refusal with its status', async () => {
    const { status, body } = await call('items.triage');
    expect(status).toBe(409);
    expect(JSON.parse(body)).toEqual({ error: { code: 'conflict', message: 'It has changed in the meantime.' } });
  });

  it('logs a bug whole, and keeps its text from the page', async () => {
    const { status, body } = await call('bug');
    expect(status).toBe(500);
    expect(body).not.toContain('secret');
    expect(log.join('\n')).toContain('a secret');
  });

  it('refuses what is not JSON or too large', async () => {
    expect((await call('echo', '{')).status).toBe(400);
    expect((await call('echo', `"${'x'.repeat(5_000_000)}"`)).status).toBe(400);
    expect(log).toEqual([]);
  });

  it.each([
    ['no token', { authorization: '' }, 401],
    ['another token', { authorization: `Bearer ${'0'.repeat(64)}` }, 401],
    ['the token in another scheme', { authorization: `Basic ${token}` }, 401],
    ['another host', { host: 'stacktray.example' }, 403],
    ['this host at another port', { host: '127.0.0.1:1' }, 403],
    ['another origin', { origin: 'http://127.0.0.1:1' }, 403],
    ['an origin that is none', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling of this site', { 'sec-fetch-site': 'same-site' }, 403],
  ])('refuses %s', async (_what, headers, status) => {
    expect((await call('echo', '{}', headers)).status).toBe(status);
  });

  it('answers its own page under both of its names', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${String(port)}`;
      const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
      expect((await call('echo', '{}', headers)).status).toBe(200);
    }
  });

  it('has no other methods, and no preflight', async () => {
    const own = { authorization: `Bearer ${token}` };
    expect((await ask('GET', '/call/echo', own)).status).toBe(404);
    expect((await ask('POST', '/events', own)).status).toBe(404);
    const preflight = await ask('OPTIONS', '/call/echo', { origin: 'http://evil.example' });
    expect(preflight.status).toBe(403);
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

it('survives an address that is none', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.end(`GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 400 /);
  expect((await call('echo')).status).toBe(200);
  expect(log).toEqual([]);
});
