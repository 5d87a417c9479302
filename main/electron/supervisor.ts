/**
 * Keeps the collector's process running: starts it, hands pages their way to it, starts it again when it dies, and stops
 * trying, with a sentence for the person, when it keeps dying. Processes and time are handed in.
 */
import type { CollectorMessage, CollectorOrder, CollectorProcess } from './collector-messages.ts';
import type { LinkedToCollector } from './page-links.ts';
import { createRestartPolicy } from './restart-policy.ts';

export interface Supervisor {
  /** Resolves when the collector has finished what it accepted and its process has ended. */
  stop(): Promise<void>;
  /** Starts the collector once more if it was given up; else does nothing. */
  tryAgain(): void;
}

export interface Supervised {
  start: () => CollectorProcess;
  pages: LinkedToCollector;
  /** Unix milliseconds. */
  now?: () => number;
}

/** How long a clean stop may take before the process is killed: what was acknowledged is on disk in either case. */
const stopTimeMs = 5000;

export function startSupervisor({ start, pages, now = Date.now }: Supervised): Supervisor {
  let policy = createRestartPolicy();
  let child: CollectorProcess | undefined;
  let isStopping = false;
  let isGivenUp = false;

  const giveUp = (reason: string): void => {
    isGivenUp = true;
    pages.tell({ state: 'stopped', detail: reason });
  };
  const onCrash = (code: number): void => {
    process.stderr.write(`[stacktray] the collector ended with ${String(code)}\n`);
    const decision = policy.onCrash(now());
    if (decision.kind === 'give-up') {
      giveUp(decision.reason);
      return;
    }
    pages.tell({ state: 'lost', detail: null });
    setTimeout(run, decision.afterMs);
  };
  const run = (): void => {
    if (isStopping) return;
    const started = start();
    let refusal: string | null = null;
    child = started;
    started.on('message', (message: CollectorMessage) => {
      if (message.kind === 'ready') pages.connectTo(started);
      else refusal = message.reason;
    });
    started.on('exit', (code) => {
      child = undefined;
      if (isStopping) return;
      if (refusal === null) onCrash(code);
      else giveUp(refusal);
    });
  };
  run();
  return {
    stop: async () => {
      isStopping = true;
      if (child) await stopProcess(child);
    },
    tryAgain: () => {
      if (!isGivenUp) return;
      isGivenUp = false;
      policy = createRestartPolicy();
      pages.tell({ state: 'connecting', detail: null });
      run();
    },
  };
}

function stopProcess(child: CollectorProcess): Promise<void> {
  return new Promise((resolve) => {
    const killing = setTimeout(() => child.kill(), stopTimeMs);
    child.on('exit', () => {
      clearTimeout(killing);
      resolve();
    });
    child.postMessage({ kind: 'stop' } satisfies CollectorOrder);
  });
}
