import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../../../shared/error-codes.ts';
import { anItem, messageOf, startServer, token, type TestServer } from './a-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

describe('routes', () => {
  test.each(['/api/1/item', '/api/1/item/', '//api//1/item//', '/api/1/item/?source=sdk', '/%61pi/1/item'])(
    '%s takes reports',
    async (path) => {
      const answer = await server.send({ path, body: anItem(), headers: { 'X-Rollbar-Access-Token': token } });
      expect(answer.status).toBe(200);
    },
  );

  test('an absolute target is taken as from a client that believes in a proxy', async () => {
    const path = 'http://127.0.0.1:7655/api/1/item/';
    expect((await server.send({ path, body: anItem(), headers: { 'X-Rollbar-Access-Token': token } })).status).toBe(
      200,
    );
  });

  test('ping answers pong as text', async () => {
    const answer = await server.send({ method: 'GET', path: '/api/1/status/ping/' });
    expect(answer).toMatchObject({ status: 200, body: 'pong' });
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
  });

  test('HEAD is answered like GET, without a body', async () => {
    const answer = await server.send({ method: 'HEAD', path: '/api/1/status/ping' });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-length']).toBe('4');
  });

  test('the root says who is there', async () => {
    const answer = await server.send({ method: 'GET', path: '/' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ err: 0 });
    expect(answer.headers.server).toBe('Stacktray');
  });

  test.each(['/api/1/nothing', '/api/1/items/12?access_token=x', '/%', '/api/1/item/x', '/__proto__', '/constructor'])(
    '%s is not found, and not kept',
    async (path) => {
      const answer = await server.send({ path, body: anItem() });
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.body)).toEqual({ err: 1, message: 'not found' });
      expect(server.intake.refused).toEqual([]);
    },
  );

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    '%s on the item route is refused with JSON',
    async (method) => {
      const answer = await server.send({ method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('POST');
      expect(JSON.parse(answer.body)).toEqual({ err: 1, message: 'method not allowed' });
    },
  );

  test('every reply carries the rate-limit headers', async () => {
    for (const path of ['/api/1/item/', '/', '/nowhere'])
      expect((await server.send({ path, body: anItem() })).headers).toMatchObject({
        'x-rate-limit-limit': '5000',
        'x-rate-limit-remaining': '4999',
        'x-rate-limit-remaining-seconds': '60',
        'x-rate-limit-reset': '1767225660',
      });
  });
});

describe('what goes wrong behind the listener', () => {
  test('a report that cannot be stored is answered with 503 and kept', async () => {
    server.intake.store = () => Promise.reject(new Refusal('ingest-down', 'The disk is full.'));
    const answer = await server.post(anItem());
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(JSON.parse(answer.body)).toEqual({ err: 1, message: 'The disk is full.' });
    expect(server.intake.refused).toMatchObject([{ status: 503, reason: 'The disk is full.', token }]);
    expect(server.log).toEqual([]);
  });

  test('a bug is logged whole, without the token, and answered with JSON', async () => {
    server.intake.store = () => Promise.reject(new TypeError('broken', { cause: new Error('the cause') }));
    const path = `/api/1/item/?access_token=${token}`;
    const answer = await server.send({ path, body: anItem() });
    expect(answer.status).toBe(500);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(answer.body)).toEqual({ err: 1, message: 'internal server error' });
    expect(server.log.join('\n')).toMatch(/POST \/api\/1\/item: TypeError: broken[^]*the cause/);
    expect(server.log.join('\n')).not.toContain(token);
    expect(server.intake.refused).toMatchObject([{ status: 500 }]);
  });

  test('a bug while refusing is still answered', async () => {
    server.intake.keepRefused = () => {
      throw new Error('nowhere to keep it');
    };
    expect((await server.post('no JSON')).status).toBe(500);
    expect(server.log.join('\n')).toContain('nowhere to keep it');
  });

  test('the server goes on after a bug', async () => {
    const { store } = server.intake;
    server.intake.store = () => Promise.reject(new Error('once'));
    await server.post(anItem());
    server.intake.store = store;
    expect((await server.post(anItem())).status).toBe(200);
  });
});

