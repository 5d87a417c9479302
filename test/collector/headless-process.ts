/** The built headless collector as a process of its own, on a folder that outlives it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../out/main/headless.js');

export interface HeadlessProcess {
  process: ChildProcess;
  ingest: string;
  page: string;
  data: string;
  /** Resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Resolves with the addresses of its ready line. Needs `npm run build` to have run. */
export async function startHeadless(folder: string): Promise<HeadlessProcess> {
  if (!existsSync(program)) throw new Error('out/main/headless.js is missing: run `npm run build` first');
  const child = spawn(process.execPath, [program, '--port', '0', '--page-port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
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
