/** The processes that a measurement needs: the bare server, the built collector, and who sends to them. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { CallName, ParamsOf, ResultOf } from '../../shared/contract.ts';
import type { Load, LoadResult } from './load-process.ts';

const here = import.meta.dirname;
const program = join(here, '../../out/main/headless.js');

export interface Target {
  port: number;
  path: string;
  token: string;
}

export interface BareServer extends Target {
  stop(): Promise<void>;
}

export async function startBareServer(): Promise<BareServer> {
  const child = spawn(process.execPath, [join(here, 'bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [line] = (await once(createInterface({ input: readable(child) }), 'line')) as [string];
  return { port: Number(line), path: '/', token: 'a'.repeat(32), stop: () => end(child) };
}

export interface RunningCollector extends Target {
  folder: string;
  page: string;
  /** From the start of the process to its ready line. */
  readyMs: number;
  /** Bytes of memory that the process has now. */
  memory(): number;
  call<Name extends CallName>(name: Name, params: ParamsOf<Name>): Promise<ResultOf<Name>>;
  /** The answer of Rollbar's API about the first project. */
  api(path: string): Promise<unknown>;
  /** Stops, and keeps the folder. */
  stop(): Promise<void>;
  dispose(): Promise<void>;
}

/** The built collector as it ships, on a new folder unless one is given. */
export async function startCollector(
  folder = mkdtempSync(join(tmpdir(), 'stacktray-bench-')),
): Promise<RunningCollector> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, '--port', '0', '--page-port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface({ input: readable(child) }), 'line')) as [string];
  const readyMs = performance.now() - started;
  const { ingest, page } = JSON.parse(line) as { ingest: string; page: string };
  const address = new URL(page);
  const headers = {
    Authorization: `Bearer ${address.searchParams.get('token') ?? ''}`,
    'Content-Type': 'application/json',
  };
  const call: RunningCollector['call'] = async (name, params) => {
    const answer = await fetch(`${address.origin}/call/${name}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(params) },
    });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return ((await answer.json()) as { result: never }).result;
  };
  const { token: readToken } = await call('app.status', {});
  return {
    ...{ folder, page, readyMs, port: Number(new URL(ingest).port), path: '/api/1/item/', token: 'b'.repeat(32) },
    memory: () => memoryOf(child),
    call,
    api: async (path) => {
      const answer = await fetch(`${ingest}/api/1${path}`, { headers: { 'X-Rollbar-Access-Token': readToken } });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json() as Promise<unknown>;
    },
    stop: () => end(child),
    dispose: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readable(child: ChildProcess): NonNullable<ChildProcess['stdout']> {
  if (child.stdout === null) throw new Error('a process without standard output');
  return child.stdout;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

const usual = {
  ...{ connections: 50, seconds: 3600, requests: Number.MAX_SAFE_INTEGER, rate: 0 },
  protocol: 'rollbar',
} as const;
const usualMix = { seed: 1, items: 500, largeOneIn: 0 };

export type LoadWanted = Partial<Omit<Load, 'mix' | keyof Target>> & { mix?: Partial<Load['mix']> };

/** Sends to the target from a process of its own; throws when an answer was not 200. */
export async function send(target: Target, wanted: LoadWanted): Promise<LoadResult> {
  const { port, path, token } = target;
  const load: Load = { ...usual, ...wanted, port, path, token, mix: { ...usualMix, ...wanted.mix } };
  const child = fork(join(here, 'load-process.ts'), { stdio: 'inherit' });
  child.send(load);
  const [result] = (await once(child, 'message')) as [LoadResult];
  await end(child);
  if (result.refused > 0) throw new Error(`${String(result.refused)} of ${String(result.requests)} were not taken`);
  return result;
}

/** Resolves when what is done behind the answers is done: nothing is left to pack, and nothing to index. */
export async function settled(collector: RunningCollector): Promise<void> {
  let writtenAt = -1;
  for (let same = 0; same < 4;) {
    await wait(500);
    const { mtimeMs } = statSync(join(collector.folder, 'stacktray.db-wal'));
    same = mtimeMs === writtenAt ? same + 1 : 0;
    writtenAt = mtimeMs;
  }
}
