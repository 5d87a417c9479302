/** What limits would delete, without deleting it: numbers of occurrences come from an index, their sizes from samples. */
import type { Database } from 'better-sqlite3';
import type { PruningPreview, RetentionLimits } from '../../../shared/retention.ts';
import { cutoffsOf, oldest, type Cutoffs } from './cutoffs.ts';
import { averageShare, bytesOver, projectShares } from './file-size.ts';

export function pruningPreview(db: Database, limits: RetentionLimits, now: number): PruningPreview {
  const cutoffs = cutoffsOf(db, limits, now);
  const byRule = wouldGo(db, [cutoffs]);
  const over = bytesOver(db, limits.bytes) - byRule.bytes;
  if (over <= 0) return byRule;
  const count = Math.ceil(over / averageShare(db)) + byRule.occurrences;
  return wouldGo(db, [cutoffs, oldest(db, count, cutoffs.settledId)]);
}

interface ItemRow {
  itemId: number;
  projectId: number;
  walkedId: number;
  number: number;
}

function wouldGo(db: Database, all: Cutoffs[]): PruningPreview {
  const items = db.prepare<[], ItemRow>(
    `SELECT item.id AS itemId, project_id AS projectId, coalesce(walked_id, 0) AS walkedId, coalesce(number, 0) AS number
     FROM item LEFT JOIN retention_item ON retention_item.item_id = item.id
     WHERE pinned_at IS NULL AND last_occurrence_id > coalesce(walked_id, 0)`,
  );
  // Beyond the last occurrence, which stays.
  const count = db
    .prepare<[object], number>(
      `SELECT count(*) FROM occurrence WHERE item_id = @itemId AND id > @walkedId AND id <= @untilId
         AND id < (SELECT max(id) FROM occurrence WHERE item_id = @itemId)`,
    )
    .pluck();
  const nth = db
    .prepare<[number, number], number>('SELECT id FROM occurrence WHERE item_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck();
  const sizes = sizesOf(db);
  const total: PruningPreview = { occurrences: 0, items: 0, bytes: 0 };
  for (const { itemId, projectId, walkedId, number } of items.all()) {
    const untilId = Math.max(
      ...all.map((cutoffs) => {
        const { untilId: until, mostOfItem } = cutoffs.of(projectId);
        const beyond = mostOfItem === null ? 0 : (nth.get(itemId, mostOfItem) ?? 0);
        return Math.min(cutoffs.settledId, Math.max(until, beyond));
      }),
    );
    if (untilId <= walkedId) continue;
    const looked = count.get({ itemId, walkedId, untilId }) ?? 0;
    const going = Math.max(0, looked - milestonesIn(number, number + looked));
    if (going === 0) continue;
    total.occurrences += going;
    total.items += 1;
    total.bytes += going * sizes(projectId);
  }
  return { ...total, bytes: Math.round(total.bytes) };
}

/** Powers of ten behind `before` and up to `number`. */
function milestonesIn(before: number, number: number): number {
  let found = 0;
  for (let milestone = 1; milestone <= number; milestone *= 10) if (milestone > before) found += 1;
  return found;
}

function sizesOf(db: Database): (projectId: number) => number {
  const sizes = new Map(projectShares(db).map(({ projectId, each }) => [projectId, each]));
  return (projectId) => sizes.get(projectId) ?? 0;
}
