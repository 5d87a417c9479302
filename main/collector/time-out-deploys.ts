/** What was started and never heard of again has timed out after an hour (rollbar.md 3.3). Whoever reads deploys asks. */
import type { CollectorContext } from './collector.ts';

const timeOutMs = 60 * 60_000;

export function timeOutDeploys({ store, now }: CollectorContext): void {
  store.deploys.timeOut(now() - timeOutMs, timeOutMs);
}
