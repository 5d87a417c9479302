/** The built headless collector as a process of its own, on a folder that outlives it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const headlessProgram = join(import.meta.dirname, '../../out/main/headless.js');

export interface HeadlessProcess {
  process: ChildProcess;
  ingest: string;
  page: string;
  data: string;
  /** Resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface HeadlessOptions {
  /** A program and its arguments that become the collector, e.g. a shell that sets limits and then `exec`s "$@". */
  launcher?: [string, ...string[]];
  /** Gets what is written to standard error. */
  onError?: (text: string) => void;
}

/** Resolves with the addresses of its ready line. Needs `npm run build` to have run. */
export async function startHeadless(
  folder: string,
  { launcher, onError = () => undefined }: HeadlessOptions = {},
): Promise<HeadlessProcess> {
  if (!existsSync(headlessProgram)) throw new Error('out/main/headless.js is missing: run `npm run build` first');
  const command = [process.execPath, headlessProgram, '--port', '0', '--page-port', '0', '--data', folder] as const;
  const [file, ...args] = launcher ? ([...launcher, ...command] as const) : command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', onError);
  const ended = once(child, 'exit');
  const ready = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`the headless collector ended with ${String(code)} before it was ready`);
    }),
  ]);
  const { ingest, page, data } = JSON.parse(String(ready[0])) as Omit<HeadlessProcess, 'process' | 'kill'>;
  return {
    ...{ process: child, ingest, page, data },
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}
