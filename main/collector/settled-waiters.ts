/** Those who wait until what is in the spool now has been stored. */
import type { Spool } from '../spool/spool.ts';

export interface Waiters {
  /** Resolves when all that is outstanding now is stored, when it cannot be, or after so many milliseconds. */
  until(mostMs: number): Promise<void>;
  /** Something has been stored, or nothing can be: then nobody is kept waiting. */
  look(isFailing: boolean): void;
}

interface Waiter {
  position: number;
  resolve(): void;
}

export function createWaiters(spool: Pick<Spool, 'outstanding'>): Waiters {
  let waiters: Waiter[] = [];
  return {
    until: (mostMs) => {
      const last = spool.outstanding().at(-1);
      if (last === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, mostMs);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        waiters.push({ position: last.position, resolve: done });
      });
    },
    look: (isFailing) => {
      const oldest = spool.outstanding()[0]?.position ?? Number.POSITIVE_INFINITY;
      const isOver = ({ position }: Waiter): boolean => isFailing || position < oldest;
      for (const waiter of waiters.filter(isOver)) waiter.resolve();
      waiters = waiters.filter((waiter) => !isOver(waiter));
    },
  };
}
