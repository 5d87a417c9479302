/** Commits that say which items they fix, among those that are new in a clone. Only messages are read, nothing is run. */
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, type Surroundings } from '../find-program.ts';
import { withBareView } from './bare-view.ts';
import { findClone } from './find-clone.ts';

export interface FixingCommit {
  hash: string;
  subject: string;
  /** The numbers of the items. */
  counters: number[];
}

export interface NewCommits {
  /** The commit that is checked out: where the next look begins. */
  head: string;
  /** Oldest first. */
  fixing: FixingCommit[];
}

const mostCommits = 200;
const mostCounters = 50;

/**
 * What has been committed in the clone around `folder` since the commit `since`; without one, and where it is not there
 * any more, only what is checked out now is told. Null when the folder is in no clone that can be read.
 */
export async function fixingCommits(
  { folder, since }: { folder: string; since: string | null },
  surroundings: Surroundings,
): Promise<NewCommits | null> {
  const program = await findProgram('git', surroundings);
  const real = await realpath(folder).catch(() => null);
  if (program === null || real === null) return null;
  const git = { program, environment: surroundings.environment };
  // A clone is found from a file in it, which need not be there.
  const found = await findClone(join(real, 'commits'), git);
  if (found.kind === 'none') return null;
  const { head } = found.clone;
  if (since === null || since === head || !/^[\da-f]{40,64}$/.test(since)) return { head, fixing: [] };
  const words = ['log', '-z', '--format=%H%n%B', `--max-count=${String(mostCommits)}`, `${since}..${head}`, '--'];
  const log = await withBareView(found.clone, git, (view) => view.run(words));
  return { head, fixing: log.kind === 'done' ? readCommits(log.text).toReversed() : [] };
}

/** Reads `git log -z --format=%H%n%B`; commits that fix no item are left out. */
export function readCommits(text: string): FixingCommit[] {
  return text.split('\0').flatMap((entry) => {
    const [hash = '', ...lines] = entry.split('\n');
    const counters = fixedItems(lines.join('\n'));
    if (!/^[\da-f]{40,64}$/.test(hash) || counters.length === 0) return [];
    return [{ hash, subject: (lines[0] ?? '').trim().slice(0, 200), counters }];
  });
}

const fixes = /\b(?:fix(?:e[sd])?|resolve[sd]?|close[sd]?):?\s+st#(\d{1,9})(?![\w#])/gi;

/** The numbers of the items that a commit's message says it fixes, as in `fixes st#12` (rollbar.md 4.8). */
export function fixedItems(message: string): number[] {
  const counters = [...message.matchAll(fixes)].map((match) => Number(match[1]));
  return [...new Set(counters)].filter((counter) => counter > 0).slice(0, mostCounters);
}
