/** Which paths the payloads of an item have, for whoever chooses a column. */
import type { Database } from 'better-sqlite3';
import type { PayloadPath } from '../../../shared/occurrence-row.ts';
import { bodyTable } from '../bodies.ts';
import { leavesOf, payloadOf } from './payload.ts';

const newest = 30;
/** In UTF-16 units: enough bodies to know the keys, whatever their size. */
const enoughText = 6_000_000;
const most = 1000;

/** Of the newest occurrences; the most common first. */
export function payloadPaths(db: Database, { itemId }: { itemId: number }): PayloadPath[] {
  const ids = db
    .prepare<[number, number], number>('SELECT id FROM occurrence WHERE item_id = ? ORDER BY id DESC LIMIT ?')
    .pluck()
    .all(itemId, newest);
  return foundPaths(db, { ids });
}

/** Of these occurrences, as far as their bodies are not too large; the most common first. */
export function foundPaths(db: Database, { ids }: { ids: readonly number[] }): PayloadPath[] {
  const bodies = bodyTable(db);
  const found = new Map<string, PayloadPath>();
  let length = 0;
  for (const id of ids) {
    const text = bodies.read(id);
    length += text?.length ?? 0;
    for (const { path, value } of leavesOf(payloadOf(text), { leaves: 3000, depth: 8, entries: 3 })) {
      const known = found.get(path);
      if (known) known.count += 1;
      else found.set(path, { path, example: value, count: 1 });
    }
    if (length > enoughText) break;
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1)).slice(0, most);
}
