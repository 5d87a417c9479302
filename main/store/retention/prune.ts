/**
 * One round of deleting what the limits do not keep, in steps that are one short transaction each. Rounds begin with
 * age and number; while the database is larger than it may be, the oldest occurrences of all items follow.
 */
import type { Database } from 'better-sqlite3';
import type { RetentionLimits } from '../../../shared/retention.ts';
import { cutoffsOf, oldest, type Cutoffs } from './cutoffs.ts';
import { occurrenceDeleter } from './delete-occurrences.ts';
import { averageShare, bytesOver } from './file-size.ts';
import { itemWalker, type WalkTask } from './walk-item.ts';

export interface PruningStep {
  occurrences: number;
  bytes: number;
  isDone: boolean;
}

/** Occurrences of one transaction, and items that are looked at in one. */
const stepSize = 250;
const itemsAtATime = 200;
/** Ids that are gone through at once. */
const sliceSize = 2000;
/** So much room below the limit is made, so that the next report does not start the next round. */
const slack = 0.05;
const mostPasses = 4;

/** A round; each call is its next step. `now` is unix ms. */
export function pruningRound(db: Database, limits: RetentionLimits, now: number): () => PruningStep {
  const walk = itemWalker(db);
  const tasks = tasksOf(db, limits, now);
  const record = runRecord(db, now);
  // What is told as freed: the room that an occurrence takes when the round begins.
  const each = averageShare(db);
  let task: WalkTask | null = null;
  const remove = occurrenceDeleter(db);
  const step = db.transaction((): PruningStep => {
    const going: number[] = [];
    let isDone = false;
    for (let left = stepSize; left > 0 && !isDone;) {
      if (task === null) {
        const next = tasks.next();
        isDone = next.done === true;
        task = next.value ?? null;
        // A moment in which nothing was found ends the step, so that looking holds the lock as shortly as deleting.
        if (task === null) break;
      }
      const walked = walk(task, left);
      going.push(...walked.going);
      left -= Math.max(1, walked.seen);
      if (walked.isDone) task = null;
    }
    remove(going);
    const done = { occurrences: going.length, bytes: Math.round(going.length * each), isDone };
    record.add(done);
    return done;
  });
  return () => step.immediate();
}

/** What is to be walked; null is a moment in which nothing was found, for a step to end. */
function* tasksOf(db: Database, limits: RetentionLimits, now: number): Generator<WalkTask | null, void> {
  yield* itemsBelow(db, cutoffsOf(db, limits, now));
  if (limits.bytes === null) return;
  const { settledId } = cutoffsOf(db, limits, now);
  // What an occurrence takes is an estimate: what is missing after a pass is left to the next one.
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const over = bytesOver(db, limits.bytes);
    if (over === 0) return;
    const wanted = Math.ceil((over + limits.bytes * slack) / averageShare(db));
    yield* itemsBelow(db, oldest(db, wanted, settledId));
  }
}

interface ItemRow {
  itemId: number;
  projectId: number;
  total: number;
  nextId: number | null;
}

/**
 * Goes through the ids in slices and walks in each the items that have occurrences there: rows that came together lie
 * together in the file, so a step touches few pages, and pages become free as a whole.
 */
function* itemsBelow(db: Database, cutoffs: Cutoffs): Generator<WalkTask | null, void> {
  const slice = db.prepare<[number, number, number], { id: number; itemId: number }>(
    'SELECT id, item_id AS itemId FROM occurrence WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
  );
  const wanted = new Map<number, number>();
  let [afterId, endId] = [Infinity, 0];
  for (const found of itemsWithOld(db, cutoffs)) {
    if (found !== null) {
      wanted.set(found.itemId, found.untilId);
      afterId = Math.min(afterId, found.nextId - 1);
      endId = Math.max(endId, found.untilId);
    } else yield null;
  }
  while (afterId < endId) {
    const rows = slice.all(afterId, endId, sliceSize);
    const last = rows.at(-1);
    if (!last) return;
    for (const itemId of new Set(rows.map((row) => row.itemId))) {
      const untilId = wanted.get(itemId);
      if (untilId !== undefined) yield { itemId, untilId: Math.min(untilId, last.id) };
    }
    yield null;
    afterId = last.id;
  }
}

/** Items with occurrences that may go, and how far; null after each page of items. */
function* itemsWithOld(db: Database, cutoffs: Cutoffs): Generator<(WalkTask & { nextId: number }) | null, void> {
  const page = db.prepare<[number, number], ItemRow>(
    `SELECT item.id AS itemId, project_id AS projectId, total_occurrences AS total,
       (SELECT min(id) FROM occurrence WHERE item_id = item.id AND id > coalesce(walked_id, 0)) AS nextId
     FROM item LEFT JOIN retention_item ON retention_item.item_id = item.id
     WHERE item.id > ? AND pinned_at IS NULL AND NOT EXISTS (SELECT 1 FROM recount WHERE item_id = item.id)
     ORDER BY item.id LIMIT ?`,
  );
  const nth = db
    .prepare<[number, number], number>('SELECT id FROM occurrence WHERE item_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck();
  for (let afterId = 0; ;) {
    const items = page.all(afterId, itemsAtATime);
    for (const { itemId, projectId, total, nextId } of items) {
      const { untilId, mostOfItem } = cutoffs.of(projectId);
      const beyond = mostOfItem === null || total <= mostOfItem ? 0 : (nth.get(itemId, mostOfItem) ?? 0);
      const until = Math.min(cutoffs.settledId, Math.max(untilId, beyond));
      if (nextId !== null && nextId <= until) yield { itemId, untilId: until, nextId };
    }
    const last = items.at(-1);
    if (!last) return;
    afterId = last.itemId;
    yield null;
  }
}

/** Notes the round when it deletes something, step by step, so that a round that was interrupted is told, too. */
function runRecord(db: Database, startedAt: number): { add(step: PruningStep): void } {
  const begin = db.prepare<[number]>('INSERT INTO pruning_run (started_at, occurrences, bytes) VALUES (?, 0, 0)');
  const add = db.prepare<[number, number, number]>(
    'UPDATE pruning_run SET occurrences = occurrences + ?, bytes = bytes + ? WHERE id = ?',
  );
  let id: number | null = null;
  return {
    add: ({ occurrences, bytes }) => {
      if (occurrences === 0) return;
      id ??= Number(begin.run(startedAt).lastInsertRowid);
      add.run(occurrences, bytes, id);
    },
  };
}
