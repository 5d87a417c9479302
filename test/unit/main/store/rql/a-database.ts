/** A database of a test's own with occurrences in it, and queries on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { readQuery } from '../../../../../main/rql/rql.ts';
import { openQueryDatabase, type QueryDatabase, type QueryRows } from '../../../../../main/store/rql/run-query.ts';
import { openStore, type NewItem, type Store } from '../../../../../main/store/store.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { levelOfNumber } from '../../../../../shared/level.ts';

/** Unix seconds: what unix_timestamp() is, and when the first occurrence came. */
export const now = 1_767_225_600;

export interface TestDatabase {
  store: Store;
  path: string;
  queries: QueryDatabase;
  projectId: number;
  addItem(item?: Partial<NewItem>): number;
  /** An occurrence whose report is `data`, a second later than the one before. */
  add(itemId: number, data?: JsonObject, more?: { projectId?: number; uuid?: string; packed?: boolean }): number;
  run(query: string, projectIds?: number[]): QueryRows;
  rows(query: string): unknown[][];
  close(): Promise<void>;
}

export function openDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-rql-'));
  const path = join(folder, 'stacktray.db');
  const store = openStore(folder, { now: () => now * 1000, log: () => undefined });
  const projectId = store.projects.create({ name: 'my shop', namedBy: 'person', at: 5 });
  const environmentId = store.environments.idOf(projectId, 'production');
  const queries = openQueryDatabase(path);
  const run: TestDatabase['run'] = (query, projectIds = [projectId]) =>
    queries.run({ query: readQuery(query), projectIds, now });
  return {
    ...{ store, path, queries, projectId, run },
    addItem: (item = {}) => {
      const counter = store.projects.takeCounter(projectId);
      return store.items.create({
        ...{ projectId, environmentId, counter, mechanism: 'st1', scope: 'production', protocol: 'rollbar' },
        ...{ fingerprint: `f${String(counter)}`, title: `Error ${String(counter)}`, culprit: '', level: 'error' },
        ...{ platform: 'browser', language: 'javascript', framework: null, occurrenceId: 1, at: now * 1000, ...item },
      });
    },
    add: (itemId, data = {}, more = {}) => {
      const id = store.occurrences.nextId();
      const receivedAt = (now + id - 1) * 1000 + 500;
      const { uuid = `u${String(id)}`, projectId: ofProject = projectId, packed = false } = more;
      const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
      store.occurrences.insert(id, {
        ...{ itemId, uuid, environmentId, receivedAt, occurredAt: receivedAt, projectId: ofProject },
        ...{ protocol: 'rollbar', level: levelOfNumber(Number(data['level'])) ?? 'error' },
        ...{ release: text(data['code_version']), personId: text(data['person_id']), remoteAddress: '127.0.0.9' },
      });
      store.bodies.write(id, JSON.stringify({ access_token: '', data }));
      if (packed) store.bodies.replace(id, deflateRawSync(JSON.stringify({ access_token: '', data })));
      return id;
    },
    rows: (query) => JSON.parse(run(query).rows) as unknown[][],
    close: async () => {
      queries.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
