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
  /** Starts it once more if it was given up, and lets it repair the data first; else does nothing. */
  repair(): void;
}

export interface Supervised {
  start: (how: { repair: boolean }) => CollectorProcess;
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

  const giveUp = ({ reason, canRepair = false }: { reason: string; canRepair?: boolean }): void => {
    isGivenUp = true;
    pages.tell({ state: 'stopped', detail: reason, ...(canRepair ? { canRepair } : {}) });
  };
  const onCrash = (code: number): void => {
    process.stderr.write(`[stacktray] the collector ended with ${String(code)}\n`);
    const decision = policy.onCrash(now());
    if (decision.kind === 'give-up') giveUp(decision);
    else again({ repair: false }, decision.afterMs);
  };
  const again = (how: { repair: boolean }, afterMs: number): void => {
    pages.tell({ state: 'lost', detail: repairWords(how.repair) });
    setTimeout(run, afterMs, how);
  };
  const run = (how: { repair: boolean }): void => {
    if (isStopping) return;
    const started = start(how);
    const lastWord = listenTo(started, pages);
    child = started;
    started.on('exit', (code) => {
      child = undefined;
      if (isStopping) return;
      const last = lastWord();
      if (last === null) onCrash(code);
      else if (last.kind === 'refused') giveUp(last);
      else again(last, 0);
    });
  };
  const startOver = (repair: boolean) => (): void => {
    if (!isGivenUp) return;
    isGivenUp = false;
    policy = createRestartPolicy();
    pages.tell({ state: 'connecting', detail: repairWords(repair) });
    run({ repair });
  };
  run({ repair: false });
  return {
    stop: async () => {
      isStopping = true;
      if (child) await stopProcess(child);
    },
    tryAgain: startOver(false),
    repair: startOver(true),
  };
}

/** What a process says about its end. */
type LastWord = Extract<CollectorMessage, { kind: 'refused' | 'restart' }>;

/** Passes on what the process says, and keeps its last word. */
function listenTo(started: CollectorProcess, pages: Supervised['pages']): () => LastWord | null {
  let last: LastWord | null = null;
  started.on('message', (message: CollectorMessage) => {
    if (message.kind === 'ready') pages.connectTo(started);
    else if (message.kind === 'repairing') pages.tell({ state: 'lost', detail: progressWords(message) });
    else last = message;
  });
  return () => last;
}

function repairWords(repair: boolean): string | null {
  return repair ? 'Repairing the data.' : null;
}

function progressWords({ done, total }: { done: number; total: number }): string {
  return `Repairing the data: ${String(done)} of ${String(total)} tables.`;
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
