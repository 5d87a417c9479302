/** Looks now and then for what rules of a person ask for: quiet items, commits that fix, and what was deleted long ago. */
import { describeError } from '../../shared/error-codes.ts';
import type { SourceReader } from '../source/source.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { eraseDeleted } from './erase-deleted.ts';
import { resolveByCommits } from './resolve-by-commits.ts';
import { resolveQuiet } from './resolve-quiet.ts';

const soonMs = 10_000;
const commitsEveryMs = 20_000;
/** As often as the hosted service does (rollbar.md 4.8). */
const sweepEveryMs = 30 * 60_000;

/** The first time is soon after the start: no Stacktray has to run for half an hour to clean up. */
export function startRules(
  context: CollectorContext,
  { changes, source }: { changes: Changes; source: SourceReader },
): { stop(): Promise<void> } {
  const repeated = [
    repeat(context, commitsEveryMs, (isStopped) => resolveByCommits({ ...context, changes, isStopped }, source)),
    repeat(context, sweepEveryMs, async (isStopped) => {
      await resolveQuiet(context, changes);
      await eraseDeleted(context, { changes, isStopped });
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(repeated.map((each) => each.stop()));
    },
  };
}

/** Never twice at the same time. What is under way is waited for; what fails is logged, and tried again next time. */
function repeat(
  { log }: Pick<CollectorContext, 'log'>,
  everyMs: number,
  work: (isStopped: () => boolean) => Promise<void>,
): { stop(): Promise<void> } {
  let isStopped = false;
  let running = Promise.resolve();
  let timer = setTimeout(look, soonMs).unref();
  function look(): void {
    running = work(() => isStopped)
      .catch((error: unknown) => {
        log(`a rule could not be followed: ${describeError(error)}`);
      })
      .finally(() => {
        if (!isStopped) timer = setTimeout(look, everyMs).unref();
      });
  }
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
