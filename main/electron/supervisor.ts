/**
 * Keeps the collector's process running: starts it, hands pages their way to it, starts it again when it dies, and stops
 * trying, with a sentence for the person, when it keeps dying.
 */
import { join } from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { CollectorMessage, CollectorOrder, CollectorStart } from './collector-messages.ts';
import type { PageLinks } from './page-links.ts';
import { createRestartPolicy } from './restart-policy.ts';

export interface Supervisor {
  /** Resolves when the collector has finished what it accepted and its process has ended. */
  stop(): Promise<void>;
}

interface Supervised {
  dataFolder: string;
  port: number;
  pages: PageLinks;
}

/** How long a clean stop may take before the process is killed: what was acknowledged is on disk in either case. */
const stopTimeMs = 5000;

export function startSupervisor({ dataFolder, port, pages }: Supervised): Supervisor {
  const policy = createRestartPolicy();
  let child: UtilityProcess | undefined;
  let isStopping = false;
  let refusal: string | null = null;

  const start = (): void => {
    const options: CollectorStart = { dataFolder, port, version: app.getVersion() };
    const file = join(import.meta.dirname, 'collector-entry.js');
    const started = utilityProcess.fork(file, [JSON.stringify(options)], {
      ...{ serviceName: 'stacktray-collector', stdio: 'inherit' },
    });
    child = started;
    started.on('message', (message: CollectorMessage) => {
      if (message.kind === 'ready') pages.connectTo(started);
      else refusal = message.reason;
    });
    started.on('exit', (code) => {
      onExit(code);
    });
  };
  const onExit = (code: number): void => {
    child = undefined;
    if (isStopping) return;
    if (refusal !== null) {
      pages.tell({ state: 'stopped', detail: refusal });
      return;
    }
    process.stderr.write(`[stacktray] the collector ended with ${String(code)}\n`);
    const decision = policy.onCrash(Date.now());
    if (decision.kind === 'give-up') pages.tell({ state: 'stopped', detail: decision.reason });
    else {
      pages.tell({ state: 'lost', detail: null });
      setTimeout(() => {
        if (!isStopping) start();
      }, decision.afterMs);
    }
  };
  start();
  return {
    stop: async () => {
      isStopping = true;
      if (child) await stopChild(child);
    },
  };
}

function stopChild(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const killing = setTimeout(() => child.kill(), stopTimeMs);
    child.on('exit', () => {
      clearTimeout(killing);
      resolve();
    });
    child.postMessage({ kind: 'stop' } satisfies CollectorOrder);
  });
}
