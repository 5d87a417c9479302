/** The groups that ingest makes of labelled rows: each project in a fresh installation, rows in the file's order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeOccurrence } from '../../../main/collector/store-occurrence.ts';
import { createTally } from '../../../main/collector/tally.ts';
import { newToken } from '../../../main/collector/tokens.ts';
import type { Mechanism } from '../../../main/grouping/group.ts';
import { openStore } from '../../../main/store/store.ts';
import { occurrenceOf, type LabelledFile, type LabelledRow } from './labelled-rows.ts';

/** Row id to group, for all rows of a file. */
export async function groupsOf({ name, rows }: LabelledFile, mechanism: Mechanism): Promise<Map<string, string>> {
  const groups = new Map<string, string>();
  const projects = Map.groupBy(rows, ({ project }) => project);
  for (const [project, own] of projects) {
    const items = await itemsOf(own, mechanism);
    for (const [index, row] of own.entries()) groups.set(row.id, `${name}/${project}/${String(items[index])}`);
  }
  return groups;
}

/** The item of each row. */
async function itemsOf(rows: LabelledRow[], mechanism: Mechanism): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-grouping-'));
  const now = (): number => 1_767_225_600_000;
  const store = openStore(folder, { now, log: console.error });
  const newUuid = (): string => '00000000-0000-4000-8000-000000000000';
  const context = { store, tally: createTally(store), mechanism };
  try {
    return store.inTransaction((at) => {
      const projectId = store.projects.create({ name: 'labelled', namedBy: 'person', at });
      const token = newToken({ store, newUuid }, { projectId, at });
      return rows.map((row, index) => {
        const report = { token, occurrence: occurrenceOf(row, index), raw: '{}', remoteAddress: '' };
        const stored = storeOccurrence(context, report);
        if (stored.kind === 'duplicate') throw new Error(`${row.id} was taken for a repeat`);
        return stored.itemId;
      });
    });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
