/** Compresses bodies in the background, on the thread pool, a few at a time, when they have been here for a while. */
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { describeError } from '../../shared/error-codes.ts';
import type { CollectorContext } from './collector.ts';

const deflate = promisify(deflateRaw);
const restMs = 5000;
const batchSize = 32;
/** Bodies that are read most, those of the last minute, stay as they are. */
const freshMs = 60_000;

/** Starts packing. `stop` resolves when the batch that runs has been written. */
export function startPacking(context: CollectorContext): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let timer = setTimeout(round, restMs);

  function round(): void {
    running = packSome(context).then(
      (count) => {
        rest(count === batchSize ? 0 : restMs);
      },
      (error: unknown) => {
        context.log(`packing bodies failed: ${describeError(error)}`);
        rest(restMs);
      },
    );
  }
  function rest(ms: number): void {
    if (!stopped) timer = setTimeout(round, ms).unref();
  }
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Packs one batch; returns how many bodies it had. */
export async function packSome({ store, now }: Pick<CollectorContext, 'store' | 'now'>): Promise<number> {
  const bodies = store.bodies.unpacked(now() - freshMs, batchSize);
  if (bodies.length === 0) return 0;
  const packed = await Promise.all(bodies.map(({ text }) => deflate(Buffer.from(text, 'utf8'))));
  store.inTransaction(() => {
    for (const [index, { occurrenceId }] of bodies.entries()) store.bodies.pack(occurrenceId, packed[index] as Buffer);
  });
  return bodies.length;
}
