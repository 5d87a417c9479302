/** What some occurrences have in common that others have not. */
import type { Database } from 'better-sqlite3';
import type { CellValue, SharedValue, SharedValues } from '../../../shared/occurrence-row.ts';
import { bodyTable, type BodyTable } from '../bodies.ts';
import { leavesOf, payloadOf } from './payload.ts';

export interface SharedWanted {
  itemId: number;
  ids: number[];
  /** Where the others are: the same item, or its whole project. */
  among: 'item' | 'project';
}

const mostOthers = 300;
/** In UTF-16 units of bodies that are read of the others. */
const enoughText = 12_000_000;
const most = 200;
const limits = { leaves: 2000, depth: 8, entries: 10 };
/** What more than half of the others have as well says nothing. */
const common = 0.5;
/** Calls make the item; that they are shared is no news. */
const isGrouping = /^body\.(?:trace|trace_chain|crash_report)\b/;

/** Only of occurrences of the item; those that are not there any more are left out. */
export function sharedValues(db: Database, { itemId, ids, among }: SharedWanted): SharedValues {
  const bodies = bodyTable(db);
  const mine = db
    .prepare<[number, string], number>(
      'SELECT id FROM occurrence WHERE item_id = ? AND id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .all(itemId, JSON.stringify(ids));
  let shared: Map<string, SharedValue> | null = null;
  for (const id of mine) {
    const found = valuesOf(bodies.read(id));
    shared = shared === null ? found : intersection(shared, found);
  }
  const candidates = shared ?? new Map<string, SharedValue>();
  const others = countOthers(bodies, othersOf(db, { itemId, ids, among }), candidates);
  const rare = [...candidates.values()].filter((each) => each.others <= others * common);
  const order = (a: SharedValue, b: SharedValue): number => a.others - b.others || (a.path < b.path ? -1 : 1);
  return { others, values: others === 0 ? [] : rare.sort(order).slice(0, most) };
}

function othersOf(db: Database, { itemId, ids, among }: SharedWanted): number[] {
  const where =
    among === 'item' ? 'item_id = @itemId' : 'project_id = (SELECT project_id FROM item WHERE id = @itemId)';
  return db
    .prepare<[object], number>(
      `SELECT id FROM occurrence WHERE ${where} AND id NOT IN (SELECT value FROM json_each(@ids))
       ORDER BY id DESC LIMIT @limit`,
    )
    .pluck()
    .all({ itemId, ids: JSON.stringify(ids), limit: mostOthers });
}

/** Counts in `candidates` how many of the others have each; returns how many were looked at. */
function countOthers(bodies: BodyTable, ids: readonly number[], candidates: Map<string, SharedValue>): number {
  let length = 0;
  let count = 0;
  for (const id of ids) {
    const text = bodies.read(id);
    length += text?.length ?? 0;
    count += 1;
    for (const key of valuesOf(text).keys()) {
      const candidate = candidates.get(key);
      if (candidate) candidate.others += 1;
    }
    if (length > enoughText) break;
  }
  return count;
}

function valuesOf(text: string | undefined): Map<string, SharedValue> {
  const leaves = leavesOf(payloadOf(text), limits).filter(
    ({ path, value }) => value !== null && !isGrouping.test(path),
  );
  return new Map(leaves.map(({ path, value }) => [keyOf(path, value), { path, value, others: 0 }]));
}

function keyOf(path: string, value: CellValue): string {
  return JSON.stringify([path, value]);
}

function intersection(left: Map<string, SharedValue>, right: Map<string, SharedValue>): Map<string, SharedValue> {
  return new Map([...left].filter(([key]) => right.has(key)));
}
