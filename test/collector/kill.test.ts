import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startHeadless } from './headless-process.ts';
import { errorData } from './running-collector.ts';

const rounds = 20;
const senders = 8;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-kill-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Posts until the connection breaks; returns the uuids that were acknowledged. */
async function postUntilItBreaks(ingest: string, onAnswer: () => void): Promise<string[]> {
  const acknowledged: string[] = [];
  for (;;) {
    const uuid = randomUUID();
    const body = JSON.stringify({ data: errorData({ uuid }, { method: `m${String(acknowledged.length % 5)}` }) });
    try {
      const headers = { 'X-Rollbar-Access-Token': 'a'.repeat(32) };
      const response = await fetch(`${ingest}/api/1/item/`, { method: 'POST', body, headers });
      const answer = (await response.json()) as { result: { uuid: string } };
      if (response.status !== 200 || answer.result.uuid !== uuid)
        throw new Error(`answered ${String(response.status)}`);
    } catch (error) {
      if (error instanceof TypeError) return acknowledged;
      throw error;
    }
    acknowledged.push(uuid);
    onAnswer();
  }
}

/** Kills the collector after a number of answers that differs from round to round, while others are under way. */
async function oneRound(round: number): Promise<string[]> {
  const headless = await startHeadless(folder);
  let answers = 0;
  let killed: Promise<void> | undefined;
  const onAnswer = (): void => {
    answers += 1;
    if (answers === 5 + ((round * 37) % 60)) killed = headless.kill('SIGKILL');
  };
  const uuids = await Promise.all(Array.from({ length: senders }, () => postUntilItBreaks(headless.ingest, onAnswer)));
  await killed;
  return uuids.flat();
}

function storedUuids(): { uuids: Set<string>; rows: number; counted: number; sound: unknown } {
  const db = new Database(join(folder, 'stacktray.db'));
  const rows = db.prepare<[], string>('SELECT lower(hex(uuid)) FROM occurrence').pluck().all();
  const counted = db.prepare<[], number>('SELECT sum(total_occurrences) FROM item').pluck().get() ?? 0;
  const sound = db.pragma('integrity_check', { simple: true });
  db.close();
  return { uuids: new Set(rows), rows: rows.length, counted, sound };
}

it(`has every acknowledged uuid exactly once after ${String(rounds)} times kill -9`, async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round += 1) acknowledged.push(...(await oneRound(round)));
  // The next start counts what was answered and not counted yet.
  await (await startHeadless(folder)).kill('SIGTERM');
  const stored = storedUuids();
  expect(stored.sound).toBe('ok');
  expect(acknowledged.filter((uuid) => !stored.uuids.has(uuid.replaceAll('-', '')))).toEqual([]);
  expect(stored.uuids.size).toBe(stored.rows);
  expect(stored.counted).toBe(stored.rows);
  expect(acknowledged.length).toBeGreaterThan(rounds * 5);
});
