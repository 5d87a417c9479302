import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createRightOfWay, giveWay, goFirst } from '../../../../main/store/right-of-way.ts';

it('lets a thread begin only when nobody goes first', async () => {
  const right = createRightOfWay();
  Atomics.add(right, 0, 1);
  const worker = new Worker(new URL('./giving-way-thread.ts', import.meta.url), { workerData: right });
  const [before] = (await once(worker, 'message')) as [number];
  const begun = once(worker, 'message');
  goFirst(right, () => undefined);
  Atomics.sub(right, 0, 1);
  Atomics.notify(right, 0);
  expect([before, ...((await begun) as [number])]).toEqual([1, 0]);
});

it('is given back when what went first has failed', () => {
  const right = createRightOfWay();
  expect(() =>
    goFirst(right, () => {
      throw new Error('full');
    }),
  ).toThrow('full');
  giveWay(right);
  expect(Atomics.load(right, 0)).toBe(0);
});
