/** A change of the grouping, and the way back, in the real program that is killed again and again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import type { JsonObject } from '../../shared/json.ts';
import { startHeadless, type HeadlessProcess } from './headless-process.ts';
import { errorData } from './running-collector.ts';

const bugs = 40;
const callers = 3;
const rounds = 4;
const kills = 4;
const headers = { 'X-Rollbar-Access-Token': 'a'.repeat(32), 'Content-Type': 'application/json' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-regroup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function setting(name: string, value: JsonObject | string): Promise<void> {
  const store = openStore(folder, { now: () => 1, log: () => undefined });
  store.settings.set(name, value);
  await store.close();
}

/** Each bug is reported by several callers, which are items of their own in the older way. */
function reportOf(bug: number, caller: number): JsonObject {
  const data = errorData({}, { line: bug + 1, method: `step${'x'.repeat(bug)}` });
  const { trace } = data['body'] as { trace: { frames: JsonObject[]; exception: JsonObject } };
  trace.exception['class'] = `Bug${'x'.repeat(bug)}Error`;
  trace.frames.unshift({ filename: '/srv/shop/src/main.ts', lineno: 1, method: `caller${'y'.repeat(caller)}` });
  return { ...data, code_version: `1.${String(caller)}`, person: { id: `p${String(bug % 7)}` } };
}

async function postEverything({ ingest }: HeadlessProcess): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (let caller = 0; caller < callers; caller += 1) {
      const posts = Array.from({ length: bugs }, (_one, bug) =>
        fetch(`${ingest}/api/1/item/`, {
          ...{ method: 'POST', headers, body: JSON.stringify({ data: reportOf(bug, caller) }) },
        }),
      );
      for (const answer of await Promise.all(posts)) expect(answer.status).toBe(200);
    }
  }
}

function query<Row>(sql: string): Row[] {
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const rows = db.prepare<[], Row>(sql).all();
  db.close();
  return rows;
}

const run = (): string =>
  query<{ value: string }>(`SELECT value FROM setting WHERE name = 'regrouping'`)[0]?.value ?? '';

/** Kills whenever it has come further; returns how often that was before the end. */
async function killUntil(isEnd: (run: string) => boolean): Promise<number> {
  let underway = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const before = run();
    const headless = await startHeadless(folder);
    await expect.poll(() => run() !== before || isEnd(run()), { interval: 1, timeout: 20_000 }).toBe(true);
    if (!isEnd(run())) underway += 1;
    await headless.kill('SIGKILL');
  }
  const last = await startHeadless(folder);
  await expect.poll(() => isEnd(run()), { timeout: 30_000 }).toBe(true);
  await last.kill('SIGTERM');
  return underway;
}

/** Counts that do not agree with the occurrences. */
const wrongCounts = (): unknown[] =>
  query(`
    SELECT id FROM item WHERE status <> 4 AND (
      total_occurrences <> (SELECT count(*) FROM occurrence WHERE item_id = item.id)
      OR people <> (SELECT count(DISTINCT person_id) FROM occurrence WHERE item_id = item.id)
      OR people <> (SELECT count(*) FROM item_person WHERE item_id = item.id)
      OR total_occurrences <> (SELECT sum(count) FROM item_hour WHERE item_id = item.id)
      OR total_occurrences <> (SELECT sum(count) FROM item_version WHERE item_id = item.id)
      OR last_occurrence_id <> (SELECT max(id) FROM occurrence WHERE item_id = item.id))`);

function stored(): unknown[][] {
  return [
    query('SELECT * FROM item ORDER BY id'),
    query('SELECT id, item_id, matched_key FROM occurrence ORDER BY id'),
    ...['item_hour', 'item_version', 'item_person', 'activity', 'item_key'].map((name) =>
      query(`SELECT * FROM ${name}`),
    ),
  ];
}

it(`ends right in spite of kill -9, there and back`, async () => {
  await setting('grouping', 'st1');
  const first = await startHeadless(folder);
  await postEverything(first);
  await first.kill('SIGTERM');
  const before = stored();
  expect(query('SELECT id FROM item')).toHaveLength(bugs * callers);

  await setting('regrouping', { state: 'learning', position: 0, untilId: 0 });
  expect(await killUntil((now) => now.includes('"changed"'))).toBeGreaterThan(1);
  expect(query('SELECT id FROM item WHERE status <> 4')).toHaveLength(bugs);
  expect(wrongCounts()).toEqual([]);

  await setting('regrouping', { ...(JSON.parse(run()) as JsonObject), state: 'unkeying', position: 0 });
  expect(await killUntil((now) => now.includes('"none"'))).toBeGreaterThan(1);
  expect(stored()).toEqual(before);
});
