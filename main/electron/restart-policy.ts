/** When a process that died is started again, and when that has no sense any more. Pure: the time is handed in. */

export type RestartDecision = { kind: 'restart'; afterMs: number } | { kind: 'give-up'; reason: string };

export interface RestartPolicy {
  /** The process died at `now` (unix ms). */
  onCrash(now: number): RestartDecision;
}

const mostCrashes = 5;
const windowMs = 300_000;
const firstPauseMs = 100;

export function createRestartPolicy(): RestartPolicy {
  let crashes: number[] = [];
  return {
    onCrash: (now) => {
      crashes = [...crashes.filter((at) => at > now - windowMs), now];
      if (crashes.length < mostCrashes)
        return { kind: 'restart', afterMs: firstPauseMs * 2 ** (2 * (crashes.length - 1)) };
      const reason =
        `The collector stopped ${String(mostCrashes)} times within five minutes, so it is not started again. ` +
        'Everything it acknowledged is on disk. Quit Stacktray and open it again; its error output says what happened.';
      return { kind: 'give-up', reason };
    },
  };
}
