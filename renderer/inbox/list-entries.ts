/** The lines of the list: rows, and above those of each project its name when they are grouped. Pure. */
import type { ItemRow } from '../../shared/item.ts';

export type Entry = { kind: 'row'; row: ItemRow } | { kind: 'group'; projectId: number; firstId: number };

/** `rows` of one project stand together when they are grouped. */
export function entriesOf(rows: readonly ItemRow[], grouped: boolean): Entry[] {
  const entries: Entry[] = [];
  let projectId: number | null = null;
  for (const row of rows) {
    if (grouped && row.projectId !== projectId)
      entries.push({ kind: 'group', projectId: row.projectId, firstId: row.id });
    projectId = row.projectId;
    entries.push({ kind: 'row', row });
  }
  return entries;
}

/** Tells entries apart, across lists. */
export function keyOf(entry: Entry): string {
  return entry.kind === 'row' ? `r${String(entry.row.id)}` : `g${String(entry.firstId)}`;
}
