/**
 * Where a person wants it, commits in the mapped folders of a project resolve the items that they say they fix, in the
 * version that is the commit. Only what is committed after it was switched on counts, and each commit once, also when
 * branches are changed to and fro.
 */
import * as v from 'valibot';
import type { FixingCommit, SourceReader } from '../source/source.ts';
import { carryOut, keepStep } from './apply-triage.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { longestVersion } from './offer-versions.ts';
import { commitsSeenIn, projectsWithRules } from './resolve-rules.ts';
import { mappingsOf } from './source-settings.ts';

type Context = Pick<CollectorContext, 'store' | 'newUuid'> & {
  changes: Pick<Changes, 'publish'>;
  isStopped: () => boolean;
};

/** By folder the commit up to which has been looked, and the fixing commits that were followed last. */
const kept = v.object({ heads: v.record(v.string(), v.string()), done: v.array(v.string()) });
type Seen = v.InferOutput<typeof kept>;

const mostDone = 500;

export async function resolveByCommits(context: Context, source: Pick<SourceReader, 'newCommits'>): Promise<void> {
  for (const { id, rules } of projectsWithRules(context)) if (rules.byCommits) await lookIn(context, source, id);
}

async function lookIn(context: Context, source: Pick<SourceReader, 'newCommits'>, projectId: number): Promise<void> {
  const seen = seenIn(context, projectId);
  const folders = [...new Set(mappingsOf(context, projectId).map(({ folder }) => folder))];
  const next: Seen = { heads: {}, done: seen.done };
  for (const folder of folders) {
    const since = seen.heads[folder];
    const found = await source.newCommits({ folder, since: since ?? null });
    if (context.isStopped()) return;
    const head = found?.head ?? since;
    if (head !== undefined) next.heads[folder] = head;
    for (const commit of found?.fixing ?? []) {
      if (next.done.includes(commit.hash)) continue;
      follow(context, projectId, commit);
      next.done = [...next.done, commit.hash].slice(-mostDone);
    }
  }
  if (JSON.stringify(next) !== JSON.stringify(seen)) context.store.settings.set(commitsSeenIn(projectId), { ...next });
}

function follow(
  { store, newUuid, changes }: Context,
  projectId: number,
  { hash, subject, counters }: FixingCommit,
): void {
  const itemIds = counters.flatMap((counter) => store.itemSearch.byCounter(projectId, counter)?.id ?? []);
  if (itemIds.length === 0) return;
  const inVersion = hash.length > longestVersion ? null : hash;
  const decider = { by: 'commit' as const, why: { commit: hash.slice(0, 12), subject } };
  const { applied } = store.inTransaction((at) => {
    const command = { id: newUuid(), at, kind: 'resolve' as const, inVersion, itemIds };
    const answer = carryOut({ store }, command, decider);
    keepStep({ store }, command, { ...decider, ...answer });
    return answer;
  });
  changes.publish({ itemIds: applied, projects: true });
}

function seenIn({ store }: Context, projectId: number): Seen {
  const parsed = v.safeParse(kept, store.settings.get(commitsSeenIn(projectId)));
  return parsed.success ? parsed.output : { heads: {}, done: [] };
}
