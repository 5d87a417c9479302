/** Clients that mean harm, or are broken: the memory stays bounded and the others are served meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descriptorLimit, mebibytes } from './process-figures.ts';
import { closeAll, openMany, openRaw, writeAll, type RawConnection } from './raw-connection.ts';
import { startVictim, type Victim } from './victim.ts';

/**
 * What attacks may cost beyond what the collector has at work: the cache of its database fills up (64 MB), and garbage
 * waits to be collected. Without limits each of them would cost gigabytes.
 */
const mostGrowth = mebibytes(256);

const postHead = (more: string): string => `POST /api/1/item/ HTTP/1.1\r\nHost: 127.0.0.1\r\n${more}`;

let folder: string;
let victim: Victim;
let before: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-network-'));
  victim = await startVictim(folder);
  // The first reports load code and open files: what is compared with is a collector that has worked.
  for (let count = 0; count < 200; count += 1) expect((await victim.post()).status).toBe(200);
  before = victim.memory();
});
afterAll(async () => {
  await victim.headless.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function expectOthersAreServed(): Promise<void> {
  expect((await victim.post()).status).toBe(200);
  expect((await victim.ping()).text).toBe('pong');
}

function expectMemoryIsBounded(): void {
  expect(victim.memory() - before).toBeLessThan(mostGrowth);
}

describe('connections that do nothing', () => {
  it('5,000 idle ones: others are served', async () => {
    const wanted = Math.min(5000, descriptorLimit() - 200);
    if (wanted < 5000) console.log(`only ${String(wanted)} idle connections: no more descriptors are allowed here`);
    const idle = await openMany(victim.port, wanted);
    await expectOthersAreServed();
    expectMemoryIsBounded();
    closeAll(idle);
  });

  it('silent halves: one that ended its half at once is closed', async () => {
    const connections = await Promise.all(
      Array.from({ length: 50 }, () => openRaw(victim.port, { allowHalfOpen: true })),
    );
    for (const { socket } of connections) socket.end();
    await Promise.all(connections.map(({ closed }) => closed));
    closeAll(connections);
  });

  it('halves of requests: the answer is a 400, and the connection is closed', async () => {
    const connections = await Promise.all(
      Array.from({ length: 50 }, () => openRaw(victim.port, { allowHalfOpen: true })),
    );
    for (const { socket } of connections) socket.end(postHead('Content-Le'));
    await Promise.all(connections.map(({ closed }) => closed));
    for (const { received } of connections) expect(received()).toContain('HTTP/1.1 400 ');
    closeAll(connections);
    await expectOthersAreServed();
  });
});

describe('many requests on one connection', () => {
  it('100,000 are answered, in order', async () => {
    const { socket } = await openRaw(victim.port);
    const answered = countAnswers(socket);
    const atOnce = 100;
    const batch = 'GET /api/1/status/ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(atOnce);
    for (let sent = 0; sent < 100_000; sent += atOnce) {
      socket.write(batch);
      await answered(sent + atOnce);
    }
    socket.destroy();
    expectMemoryIsBounded();
    await expectOthersAreServed();
  });

  it('one that reads no answers is not read from either', async () => {
    const { socket } = await openRaw(victim.port);
    socket.pause();
    const batch = 'GET /api/1/status/ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(20_000);
    let taken = 0;
    const write = async (): Promise<void> => {
      while (await writeAll(socket, batch)) taken += batch.length;
    };
    const writing = write();
    for (let round = 0; round < 20; round += 1) await expectOthersAreServed();
    expectMemoryIsBounded();
    expect(taken).toBeLessThan(mebibytes(32));
    socket.destroy();
    await writing;
  });
});

/** Resolves once so many answers have come: each begins with its status line. */
function countAnswers(socket: RawConnection['socket']): (wanted: number) => Promise<void> {
  let count = 0;
  let tail = '';
  let check: () => void = () => undefined;
  const mark = 'HTTP/1.1 200 OK';
  socket.on('data', (part: Buffer) => {
    const text = tail + part.toString('latin1');
    count += text.split(mark).length - 1;
    tail = text.slice(-(mark.length - 1));
    check();
  });
  return (wanted) =>
    new Promise((resolve, reject) => {
      socket.once('close', () => {
        reject(new Error(`closed after ${String(count)} answers`));
      });
      check = () => {
        if (count < wanted) return;
        socket.removeAllListeners('close');
        resolve();
      };
      check();
    });
}

describe('bodies without measure', () => {
  const gibibyte = 1_073_741_824;
  const part = Buffer.alloc(1_048_576, 120);

  async function sendUntilClosed(head: string, frame: (bytes: Buffer) => Buffer): Promise<[RawConnection, number]> {
    const connection = await openRaw(victim.port, { allowHalfOpen: true });
    const framed = frame(part);
    connection.socket.write(head);
    let taken = 0;
    while (taken < gibibyte && (await writeAll(connection.socket, framed))) {
      taken += part.length;
      if (connection.received() !== '') break;
    }
    await connection.closed;
    return [connection, taken];
  }

  it.each<[string, string, (bytes: Buffer) => Buffer]>([
    ['with its length', `Content-Length: ${String(gibibyte)}\r\n\r\n`, (bytes) => bytes],
    [
      'in chunks',
      'Transfer-Encoding: chunked\r\n\r\n',
      (bytes) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]),
    ],
  ])('1 GB %s is refused with 413 and the connection closed', async (_name, head, frame) => {
    const several = await Promise.all(Array.from({ length: 4 }, () => sendUntilClosed(postHead(head), frame)));
    for (const [connection, taken] of several) {
      expect(connection.received()).toMatch(/^HTTP\/1\.1 413 /);
      expect(connection.received()).toMatch(/connection: close/i);
      expect(connection.received()).toContain('"err":1');
      expect(taken).toBeLessThan(mebibytes(64));
    }
    closeAll(several.map(([connection]) => connection));
    expectMemoryIsBounded();
    await expectOthersAreServed();
  });
});

