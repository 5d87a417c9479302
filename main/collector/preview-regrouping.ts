/**
 * Looks what the newer grouping would change, by the steps of the change itself, with keys that are kept in memory only.
 * In the background, a little at a time, so that reports are taken meanwhile.
 */
import { setTimeout as rest } from 'node:timers/promises';
import { describeError } from '../../shared/error-codes.ts';
import type { ItemName, RegroupingExample, RegroupingPreview } from '../../shared/regrouping.ts';
import { findItem, learnKeys, type KnownKeys } from './find-item.ts';
import { keysInMemory } from './keys-in-memory.ts';
import { groupAgain, type RegroupingContext } from './regroup-forth.ts';

export interface Preview {
  read(): RegroupingPreview | null;
  start(): void;
  cancel(): void;
  forget(): void;
  settled(): Promise<void>;
}

/** Enough to judge by, and what is kept of it fits into memory. */
const mostOccurrences = 200_000;
const mostExamples = 12;
const mostOthers = 5;
const batchSize = 20;

interface Look {
  context: RegroupingContext;
  known: KnownKeys;
  isCancelled: boolean;
  view: RegroupingPreview;
  /** Occurrences per item that stay, and those that go, by where they go. */
  stay: Map<number, number>;
  go: Map<number, Map<number, number>>;
  /** Items that would be started, as numbers below 0. */
  started: number;
}

export function createPreview(context: RegroupingContext): Preview {
  let look: Look | null = null;
  let running: Promise<void> = Promise.resolve();
  const run = async (mine: Look): Promise<void> => {
    try {
      await learnAll(mine);
      await placeAll(mine);
      mine.view = { ...mine.view, ...resultOf(mine), state: mine.isCancelled ? 'cancelled' : 'done' };
    } catch (error) {
      context.log(`looking what another grouping would change failed: ${describeError(error)}`);
      mine.view = { ...mine.view, state: 'failed' };
    }
  };
  const cancel = (): void => {
    if (look) look.isCancelled = true;
  };
  return {
    read: () => look?.view ?? null,
    start: () => {
      if (look?.view.state === 'running') return;
      look = newLook(context);
      running = run(look);
    },
    cancel,
    forget: () => {
      cancel();
      look = null;
    },
    settled: () => running,
  };
}

function newLook(context: RegroupingContext): Look {
  const { older, occurrences } = context.store.regrouping.counts();
  const total = Math.min(occurrences, mostOccurrences);
  const none = { merged: 0, split: 0, examples: [] };
  return {
    ...{ context, known: { store: keysInMemory(context.store) }, isCancelled: false, started: 0 },
    view: {
      state: 'running',
      done: 0,
      total,
      isPartial: occurrences > total,
      items: older,
      itemsAfter: older,
      ...none,
    },
    ...{ stay: new Map(), go: new Map() },
  };
}

/** Runs `work` for batch after batch, until it says that there is no more. */
async function inBatches(look: Look, work: () => Promise<boolean>): Promise<void> {
  for (let hasMore = true; hasMore && !look.isCancelled;) {
    const begun = performance.now();
    hasMore = await work();
    await rest(performance.now() - begun);
  }
}

async function learnAll(look: Look): Promise<void> {
  const { context, known } = look;
  const { regrouping } = context.store;
  let after = 0;
  await inBatches(look, async () => {
    const items = regrouping.olderItems(after, batchSize);
    for (const item of items) {
      const first = regrouping.firstOf(item.id);
      const again = first && (await groupAgain(context, item.projectId, first));
      if (!again) continue;
      const { group } = again;
      const space = { projectId: item.projectId, mechanism: group.mechanism, scope: item.scope };
      look.stay.set(item.id, 0);
      if (!findItem(known, space, group)) learnKeys(known, space, { group, itemId: item.id });
    }
    after = items.at(-1)?.id ?? after;
    return items.length > 0;
  });
}

async function placeAll(look: Look): Promise<void> {
  const { context, known, view, stay } = look;
  const untilId = context.store.occurrences.lastId();
  let afterId = 0;
  await inBatches(look, async () => {
    const { found, lastId } = context.store.regrouping.occurrences({ afterId, untilId, all: true });
    for (const record of found) {
      if (!stay.has(record.itemId)) continue;
      const again = await groupAgain(context, record.projectId, record);
      if (!again) continue;
      const { group } = again;
      const space = { projectId: record.projectId, mechanism: group.mechanism, scope: record.scope };
      let to = findItem(known, space, group)?.id;
      if (to === undefined) {
        look.started += 1;
        to = -look.started;
        learnKeys(known, space, { group, itemId: to });
      }
      count(look, record.itemId, to);
      view.done += 1;
    }
    afterId = lastId ?? afterId;
    return lastId !== null && view.done < mostOccurrences;
  });
}

function count({ stay, go }: Look, from: number, to: number): void {
  if (from === to) {
    stay.set(from, (stay.get(from) ?? 0) + 1);
    return;
  }
  const targets = go.get(from) ?? new Map<number, number>();
  go.set(from, targets.set(to, (targets.get(to) ?? 0) + 1));
}

function resultOf(look: Look): Partial<RegroupingPreview> {
  const { stay, go, view } = look;
  const gone = [...go].filter(([from]) => stay.get(from) === 0);
  const split = [...go].filter(([from]) => stay.get(from) !== 0);
  return {
    ...{ merged: gone.length, split: split.length, itemsAfter: view.items - gone.length + look.started },
    examples: [...mergesOf(look, gone), ...splitsOf(look, split)],
  };
}

type Leaving = [from: number, targets: Map<number, number>];

const sumOf = (targets: Map<number, number>): number => [...targets.values()].reduce((sum, each) => sum + each, 0);

/** Those of most occurrences first. */
function mergesOf(look: Look, gone: Leaving[]): RegroupingExample[] {
  const byTarget = new Map<number, { others: number[]; occurrences: number }>();
  for (const [from, targets] of gone) {
    const [to] = [...targets].sort((a, b) => b[1] - a[1])[0] ?? [];
    if (to === undefined || to < 0) continue;
    const known = byTarget.get(to) ?? { others: [], occurrences: 0 };
    known.others.push(from);
    known.occurrences += sumOf(targets);
    byTarget.set(to, known);
  }
  return [...byTarget]
    .sort((a, b) => b[1].occurrences - a[1].occurrences)
    .slice(0, mostExamples)
    .flatMap(([to, { others, occurrences }]) => {
      const item = nameOf(look, to);
      const named = others.slice(0, mostOthers).flatMap((id) => nameOf(look, id) ?? []);
      return item ? [{ kind: 'merge' as const, item, others: named, occurrences }] : [];
    });
}

function splitsOf(look: Look, split: Leaving[]): RegroupingExample[] {
  return split
    .map(([from, targets]) => ({ from, occurrences: sumOf(targets) }))
    .sort((a, b) => b.occurrences - a.occurrences)
    .slice(0, mostExamples)
    .flatMap(({ from, occurrences }) => {
      const item = nameOf(look, from);
      return item ? [{ kind: 'split' as const, item, others: [], occurrences }] : [];
    });
}

function nameOf({ context }: Look, id: number): ItemName | undefined {
  const item = context.store.items.byId(id);
  return item && { id, counter: item.counter, title: item.title };
}
