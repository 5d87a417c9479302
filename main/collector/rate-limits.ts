/**
 * Limits of tokens (rollbar.md 1.10). A window begins with the first request after the one before has ended. Requests
 * are counted in memory; what was counted survives an orderly stop. While no token has a limit, nothing is looked up.
 */
import type { RateLimit } from '../../shared/project.ts';
import type { CountedRequest } from '../protocols/intake.ts';
import type { RateWindow, Store, StoredToken } from '../store/store.ts';

export interface RateLimits {
  /** Null for a token without a limit. `isFirstOver` once per window: somebody has to be told. */
  count(token: string): (CountedRequest & { isFirstOver: boolean; token: StoredToken }) | null;
  /** The window of a token, as far as it has been used. */
  windowOf(tokenId: number): RateWindow | undefined;
  /** To be called when limits have been changed. */
  changed(): void;
  save(): void;
}

export function createRateLimits({ store, now }: { store: Store; now: () => number }): RateLimits {
  const windows = store.rateWindows.all();
  let isUsed = store.tokens.hasLimits();
  return {
    count: (text) => {
      const token = isUsed ? store.tokens.find(text) : undefined;
      if (!token?.limit) return null;
      const window = currentWindow(windows.get(token.id), token.limit, now());
      window.used += 1;
      windows.set(token.id, window);
      const { count, seconds } = token.limit;
      return {
        token,
        isOver: window.used > count,
        isFirstOver: window.used === count + 1,
        limit: count,
        remaining: Math.max(0, count - window.used),
        windowEndsAt: window.startedAt + seconds * 1000,
      };
    },
    windowOf: (tokenId) => windows.get(tokenId),
    changed: () => {
      isUsed = store.tokens.hasLimits();
    },
    save: () => {
      if (windows.size === 0) return;
      store.inTransaction(() => {
        store.rateWindows.save(windows);
      });
    },
  };
}

/** A clock that was set back must not lengthen a window for ever. */
function currentWindow(window: RateWindow | undefined, { seconds }: RateLimit, now: number): RateWindow {
  const age = window === undefined ? Infinity : now - window.startedAt;
  return window !== undefined && age >= 0 && age < seconds * 1000 ? window : { startedAt: now, used: 0 };
}
