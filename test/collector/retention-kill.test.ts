/** Old reports are being deleted when the program is killed, again and again: nothing is lost that was promised. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memoryWire } from '../../main/api/memory-wire.ts';
import { startCollector } from '../../main/collector/collector.ts';
import { createClient } from '../../shared/client.ts';
import { startHeadless, type HeadlessProcess } from './headless-process.ts';
import { errorData } from './running-collector.ts';

const items = 12;
const ofEach = 90;
const copies = 12;
const rounds = 4;
const day = 86_400_000;
const token = 'a'.repeat(32);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-prune-kill-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function inDatabase<Result>(work: (db: Database.Database) => Result): Result {
  const db = new Database(join(folder, 'stacktray.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const count = (sql: string): number => inDatabase((db) => db.prepare<[], number>(sql).pluck().get() ?? 0);

async function postEverything({ ingest }: HeadlessProcess): Promise<void> {
  for (let n = 0; n < ofEach; n += 1) {
    const posts = Array.from({ length: items }, (_one, item) =>
      fetch(`${ingest}/api/1/item/`, {
        method: 'POST',
        headers: { 'X-Rollbar-Access-Token': token, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          data: errorData({ person: { id: `p${String(n % 7)}` } }, { method: `m${'x'.repeat(item)}` }),
        }),
      }),
    );
    for (const answer of await Promise.all(posts)) expect(answer.status).toBe(200);
  }
}

/** More than posting could bring in the time of a test: each occurrence some more times, and all of them old. */
function multiply(): void {
  inDatabase((db) => {
    db.transaction(() => {
      for (let copy = 1; copy < copies; copy += 1)
        db.exec(`
          INSERT INTO occurrence (project_id, item_id, uuid, protocol, environment_id, level, release, person_id,
              occurred_at, received_at, remote_address)
            SELECT project_id, item_id, randomblob(16), protocol, environment_id, level, release, person_id, occurred_at,
              received_at, remote_address FROM occurrence WHERE id <= ${String(items * ofEach)}`);
      db.exec(`
        INSERT INTO fresh_body SELECT id, '{"data":{}}' FROM occurrence WHERE id NOT IN (SELECT occurrence_id FROM fresh_body);
        UPDATE occurrence SET received_at = received_at - ${String(10 * day)};
        UPDATE item SET total_occurrences = total_occurrences * ${String(copies)},
          last_occurrence_id = (SELECT max(id) FROM occurrence WHERE item_id = item.id);
        UPDATE item_hour SET count = count * ${String(copies)}`);
    })();
  });
}

async function prune({ page }: HeadlessProcess): Promise<void> {
  const { origin, searchParams } = new URL(page);
  const answer = await fetch(`${origin}/call/storage.prune`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${searchParams.get('token') ?? ''}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  expect(answer.status).toBe(200);
}

async function limit(): Promise<void> {
  const collector = await startCollector({
    dataFolder: folder,
    port: 0,
    host: 'test',
    version: '0',
    log: () => undefined,
  });
  const client = createClient(memoryWire(collector.dispatcher));
  const everywhere = { days: 1, mostOfProject: null, mostOfItem: null };
  await client.call('storage.limit', { limits: { bytes: null, everywhere, projects: [] } });
  await collector.stop();
}

const stored = (): number => count('SELECT count(*) FROM occurrence');
const unequal = `SELECT count(*) FROM item WHERE total_occurrences <>
  (SELECT count(*) FROM occurrence WHERE item_id = item.id)
  + (SELECT coalesce(sum(count), 0) FROM unstored_count WHERE item_id = item.id)`;

it('each step is done whole or not at all', async () => {
  const first = await startHeadless(folder);
  await postEverything(first);
  await first.kill('SIGTERM');
  multiply();
  await limit();
  const all = stored();
  expect([all, count(unequal)]).toEqual([items * ofEach * copies, 0]);
  let underway = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = stored();
    const headless = await startHeadless(folder);
    await prune(headless);
    await expect.poll(stored, { interval: 1, timeout: 20_000 }).toBeLessThan(before);
    await headless.kill('SIGKILL');
    if (stored() > items * 5) underway += 1;
    expect(count(unequal)).toBe(0);
    expect(count('SELECT count(*) FROM fresh_body WHERE occurrence_id NOT IN (SELECT id FROM occurrence)')).toBe(0);
  }
  expect(underway).toBeGreaterThan(1);
  const last = await startHeadless(folder);
  await prune(last);
  // Of each item the 1st, the 10th, the 100th, the 1000th and the last.
  await expect.poll(stored, { timeout: 30_000 }).toBe(items * 5);
  await last.kill('SIGTERM');
  expect(count(unequal)).toBe(0);
  expect(inDatabase((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  expect(count('SELECT sum(occurrences) FROM pruning_run')).toBe(all - items * 5);
}, 120_000);
