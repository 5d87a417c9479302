/**
 * Where a person wants it, items are resolved about which nothing was heard for some days (rollbar.md 4.8). All items of
 * a project that become so at the same time are one step that can be taken back.
 */
import type { Changes } from './changes.ts';
import { carryOut, keepStep } from './apply-triage.ts';
import type { CollectorContext } from './collector.ts';
import { projectsWithRules } from './resolve-rules.ts';

type Context = Pick<CollectorContext, 'store' | 'now' | 'newUuid'>;

/** Items per transaction. */
const partSize = 200;
const dayMs = 24 * 3_600_000;

export async function resolveQuiet(context: Context, changes: Pick<Changes, 'publish'>): Promise<void> {
  for (const { id, rules } of projectsWithRules(context))
    if (rules.quietDays !== null) await resolveIn(context, changes, { projectId: id, quietDays: rules.quietDays });
}

async function resolveIn(
  context: Context,
  changes: Pick<Changes, 'publish'>,
  { projectId, quietDays }: { projectId: number; quietDays: number },
): Promise<void> {
  const { store, newUuid } = context;
  const id = newUuid();
  const decider = { by: 'quiet' as const, why: { quietDays } };
  for (;;) {
    const changed = store.inTransaction((now) => {
      const itemIds = store.quietItems.of({ projectId, since: now - quietDays * dayMs, now, limit: partSize });
      if (itemIds.length === 0) return [];
      const command = { id, at: now, kind: 'resolve' as const, inVersion: null, itemIds };
      const answer = carryOut(context, command, decider);
      keepStep(context, command, { ...decider, ...answer });
      return answer.undo.map((point) => point.itemId);
    });
    if (changed.length === 0) return;
    changes.publish({ itemIds: changed, projects: true });
    await new Promise((resolve) => setImmediate(resolve));
  }
}
