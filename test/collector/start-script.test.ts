/** `npm start -- --headless` as a person or a service runs it: what it prints, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorData } from './running-collector.ts';

const script = join(import.meta.dirname, '../../scripts/start.mjs');

let folder: string;
let started: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-start-'));
  started = [];
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await expect.poll(isFolderFree, { timeout: 20_000 }).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

interface Start {
  script: ChildProcess;
  /** Everything that was written, once it has ended. */
  output: Promise<string>;
  errors: Promise<string>;
  /** The first line on standard output. */
  ready: Promise<{ ready: boolean; ingest: string; page: string; data: string }>;
  /** Resolves with [exit code, signal]. */
  ended: Promise<unknown[]>;
}

function start(args: string[] = ['--port', '0', '--page-port', '0']): Start {
  const command = [script, '--headless', '--data', join(folder, 'data'), ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let soFar = '';
  const { promise: firstLine, resolve } = Promise.withResolvers<string>();
  child.stdout.on('data', (chunk: Buffer) => {
    soFar += String(chunk);
    if (soFar.includes('\n')) resolve(soFar.slice(0, soFar.indexOf('\n')));
  });
  return {
    ...{ script: child, output: text(child.stdout), errors: text(child.stderr), ended: once(child, 'exit') },
    ready: firstLine.then((line) => JSON.parse(line) as Awaited<Start['ready']>),
  };
}

/** SQLite removes the log of a database that was closed; it stays behind when its process was killed. */
function isFolderFree(): boolean {
  return !existsSync(join(folder, 'data/stacktray.db-wal'));
}

const post = (ingest: string): Promise<Response> =>
  fetch(`${ingest}/api/1/item/`, {
    method: 'POST',
    headers: { 'X-Rollbar-Access-Token': 'a'.repeat(32) },
    body: JSON.stringify({ data: errorData() }),
  });

/** Something that holds a port whose neighbour is free. */
async function portBesideFreeOne(): Promise<{ port: number; blocker: Server }> {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as AddressInfo;
  const neighbour = createServer().listen(port + 1, '127.0.0.1');
  const isFree = await once(neighbour, 'listening').then(
    () => true,
    () => false,
  );
  neighbour.close();
  if (isFree) return { port, blocker };
  blocker.close();
  return portBesideFreeOne();
}

describe('npm start -- --headless', () => {
  it('prints one line of JSON when it is ready, and everything else beside it', async () => {
    const { script: child, ready, output, errors, ended } = start();
    const { page, ingest, ...rest } = await ready;
    expect(rest).toEqual({ ready: true, data: join(folder, 'data') });
    expect((await post(ingest)).status).toBe(200);
    expect((await fetch(page)).headers.get('content-type')).toContain('text/html');
    expect((await fetch(new URL('/', page))).status).toBe(401);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect((await output).trim().split('\n')).toHaveLength(1);
    expect(await errors).toContain(`Open the inbox in your browser: ${page}`);
  });

  it.skipIf(process.platform === 'win32')('keeps its folder from others', async () => {
    const { script: child, ready, ended } = start();
    await ready;
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'data/stacktray.db')).mode & 0o077).toBe(0);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(isFolderFree()).toBe(true);
  });

  it('leaves no collector behind when the script is killed', async () => {
    const { script: child, ready, ended } = start();
    const { ingest } = await ready;
    child.kill('SIGKILL');
    await ended;
    await expect.poll(isFolderFree, { timeout: 20_000 }).toBe(true);
    await expect(post(ingest)).rejects.toThrow();
  });

  it('keeps the wanted page port free when the port for reports is taken', async () => {
    const { port, blocker } = await portBesideFreeOne();
    const { script: child, ready, errors, ended } = start(['--port', String(port), '--page-port', String(port + 1)]);
    const { ingest, page } = await ready;
    expect(new URL(page).port).toBe(String(port + 1));
    expect([String(port), String(port + 1)]).not.toContain(new URL(ingest).port);
    child.kill('SIGTERM');
    await ended;
    expect(await errors).toContain(`Port ${String(port)} is taken by `);
    blocker.close();
  });

  it('says in one sentence that its folder is in use', async () => {
    const first = start();
    await first.ready;
    const second = start();
    expect(await second.ended).toEqual([1, null]);
    expect(await second.output).toBe('');
    expect(await second.errors).toContain(`Another Stacktray is already using ${join(folder, 'data')}.`);
    expect(await second.errors).not.toContain('    at ');
  });

  it('says what is wrong with its arguments, and ends with 2', async () => {
    const { errors, ended } = start(['--port', 'many']);
    expect(await ended).toEqual([2, null]);
    expect(await errors).toContain('--port wants a port from 0 to 65535, not "many".');
  });
});
