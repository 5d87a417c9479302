import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anItem, messageOf, startServer, token, type TestServer } from './a-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ maxBodyBytes: 10_000 });
});
afterEach(() => server.close());

const item = anItem({ uuid: 'the-uuid' });
const padded = (bytes: number): string =>
  anItem({ custom: { pad: 'x'.repeat(bytes - anItem({ custom: { pad: '' } }).length) } });

describe('content codings', () => {
  test.each([
    ['gzip', gzipSync(item)],
    ['x-gzip', gzipSync(item)],
    ['deflate', deflateSync(item)],
    ['deflate', deflateRawSync(item)],
    ['br', brotliCompressSync(item)],
    ['identity', Buffer.from(item)],
    ['GZIP', gzipSync(item)],
    ['deflate, gzip', gzipSync(deflateSync(item))],
    ['identity, br', brotliCompressSync(item)],
  ])('%s is taken off', async (coding, body) => {
    expect((await server.post(body, { 'Content-Encoding': coding })).status).toBe(200);
    expect(server.intake.accepted[0]?.raw).toBe(item);
  });

  test.each(['zstd', 'utf-8', 'gzip, nonsense', 'gzip,gzip,gzip,gzip,gzip', 'constructor'])(
    '%s is unknown',
    async (coding) => {
      const answer = await server.post(gzipSync(item), { 'Content-Encoding': coding });
      expect(answer.status).toBe(415);
      expect(answer.headers['accept-encoding']).toBe('gzip, deflate, br');
      expect(server.intake.refused).toMatchObject([{ status: 415, token }]);
    },
  );

  test.each([
    ['gzip', Buffer.from(item)],
    ['gzip', gzipSync(item).subarray(0, 40)],
    ['deflate', Buffer.from('x')],
    ['br', Buffer.from(item)],
  ])('a corrupt %s body is refused', async (coding, body) => {
    const answer = await server.post(body, { 'Content-Encoding': coding });
    expect([answer.status, messageOf(answer)]).toEqual([400, `the ${coding} body is corrupt`]);
    expect(server.intake.refused).toMatchObject([{ status: 400, bytes: body.length }]);
  });

  test('a small body that holds a huge one stops at the limit; the part within it is kept', async () => {
    const bomb = gzipSync('x'.repeat(5_000_000));
    const answer = await server.post(bomb, { 'Content-Encoding': 'gzip' });
    expect([answer.status, messageOf(answer)]).toEqual([413, 'request entity too large']);
    const [kept] = server.intake.refused;
    expect(kept?.bytes).toBe(bomb.length);
    expect(kept?.body.length).toBeLessThanOrEqual(10_000);
  });

  test('a bomb within a bomb stops at the limit of each stage', async () => {
    const answer = await server.post(gzipSync(gzipSync('x'.repeat(9_000_000))), { 'Content-Encoding': 'gzip, gzip' });
    expect(answer.status).toBe(413);
  });
});

describe('the limit', () => {
  test('counts bytes, and takes exactly as many', async () => {
    expect((await server.post(padded(10_000))).status).toBe(200);
    expect((await server.post(padded(10_001))).status).toBe(413);
  });

  test('counts after inflation', async () => {
    expect((await server.post(gzipSync(padded(10_001)), { 'Content-Encoding': 'gzip' })).status).toBe(413);
    expect((await server.post(gzipSync(padded(10_000)), { 'Content-Encoding': 'gzip' })).status).toBe(200);
  });

  test('counts a body without a declared length', async () => {
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expect((await server.post(padded(10_000), chunked)).status).toBe(200);
    expect((await server.post(padded(10_001), chunked)).status).toBe(413);
  });

  test('what is refused is kept, at most 256 KiB of it, and counted whole', async () => {
    const answer = await server.post('y'.repeat(600_000));
    expect(messageOf(answer)).toBe('request entity too large');
    const [kept] = server.intake.refused;
    expect(kept).toMatchObject({ status: 413, reason: 'request entity too large', bytes: 600_000, token });
    expect(kept?.body.toString()).toBe('y'.repeat(262_144));
  });

  test('a connection lives on after a body that was too large', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    const statuses: (number | undefined)[] = [];
    for (const body of ['y'.repeat(500_000), item, 'y'.repeat(20_000), item])
      await new Promise<void>((resolve, reject) => {
        const headers = { 'X-Rollbar-Access-Token': token };
        const call = request({ port: server.port, path: '/api/1/item', method: 'POST', agent, headers }, (response) => {
          statuses.push(response.statusCode);
          ports.add(response.socket.localPort);
          response.on('end', resolve).resume();
        });
        call.on('error', reject);
        call.end(body);
      });
    agent.destroy();
    expect(statuses).toEqual([413, 200, 413, 200]);
    expect(ports.size).toBe(1);
  });

  test('a sender without end is answered and cut off', async () => {
    const answer = await new Promise<string>((resolve) => {
      let got = '';
      const chunk = `100000\r\n${'z'.repeat(0x100000)}\r\n`;
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
        const more = (): void => {
          while (!socket.destroyed && socket.write(chunk));
        };
        socket.on('drain', more);
        more();
      });
      socket.on('data', (part) => (got += part.toString()));
      // Whoever keeps sending after the answer is reset.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        resolve(got);
      });
    });
    expect(server.intake.refused).toMatchObject([{ status: 413 }]);
    expect(answer === '' || answer.startsWith('HTTP/1.1 413 ')).toBe(true);
  });
});

describe('a sender that waits for 100 Continue', () => {
  const head = (length: number): string =>
    `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nX-Rollbar-Access-Token: ${token}\r\n` +
    `Connection: close\r\nContent-Length: ${String(length)}\r\n\r\n`;

  test('is told to go on, and answered after the body', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let got = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write(head(item.length)));
      socket.on('data', (part) => {
        got += part.toString();
        if (got === 'HTTP/1.1 100 Continue\r\n\r\n') socket.write(item);
      });
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(got);
      });
    });
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  });

  test('hears that it is too much before sending it', async () => {
    const answer = await server.raw(head(10_001));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(server.intake.refused).toMatchObject([{ status: 413, bytes: 0 }]);
  });
});
