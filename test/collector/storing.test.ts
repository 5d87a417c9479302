/** What was acknowledged gets into the database, whatever keeps it out for a while. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';
import { askApi } from './rollbar-client.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

const spoolPath = (): string => join(running.folder, 'stacktray.spool');
const waiting = (): number => running.collector.status().storing.waiting;

/** The database as another program has it that locks it. */
function lock(): Database.Database {
  const db = new Database(join(running.folder, 'stacktray.db'));
  db.exec('BEGIN IMMEDIATE');
  return db;
}

it('takes reports while the database is locked, says why they are not seen, and stores them by itself afterwards', async () => {
  await running.post(errorData());
  expect(await running.items()).toMatchObject([{ totalOccurrences: 1 }]);
  const other = lock();
  for (let count = 0; count < 3; count += 1) expect((await running.post(errorData())).status).toBe(200);
  expect(waiting()).toBe(3);
  await expect.poll(() => running.collector.status().storing.failing, { timeout: 20_000 }).toContain('locked');
  other.exec('ROLLBACK');
  other.close();
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
  expect(running.collector.status().storing.failing).toBeNull();
  expect(await running.items()).toMatchObject([{ totalOccurrences: 4 }]);
  expect(running.log.join('\n')).toContain('database is locked');
});

it('stores after the next start what was taken before this one was stopped', async () => {
  await running.post(errorData());
  await running.items();
  const other = lock();
  await running.post(errorData());
  await running.post(errorData());
  await expect.poll(() => running.collector.status().storing.failing, { timeout: 20_000 }).not.toBeNull();
  const stopping = running.collector.stop();
  other.exec('ROLLBACK');
  other.close();
  await stopping;
  await running.restart();
  expect(await running.items()).toMatchObject([{ totalOccurrences: 3 }]);
});

it('keeps nothing of a report in the spool once it is stopped', async () => {
  await running.post(errorData({ custom: { secret: 'kiwifruit' } }));
  expect(readFileSync(spoolPath(), 'utf8')).toContain('kiwifruit');
  await running.collector.stop();
  expect(existsSync(spoolPath()) ? statSync(spoolPath()).size : 0).toBe(0);
});

it('sets a report aside that cannot be stored, whole and with the reason, and stores those beside it', async () => {
  await running.post(errorData());
  await running.items();
  const db = new Database(join(running.folder, 'stacktray.db'));
  db.exec(`CREATE TRIGGER poison BEFORE INSERT ON fresh_body WHEN new.text LIKE '%poisonous%'
    BEGIN SELECT RAISE(ABORT, 'this one is not liked'); END`);
  db.close();
  const posts = ['one', 'poisonous', 'three'].map((word) => running.post(errorData({ custom: { word } })));
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await running.items()).toMatchObject([{ totalOccurrences: 3 }]);
  const { rows } = await running.client.call('refused.list', { cursor: null, limit: 10 });
  expect(rows).toMatchObject([{ status: 500, reason: 'Taken, but it could not be stored: this one is not liked' }]);
  const kept = await running.client.call('refused.get', { id: rows[0]?.id ?? 0 });
  expect(kept.body).toContain('poisonous');
});

it('counts a repeated uuid once, in the same moment and later', async () => {
  const uuid = '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d';
  const answers = await Promise.all(Array.from({ length: 5 }, () => running.post(errorData({ uuid }))));
  expect(answers.map(({ body }) => body['result'])).toEqual(Array(5).fill({ id: null, uuid }));
  await running.post(errorData({ uuid }));
  expect(await running.items()).toMatchObject([{ totalOccurrences: 1 }]);
});

it('shows a program that asks what it has just been told was taken, with the project that came with it', async () => {
  const token = 'c'.repeat(32);
  await running.post(errorData(), token);
  expect((await askApi(running, { path: '/item/1', token })).status).toBe(200);
});
