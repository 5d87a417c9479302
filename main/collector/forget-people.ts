/**
 * Jobs that delete a person (rollbar.md 3.12), one after the other and step by step, so that reports are taken between
 * the steps. Those that were under way when the process ended go on when it starts again.
 */
import { setImmediate } from 'node:timers/promises';
import { describeError } from '../../shared/error-codes.ts';
import type { PeopleDesk } from '../protocols/account.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';

export interface PeopleJobs extends PeopleDesk {
  /** Resolves when nothing is under way any more. What is not finished goes on after the next start. */
  stop(): Promise<void>;
}

/** `onDeleted` hears that somebody is in the data no more. */
export function startPeopleJobs(
  { store, log, storing }: CollectorContext,
  changes: Changes,
  onDeleted: () => void,
): PeopleJobs {
  const { forgetting } = store;
  let isStopped = false;
  let running = Promise.resolve();

  const runAll = async (): Promise<void> => {
    // Whoever has been reported is in the tables then, and nowhere else.
    await storing.cleared();
    for (let [id] = forgetting.unfinished(); id !== undefined && !isStopped; [id] = forgetting.unfinished()) {
      await run(id);
    }
  };
  const run = async (id: number): Promise<void> => {
    try {
      while (!isStopped && (await forgetting.step(id)) === 'more') await setImmediate();
      if (!isStopped) onDeleted();
    } catch (error) {
      // A thread that was ended by `stop` has not failed.
      if (isStopped) return;
      log(`job ${String(id)}, which deletes a person, has failed: ${describeError(error)}`);
      forgetting.fail(id);
    }
    changes.publish({ projects: true, refused: true });
  };
  const start = (): void => {
    running = running.then(runAll);
  };
  start();
  return {
    create: (wanted) => {
      const id = forgetting.create(wanted);
      start();
      return id;
    },
    stateOf: forgetting.stateOf,
    stop: async () => {
      isStopped = true;
      await forgetting.stop();
      await running;
    },
  };
}
