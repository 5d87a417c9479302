/**
 * Changes an installation to the newer grouping, and back: in the background, step by step, so that reports are taken
 * between the steps. A change that was interrupted goes on at the next start.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { Regrouping } from '../../shared/regrouping.ts';
import type { Changes } from './changes.ts';
import { createPreview } from './preview-regrouping.ts';
import { countSome, forgetSome, moveSomeBack, unkeySome } from './regroup-back.ts';
import { keySome, learnSome, moveSome, type RegroupingContext } from './regroup-forth.ts';
import { readRun, writeRun, type RegroupingRun } from './regroup-run.ts';

export interface Regrouper {
  read(): Regrouping;
  /** Looks what a change would do. One that runs goes on. Refusals: `conflict` where nothing is to be changed. */
  preview(): Regrouping;
  cancelPreview(): Regrouping;
  /** Refusals: `conflict` where a change runs or has been made. */
  change(): Regrouping;
  /** Takes a change back, also one that is under way. Refusals: `conflict` where there is none. */
  takeBack(): Regrouping;
  /** Resolves when the step that runs is done. */
  stop(): Promise<void>;
}

const underWay = ['learning', 'keying', 'moving', 'counting', 'changed'];

export function startRegrouping(context: RegroupingContext, changes: Changes): Regrouper {
  const { store, settings } = context;
  const preview = createPreview(context);
  const runner = createRunner(context, changes);

  const read = (): Regrouping => ({ ...told(context), problem: runner.problem(), preview: preview.read() });
  const requireOffer = (): void => {
    if (readRun(store).state !== 'none' || settings.mechanism() !== 'st1')
      throw new Refusal('conflict', 'This installation groups the newer way already, or is being changed.');
  };
  const begin = (run: RegroupingRun): Regrouping => {
    store.inTransaction(() => {
      writeRun(store, run);
    });
    runner.start();
    return read();
  };
  runner.start();
  return {
    read,
    preview: () => {
      requireOffer();
      preview.start();
      return read();
    },
    cancelPreview: () => {
      preview.cancel();
      return read();
    },
    change: () => {
      requireOffer();
      preview.forget();
      return begin({ state: 'learning', position: 0, untilId: 0 });
    },
    takeBack: () => {
      const run = readRun(store);
      if (!underWay.includes(run.state))
        throw new Refusal('conflict', 'There is no change of the grouping to take back.');
      return begin({ ...run, state: 'unkeying', position: 0 });
    },
    stop: async () => {
      preview.cancel();
      await preview.settled();
      await runner.stop();
    },
  };
}

function told({ store, settings }: RegroupingContext): Omit<Regrouping, 'problem' | 'preview'> {
  const run = readRun(store);
  const counts = store.regrouping.counts();
  return {
    ...{ mechanism: settings.mechanism(), state: run.state, olderItems: counts.older, moved: counts.moves },
    ...progressOf(run, counts),
    ...(isCounting(run) ? { total: store.regrouping.recounts.waiting() } : {}),
  };
}

interface Runner {
  start(): void;
  problem(): string | null;
  stop(): Promise<void>;
}

function createRunner(context: RegroupingContext, changes: Changes): Runner {
  let problem: string | null = null;
  let isStopped = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (!isStopped && isBusy(readRun(context.store))) {
      const begun = performance.now();
      await step(context, changes);
      // As long again for reports and the page.
      await rest(performance.now() - begun);
    }
  };
  return {
    start: () => {
      problem = null;
      running ??= run()
        .catch((error: unknown) => {
          problem = 'A step failed; it is tried again at the next start.';
          context.log(`changing the grouping failed: ${describeError(error)}`);
        })
        .finally(() => {
          running = null;
        });
    },
    problem: () => problem,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

const isBusy = ({ state }: RegroupingRun): boolean => state !== 'none' && state !== 'changed';

async function step(context: RegroupingContext, changes: Changes): Promise<void> {
  const run = readRun(context.store);
  switch (run.state) {
    case 'learning':
      await learnSome(context, run);
      break;
    case 'keying':
      keySome(context, run);
      break;
    case 'moving':
      await moveSome(context, run);
      break;
    case 'unkeying':
      unkeySome(context, run);
      break;
    case 'moving-back':
      moveSomeBack(context, run);
      break;
    case 'forgetting':
      forgetSome(context, run);
      break;
    case 'counting':
    case 'counting-back': {
      const counted = countSome(context, run, run.state === 'counting' ? 'changed' : 'forgetting');
      if (counted !== null) changes.publish({ itemIds: [counted], projects: true });
      break;
    }
    case 'none':
    case 'changed':
      break;
  }
}

const isCounting = ({ state }: RegroupingRun): boolean => state === 'counting' || state === 'counting-back';

/** Of the step that is under way. */
function progressOf(
  { state, position, untilId }: RegroupingRun,
  { older, parts, moves }: { older: number; parts: number; moves: number },
): Pick<Regrouping, 'done' | 'total'> {
  switch (state) {
    case 'learning':
      return { done: Math.min(parts, older), total: older };
    case 'moving':
      return { done: position, total: untilId };
    case 'moving-back':
      return { done: position, total: position + moves };
    default:
      return { done: 0, total: 0 };
  }
}
