/**
 * Commands on as many items as match a filter, and taking back whatever a person decided. Many items are done in parts
 * with pauses, so that reports that arrive meanwhile are not held up. Each part is one transaction with its activity and
 * with what takes it back: if Stacktray is killed in between, undo takes back precisely what was done.
 */
import type { ParamsOf } from '../../shared/contract.ts';
import type { BulkAnswer, RestorePoint, TriageAnswer } from '../../shared/triage.ts';
import { applyTriage } from './apply-triage.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { matchingIds } from './search.ts';

type Context = CollectorContext & { changes: Changes };

/** Items per part: some ten milliseconds. */
const partSize = 500;

/** Refusals: `bad-request` for a search text that cannot be read. */
export async function triageMatching(
  context: Context,
  { id, at, filter, wish }: ParamsOf<'items.triageMatching'>,
): Promise<BulkAnswer> {
  const ids = await matchingIds(context, filter);
  const report = reportOf(context, id, ids.length);
  for (let from = 0; from < ids.length; from += partSize) {
    const itemIds = ids.slice(from, from + partSize);
    // The first part has the command's own id: the same command again changes nothing.
    const partId = from === 0 ? id : context.newUuid();
    await report.part(applyTriage(context, { ...wish, id: partId, at, itemIds }, id), itemIds.length);
  }
  return report.answer;
}

/** A step that was taken back already changes nothing. */
export async function undoStep(context: Context, { id, at, commandId }: ParamsOf<'triage.undo'>): Promise<BulkAnswer> {
  const { store } = context;
  const step = store.undoSteps.byCommand(commandId);
  const report = reportOf(context, id, step?.items ?? 0);
  for (let partId = id; ; partId = context.newUuid()) {
    const points = store.undoSteps.points(commandId, partSize);
    if (points.length === 0) return report.answer;
    await report.part(restore(context, { partId, at, commandId, points }), points.length);
  }
}

function restore(
  context: Context,
  { partId, at, commandId, points }: { partId: string; at: number; commandId: string; points: RestorePoint[] },
): TriageAnswer {
  return context.store.inTransaction(() => {
    const answer = applyTriage(context, { id: partId, at, kind: 'restore', points });
    context.store.undoSteps.taken(
      commandId,
      points.map((point) => point.itemId),
    );
    return answer;
  });
}

/** The items into which others were merged, or from which they were parted: they changed as well. */
export function targetsOf(points: readonly RestorePoint[]): number[] {
  const targets = points.flatMap((point) => ('merge' in point ? [point.merge.expected, point.merge.before] : []));
  return [...new Set(targets.filter((id) => id !== null))];
}

interface Report {
  answer: BulkAnswer;
  /** Adds the answer to a part, tells the page, and lets others have a turn. */
  part(answer: TriageAnswer, items: number): Promise<void>;
}

function reportOf({ changes }: Context, commandId: string, of: number): Report {
  const answer: BulkAnswer = { matched: of, changed: 0, refused: null };
  let done = 0;
  return {
    answer,
    part: async ({ applied, undo, refused }, items) => {
      done += items;
      answer.changed += undo.length;
      const [first] = refused;
      if (first)
        answer.refused = {
          items: (answer.refused?.items ?? 0) + refused.length,
          message: answer.refused?.message ?? first.message,
        };
      changes.publish({ itemIds: [...applied, ...targetsOf(undo)], projects: true });
      if (of > partSize) changes.emit('progress', { commandId, done, of });
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
