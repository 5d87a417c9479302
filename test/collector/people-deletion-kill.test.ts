/** The job that deletes a person is killed again and again in the real program, and still ends with nothing left. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memoryWire } from '../../main/api/memory-wire.ts';
import { startCollector } from '../../main/collector/collector.ts';
import { bodyTable } from '../../main/store/bodies.ts';
import { createClient } from '../../shared/client.ts';
import { startHeadless, type HeadlessProcess } from './headless-process.ts';
import { errorData } from './running-collector.ts';

const reports = 1500;
const kills = 8;
const email = 'ada.lovelace@example.org';
const headers = { 'X-Rollbar-Access-Token': 'a'.repeat(32), 'Content-Type': 'application/json' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-people-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function postReports({ ingest }: HeadlessProcess): Promise<void> {
  for (let sent = 0; sent < reports; sent += 50) {
    const posts = Array.from({ length: 50 }, (_one, index) => {
      const custom = { filler: `${email} `.repeat(60), number: sent + index };
      // Items enough that none of them gets more than is stored.
      const data = errorData({ person: { id: '4711', email }, custom }, { method: `pay${'x'.repeat(index % 25)}` });
      return fetch(`${ingest}/api/1/item/`, { method: 'POST', headers, body: JSON.stringify({ data }) });
    });
    for (const answer of await Promise.all(posts)) expect(answer.status).toBe(200);
  }
}

/** Half of the bodies move, as they do in time, and leave free pages with their text behind. */
function packHalf(): void {
  const db = new Database(join(folder, 'stacktray.db'));
  const bodies = db
    .prepare<[], { id: number; text: string }>('SELECT occurrence_id AS id, text FROM fresh_body')
    .all()
    .slice(0, reports / 2);
  const move = db.transaction(() => {
    for (const { id, text } of bodies) {
      db.prepare('INSERT INTO packed_body VALUES (?, 1, ?)').run(id, deflateRawSync(text));
      db.prepare('DELETE FROM fresh_body WHERE occurrence_id = ?').run(id);
    }
  });
  move();
  expect(db.pragma('freelist_count', { simple: true })).toBeGreaterThan(10);
  db.close();
}

/** Waits until the job has come further, then kills; false when it had ended. */
async function killUnderway(headless: HeadlessProcess, round: number): Promise<boolean> {
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const progress = db.prepare<[], { state: string; place: number; position: string }>('SELECT * FROM people_job');
  const before = progress.get();
  const isFurther = (): boolean => {
    const now = progress.get();
    return now?.place !== before?.place || now?.position !== before?.position || now?.state === 'success';
  };
  await expect.poll(isFurther, { interval: 1 + round, timeout: 20_000 }).toBe(true);
  const isUnderway = progress.get()?.state !== 'success';
  db.close();
  await headless.kill('SIGKILL');
  return isUnderway;
}

/** Made in the folder before the program runs there, as a person makes it in the settings. */
async function accountToken(): Promise<string> {
  const collector = await startCollector({ dataFolder: folder, port: 0, host: 'test', version: '0.0.0-test' });
  const client = createClient(memoryWire(collector.dispatcher));
  const { secret } = await client.call('account.createToken', { name: 'cleaner', scopes: ['read', 'write'] });
  await collector.stop();
  return secret;
}

async function stateOf({ ingest }: HeadlessProcess, token: string): Promise<unknown> {
  const answer = await fetch(`${ingest}/api/1/people/delete_jobs/1?access_token=${token}`);
  return ((await answer.json()) as { result: { state: string } }).result.state;
}

it(`deletes a person in spite of ${String(kills)} times kill -9`, async () => {
  const token = await accountToken();
  let headless = await startHeadless(folder);
  await postReports(headless);
  await headless.kill('SIGTERM');
  packHalf();
  headless = await startHeadless(folder);
  await fetch(`${headless.ingest}/api/1/people/delete_jobs?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({ email }),
  });
  let underway = 0;
  for (let round = 0; round < kills; round += 1) {
    if (await killUnderway(headless, round)) underway += 1;
    headless = await startHeadless(folder);
  }
  expect(underway).toBeGreaterThan(2);
  const last = headless;
  await expect.poll(() => stateOf(last, token), { timeout: 30_000 }).toBe('success');
  await headless.kill('SIGKILL');

  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(files.filter((content) => content.includes('lovelace'))).toEqual([]);
  const db = new Database(join(folder, 'stacktray.db'));
  const { read } = bodyTable(db);
  const bodies = db.prepare<[], number>('SELECT id FROM occurrence').pluck().all().map(read);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  expect(bodies.filter((text) => text?.includes('[removed]'))).toHaveLength(reports);
  expect(bodies.filter((text) => text?.includes('lovelace'))).toEqual([]);
});
