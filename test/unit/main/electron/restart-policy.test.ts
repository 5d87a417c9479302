import { expect, it } from 'vitest';
import { createRestartPolicy } from '../../../../main/electron/restart-policy.ts';

/** What is decided about crashes at these times, in seconds: pauses in ms, or `give-up`. */
function decisionsAt(...seconds: number[]): (number | 'give-up')[] {
  const policy = createRestartPolicy();
  return seconds.map((second) => {
    const decision = policy.onCrash(second * 1000);
    return decision.kind === 'restart' ? decision.afterMs : 'give-up';
  });
}

it('starts again soon, and later each time', () => {
  expect(decisionsAt(0, 1, 2, 3)).toEqual([100, 400, 1600, 6400]);
});

it('gives up at the fifth crash in five minutes', () => {
  expect(decisionsAt(0, 60, 120, 180, 240)).toEqual([100, 400, 1600, 6400, 'give-up']);
});

it('forgets what is more than five minutes ago', () => {
  expect(decisionsAt(0, 60, 120, 180, 301, 1000)).toEqual([100, 400, 1600, 6400, 6400, 100]);
});

it('says what happened and what to do', () => {
  const policy = createRestartPolicy();
  const decisions = [1, 2, 3, 4, 5].map((now) => policy.onCrash(now));
  expect(JSON.stringify(decisions.at(-1))).toContain('5 times within five minutes');
});
