/**
 * A tool of the same kind beside it, for reading: the sidecar of Spotlight, fetched from the registry when this runs. It
 * keeps the last 500 envelopes in memory and groups nothing, so it is no yardstick.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { send, startCollector, type Target } from './processes.ts';
import { median, perSecond, type Row, type Scale } from './rows.ts';

/** With a later hono its version 4.11.8 answers every request with an error. */
const packages = ['@spotlightjs/spotlight@4.11.8', 'hono@4.12.21'];
const name = 'beside Spotlight, 50 connections';
const run = promisify(execFile);

export async function peerRows(scale: Scale): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-bench-peer-'));
  try {
    return [await besideSpotlight(folder, scale)];
  } catch (error) {
    const [why = ''] = String(error).split('\n');
    return [{ name, ratio: null, must: '', ok: true, absolute: `not measured: ${why.slice(0, 90)}` }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function besideSpotlight(folder: string, scale: Scale): Promise<Row> {
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', '--prefix', folder, ...quiet, ...packages], { timeout: 120_000, env: npmEnvironment() });
  const spotlight = await startSpotlight(folder);
  const collector = await startCollector();
  const rates: { theirs: number[]; ours: number[] } = { theirs: [], ours: [] };
  try {
    for (let round = 0; round < scale.rounds; round += 1) {
      const wanted = { seconds: scale.seconds, mix: { seed: round + 2 } };
      rates.theirs.push((await send(spotlight, { ...wanted, protocol: 'sentry' })).perSecond);
      rates.ours.push((await send(collector, wanted)).perSecond);
    }
  } finally {
    spotlight.stop();
    await collector.dispose();
  }
  const [ours, theirs] = [median(rates.ours), median(rates.theirs)];
  const absolute = `${perSecond(ours)}, Spotlight ${perSecond(theirs)}: it keeps 500 in memory and groups nothing`;
  return { name, ratio: ours / theirs, must: '', ok: true, absolute };
}

/** Electron's own Node would run npm as itself. */
function npmEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
}

async function startSpotlight(folder: string): Promise<Target & { stop(): void }> {
  const port = await freePort();
  const program = join(import.meta.dirname, 'spotlight-server.mjs');
  const child = spawn(process.execPath, [program, folder, String(port)], { stdio: 'ignore' });
  const target = { port, path: '/stream', token: 'a'.repeat(32), stop: () => void child.kill() };
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error('its sidecar ended at once');
    const isThere = await fetch(`http://127.0.0.1:${String(port)}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return target;
    await wait(100);
  }
  target.stop();
  throw new Error('its sidecar did not start');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
