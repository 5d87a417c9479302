/** How deploys are said. */
import type { Deploy, DeployStatus } from '../../shared/deploy.ts';
import { spanText } from '../ui/format-age.ts';
import { oneLine } from '../ui/one-line.ts';

export const statusWords: Record<DeployStatus, string> = {
  started: 'started',
  succeeded: 'succeeded',
  failed: 'failed',
  timed_out: 'timed out',
};

/** Who did it, when that was told. */
export function whoOf({ localUsername, accountName }: Deploy): string | null {
  return oneLine(localUsername ?? accountName ?? '', 60) || null;
}

/** How long it took; null while it runs, and when it was told only once. */
export function durationOf({ startedAt, finishedAt }: Deploy): string | null {
  return finishedAt === null || finishedAt === startedAt ? null : spanText(finishedAt - startedAt);
}

/** What a build adds to its script; `url` is the listener's address without a path. */
export function deployScript(url: string, token: string): string {
  return `curl ${url}/api/1/deploy \\
  -H 'X-Rollbar-Access-Token: ${token}' \\
  -d environment=production \\
  -d revision="$(git rev-parse HEAD)" \\
  --data-urlencode local_username="$USER"`;
}
