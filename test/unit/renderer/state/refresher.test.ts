import { expect, it } from 'vitest';
import { createRefresher } from '../../../../renderer/state/refresher.ts';
import { createStage } from '../stage.ts';

/** A refresher whose loads a test answers, and what was shown of them. */
function setUp() {
  const stage = createStage({});
  const shown: number[] = [];
  const answers: (() => void)[] = [];
  let loads = 0;
  const refresher = createRefresher(
    () => {
      const load = (loads += 1);
      return new Promise((resolve) => {
        answers.push(() => {
          resolve(() => shown.push(load));
        });
      });
    },
    stage.later,
    100,
  );
  const answer = async (load: number): Promise<void> => {
    answers[load - 1]?.();
    await stage.settle();
  };
  return { stage, refresher, shown, answer, loads: () => loads };
}

it('asks at once, then no more than once in each pause, and never misses the last request', async () => {
  const { stage, refresher, answer, shown, loads } = setUp();
  refresher.request();
  refresher.request();
  refresher.request();
  expect(loads()).toBe(1);
  await answer(1);
  refresher.request();
  expect(loads()).toBe(1);
  await stage.pass(100);
  expect(loads()).toBe(2);
  await answer(2);
  await stage.pass(1000);
  expect([loads(), shown]).toEqual([2, [1, 2]]);
});

it('does not show what was asked for before a restart', async () => {
  const { refresher, answer, shown } = setUp();
  refresher.request();
  refresher.restart();
  await answer(2);
  await answer(1);
  expect(shown).toEqual([2]);
});

it('shows nothing during a hold, and asks anew after the last of them', async () => {
  const { refresher, answer, shown, loads } = setUp();
  refresher.request();
  refresher.hold();
  refresher.hold();
  await answer(1);
  expect(shown).toEqual([]);
  refresher.release();
  expect(loads()).toBe(1);
  refresher.release();
  expect(loads()).toBe(2);
  await answer(2);
  expect(shown).toEqual([2]);
});

it('does not show an answer that was on its way when a hold began and ended', async () => {
  const { refresher, answer, shown } = setUp();
  refresher.request();
  refresher.hold();
  refresher.release();
  await answer(1);
  expect(shown).toEqual([]);
  await answer(2);
  expect(shown).toEqual([2]);
});