describe('bodies that swell', () => {
  const zeros = Buffer.alloc(mebibytes(256));
  const bombs: [string, Buffer][] = [
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ];

  it.each(bombs)('50 bombs of %s at once are refused with 413', async (coding, bomb) => {
    const head = `Content-Encoding: ${coding}\r\nContent-Length: ${String(bomb.length)}\r\nConnection: close\r\n\r\n`;
    const connections = await openMany(victim.port, 50);
    for (const { socket } of connections) {
      socket.write(postHead(head));
      socket.write(bomb);
    }
    await expectOthersAreServed();
    await Promise.all(connections.map(({ closed }) => closed));
    for (const { received } of connections) expect(received()).toMatch(/^HTTP\/1\.1 413 /);
    expectMemoryIsBounded();
  });
});

describe('floods of headers', () => {
  const flooded: [string, string, RegExp][] = [
    ['one long header', `X-A: ${'a'.repeat(1_000_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ['many short headers', `${'a:b\r\n'.repeat(200_000)}\r\n`, /^HTTP\/1\.1 431 /],
    [
      'headers behind the body',
      `Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n${'a:b\r\n'.repeat(200_000)}\r\n`,
      /^HTTP\/1\.1 4\d\d /,
    ],
    [
      'words behind the length of a chunk',
      `Transfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(1_000_000)}\r\nx\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 4\d\d /,
    ],
  ];

  it.each(flooded)('%s: refused, and the connection closed', async (_name, headers, answer) => {
    const connections = await openMany(victim.port, 50);
    const sent = connections.map(({ socket }) => writeAll(socket, postHead(headers)));
    await Promise.all(connections.map(({ closed }) => closed));
    await Promise.all(sent);
    for (const { received } of connections) expect(received()).toMatch(answer);
    closeAll(connections);
    expectMemoryIsBounded();
    await expectOthersAreServed();
  });
});
