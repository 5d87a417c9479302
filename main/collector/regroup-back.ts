/** The steps that take a change of the grouping back, and those that count again what either way has touched. */
import type { CollectorContext } from './collector.ts';
import { writeRun, type RegroupingRun } from './regroup-run.ts';

/** Items find their reports by their old keys again; with the last of them, new reports are grouped that way. */
export function unkeySome({ store, settings }: CollectorContext, run: RegroupingRun): void {
  store.inTransaction(() => {
    const position = store.regrouping.rekey(run.position, 'old');
    if (position !== null) {
      writeRun(store, { ...run, position });
      return;
    }
    settings.group('st1');
    writeRun(store, { ...run, state: 'moving-back', position: 0 });
  });
}

export function moveSomeBack({ store }: CollectorContext, run: RegroupingRun): void {
  store.inTransaction(() => {
    const touched = store.regrouping.moveBack();
    for (const itemId of touched) store.regrouping.recounts.queue(itemId);
    const state = touched.length === 0 ? 'counting-back' : run.state;
    writeRun(store, { ...run, state, position: run.position + touched.length });
  });
}

/** `next` is the state when all is counted. Returns the item that was finished, if one was. */
export function countSome(
  { store }: CollectorContext,
  run: RegroupingRun,
  next: RegroupingRun['state'],
): number | null {
  const { recounts } = store.regrouping;
  return store.inTransaction((now) => {
    const item = recounts.next();
    if (!item) {
      writeRun(store, { ...run, state: next, position: 0 });
      return null;
    }
    if (!item.isBegun) {
      store.searchIndex.forgetItems([item.itemId]);
      recounts.begin(item.itemId, store.occurrences.lastId());
    }
    if (recounts.step(item.itemId)) return null;
    store.regrouping.settleItem(item.itemId, now);
    return item.itemId;
  });
}

export function forgetSome({ store }: CollectorContext, run: RegroupingRun): void {
  store.inTransaction(() => {
    if (!store.regrouping.forgetParts()) writeRun(store, { ...run, state: 'none', position: 0 });
  });
}