describe('broken requests', () => {
  test.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', 400],
    ['a broken request line', 'GET / HTTP/9.9\r\n\r\n', 400],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 405],
  ])('%s gets a JSON answer and the connection is closed', async (_name, bytes, status) => {
    const answer = await server.raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ err: 1 });
  });

  test('garbage after a whole request does not take its answer away', async () => {
    const head = `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nX-Rollbar-Access-Token: ${token}`;
    const item = `Content-Length: ${String(anItem().length)}\r\n\r\n${anItem()}`;
    const answer = await server.raw(`${head}\r\n${item}garbage\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 200 [^]*"err":0[^]*HTTP\/1.1 400 /);
  });

  test('a request without Host is taken', async () => {
    const head = `POST /api/1/item/ HTTP/1.1\r\nConnection: close\r\nX-Rollbar-Access-Token: ${token}`;
    const answer = await server.raw(`${head}\r\nContent-Length: ${String(anItem().length)}\r\n\r\n${anItem()}`);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test('a sender that closes its half of the connection gets its answer', async () => {
    const head = `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nX-Rollbar-Access-Token: ${token}`;
    const answer = await server.raw(`${head}\r\nContent-Length: ${String(anItem().length)}\r\n\r\n${anItem()}`, true);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test('an unknown expectation is answered as if there were none', async () => {
    expect((await server.post(anItem(), { Expect: 'a-miracle' })).status).toBe(200);
  });

  test('a chunk that is none is answered, and what came is kept', async () => {
    const head = `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Rollbar-Access-Token: ${token}`;
    const answer = await server.raw(`${head}\r\n\r\n5\r\nhello\r\nnonsense\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(server.intake.refused).toMatchObject([{ status: 400, token, bytes: 5 }]);
  });

  test('an upload that stops is kept', async () => {
    const kept = new Promise<void>((resolve) => {
      server.intake.keepRefused = (delivery) => {
        server.intake.refused.push(delivery);
        resolve();
      };
    });
    const socket = connect(server.port, '127.0.0.1', () => {
      const head = `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\nX-Rollbar-Access-Token: ${token}`;
      socket.write(`${head}\r\n\r\n{"data":`, () => socket.destroy());
    });
    await kept;
    const [delivery] = server.intake.refused;
    expect(delivery).toMatchObject({ status: 400, reason: 'the body ended too early', bytes: 8 });
    expect(delivery?.body.toString()).toBe('{"data":');
    expect(server.log).toEqual([]);
  });
});

describe('who may call', () => {
  const origin = { Origin: 'https://shop.example' };

  test('a preflight of an open route is granted, with the asked headers verbatim', async () => {
    const answer = await server.send({
      method: 'OPTIONS',
      headers: {
        ...origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,signal,X-Rollbar-Access-Token',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.body).toBe('');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type,signal,X-Rollbar-Access-Token',
      'access-control-allow-private-network': 'true',
      'access-control-max-age': '86400',
    });
    expect(answer.headers['access-control-allow-methods']).toContain('POST');
    expect(server.intake.asked).toEqual([]);
  });

  test('private network access is granted only where it is asked for', async () => {
    const answer = await server.send({ method: 'OPTIONS', headers: origin });
    expect(answer.headers['access-control-allow-private-network']).toBeUndefined();
  });

  test.each(['/', '/api/1/nothing'])('%s is closed to pages', async (path) => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const { headers } = await server.send({ method, path, headers: origin });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  test('answers and refusals of an open route can be read by a page', async () => {
    server.intake.maxBodyBytes = 200;
    const answers = [
      await server.post(anItem()),
      await server.post('no JSON'),
      await server.post('{}'),
      await server.post('x'.repeat(300)),
      await server.post(anItem(), { 'Content-Encoding': 'zstd' }),
      await server.send({ body: anItem() }),
      await server.send({ method: 'DELETE' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 422, 413, 415, 401, 405]);
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers['access-control-expose-headers']).toContain('X-Rate-Limit-Remaining');
    }
  });

  test('the address of the sender goes along', async () => {
    await server.post(anItem());
    expect(server.intake.accepted[0]?.remoteAddress).toBe('127.0.0.1');
    expect(messageOf(await server.post('{}'))).toBe('Invalid format. data is missing and it is required.');
  });
});
