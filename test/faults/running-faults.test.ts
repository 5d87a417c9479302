/** Faults of the storage while the collector runs: seen, said, nothing acknowledged lost, and over when their cause is. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StorageFault } from '../../shared/storage-fault.ts';
import { cannotRun } from './cannot-run.ts';
import { expectKept } from './kept.ts';
import { mountSmallDisk } from './small-disk.ts';
import { startVictim, type Answer, type Victim } from './victim.ts';

let folder: string;
let victim: Victim | undefined;
let acknowledged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-storage-'));
  acknowledged = [];
});
afterEach(async () => {
  await victim?.headless.kill('SIGKILL');
  victim = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function started(at: string): Promise<Victim> {
  victim = await startVictim(at);
  return victim;
}

/** Posts so many, and remembers those that were taken. */
async function post(running: Victim, count: number, padding = 0): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const answer = await running.post({ padding });
    if (answer.status === 200) acknowledged.push(answer.uuid);
    answers.push(answer);
  }
  return answers;
}

/** Until the first is refused: what has been promised room may still be taken. */
async function postUntilRefused(running: Victim): Promise<Answer> {
  for (;;) {
    const [answer] = await post(running, 1, 200_000);
    if (answer && answer.status !== 200) return answer;
  }
}

async function faultOf(running: Victim): Promise<StorageFault | null> {
  return (await running.status()).storage?.fault ?? null;
}

async function expectRecovery(running: Victim): Promise<void> {
  await expect.poll(() => faultOf(running), { timeout: 30_000 }).toBeNull();
  const [answer] = await post(running, 1);
  expect(answer?.status).toBe(200);
}

async function stopAndCompare(running: Victim, at: string): Promise<void> {
  await running.headless.kill('SIGTERM');
  expectKept(at, acknowledged);
}

it('a full disk: refused with 503, said, and taken again when there is room', async (test) => {
  const disk = mountSmallDisk(96);
  if (disk === null) {
    cannotRun(test, 'a small disk cannot be mounted here');
    return;
  }
  try {
    const running = await started(disk.folder);
    await post(running, 20);
    disk.fill();
    const refused = await postUntilRefused(running);
    expectRefused(refused, 'The disk is full.');
    await expect.poll(() => faultOf(running)).toBe('disk-full');
    // What is there can still be read.
    expect((await running.call('projects.list', {})).length).toBeGreaterThan(0);
    disk.free();
    await expectRecovery(running);
    await stopAndCompare(running, disk.folder);
  } finally {
    await victim?.headless.kill('SIGKILL');
    disk.dispose();
  }
});

it('a database that another program has locked: said, nothing is lost, over when the lock is', async () => {
  const running = await started(folder);
  await post(running, 20);
  const other = new Database(join(folder, 'stacktray.db'));
  other.exec('BEGIN IMMEDIATE');
  const answers = await post(running, 5);
  for (const answer of answers) if (answer.status !== 200) expectRefused(answer, 'Another program has locked');
  await expect.poll(() => faultOf(running), { timeout: 30_000 }).toBe('locked');
  expect((await running.ping()).text).toBe('pong');
  other.exec('ROLLBACK');
  other.close();
  await expectRecovery(running);
  await stopAndCompare(running, folder);
});

it('a folder that is moved away and put back: said, refused, and over', async () => {
  const running = await started(folder);
  await post(running, 20);
  renameSync(folder, `${folder}-elsewhere`);
  await expect.poll(() => faultOf(running), { timeout: 30_000 }).toBe('missing');
  expectRefused(await postUntilRefused(running), 'The data folder is gone.');
  renameSync(`${folder}-elsewhere`, folder);
  await expectRecovery(running);
  await stopAndCompare(running, folder);
});

it('a folder that is deleted: said, refused, and a new start begins anew', async () => {
  const running = await started(folder);
  await post(running, 20);
  rmSync(folder, { recursive: true });
  await expect.poll(() => faultOf(running), { timeout: 30_000 }).toBe('missing');
  expectRefused(await postUntilRefused(running), 'The data folder is gone.');
  expect(existsSync(folder)).toBe(false);
  await running.headless.kill('SIGTERM');
  acknowledged = [];
  const again = await started(folder);
  expect((await post(again, 1))[0]?.status).toBe(200);
  await stopAndCompare(again, folder);
});

function expectRefused({ status, headers, text }: Answer, message: string): void {
  expect(status).toBe(503);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.parse(text)).toMatchObject({ err: 1 });
  expect(text).toContain(message);
}
