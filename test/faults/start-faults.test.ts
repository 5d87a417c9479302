/** What can be wrong with the data folder when Stacktray starts: it says so in a sentence, and touches nothing. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headlessProgram } from '../collector/headless-process.ts';
import { cannotRun } from './cannot-run.ts';
import { isLong } from './form.ts';
import { expectKept, readKept } from './kept.ts';
import { randomFrom } from '../bench/random.ts';
import { makeReadOnly } from './small-disk.ts';
import { startVictim } from './victim.ts';

let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'stacktray-start-'));
  folder = join(place, 'data');
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const databaseOf = (at: string): string => join(at, 'stacktray.db');

/** A folder with so many reports in it, ended by the signal. */
async function filled(count: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<string[]> {
  const victim = await startVictim(folder);
  const uuids: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const answer = await victim.post({ padding: 2000 });
    expect(answer.status).toBe(200);
    uuids.push(answer.uuid);
  }
  await victim.headless.kill(signal);
  return uuids;
}

async function worksAgain(): Promise<void> {
  const victim = await startVictim(folder);
  expect((await victim.post()).status).toBe(200);
  expect((await victim.status()).storage).toBeNull();
  await victim.headless.kill('SIGTERM');
}

/** Starts it where it must not start; resolves with what it says. */
async function refusedStart(): Promise<string> {
  const args = [headlessProgram, '--port', '0', '--page-port', '0', '--data', folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [said, ended] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(ended[0]).toBe(1);
  // A sentence for a person, and no stack of a bug.
  expect(said).not.toMatch(/\n\s+at /);
  return said;
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

it('a folder that is missing, and its parents, are made', async () => {
  folder = join(place, 'not', 'there', 'yet');
  await worksAgain();
});

it('a folder that cannot be written: said, and it starts when it can be', async (test) => {
  const uuids = await filled(10);
  const readOnly = makeReadOnly(folder);
  if (readOnly === null) {
    cannotRun(test, 'nothing can be mounted read-only here');
    return;
  }
  expect(await refusedStart().finally(readOnly.undo)).toContain('cannot be written');
  await worksAgain();
  expectKept(folder, uuids);
});

it('a database of a newer version: said, and nothing is touched', async () => {
  await filled(10);
  const db = new Database(databaseOf(folder));
  db.pragma('user_version = 9999');
  db.pragma('journal_mode = DELETE');
  db.close();
  const before = hashOf(databaseOf(folder));
  expect(await refusedStart()).toContain('newer Stacktray');
  expect(hashOf(databaseOf(folder))).toBe(before);
});

it('a database that another program has locked: said, and it starts when the lock is gone', async () => {
  const uuids = await filled(10);
  const other = new Database(databaseOf(folder));
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  expect(await refusedStart()).toContain('Another program has locked the database');
  other.exec('ROLLBACK');
  other.close();
  await worksAgain();
  expectKept(folder, uuids);
});

describe('a damaged database', () => {
  it('whose beginning is overwritten: said, and the file is left as it is', async () => {
    await filled(10);
    overwrite(databaseOf(folder), 0, 4096);
    const before = hashOf(databaseOf(folder));
    expect(await refusedStart()).toContain('is damaged');
    expect(hashOf(databaseOf(folder))).toBe(before);
  });

  it('with overwritten pages in its middle: what can be kept is kept, or it says that it is damaged', async () => {
    await filled(200);
    const path = databaseOf(folder);
    const random = randomFrom(7);
    const pages = Math.floor(statSync(path).size / 16_384);
    const outcomes = new Set<string>();
    for (let round = 0; round < (isLong ? 40 : 6); round += 1) {
      const copy = join(place, `copy-${String(round)}`);
      cpSync(folder, copy, { recursive: true });
      const first = 1 + Math.floor(random() * (pages - 2));
      overwrite(databaseOf(copy), first * 16_384, 16_384);
      outcomes.add(await howItGoesAt(copy));
    }
    expect([...outcomes].filter((outcome) => !['works', 'says so', 'refuses to start'].includes(outcome))).toEqual([]);
  });
});

/** With a damaged file, no answer may be a bug: reports are taken, or refused with 503 while the status says why. */
async function howItGoesAt(at: string): Promise<string> {
  folder = at;
  let said = '';
  const victim = await startVictim(at, { onError: (part) => (said += part) }).catch(() => null);
  if (victim === null) return said.includes('is damaged') ? 'refuses to start' : `ended: ${said}`;
  try {
    for (let sent = 0; sent < 20; sent += 1) {
      const { status, text: answer } = await victim.post();
      if (status !== 200 && status !== 503) return `answered ${String(status)}: ${answer}`;
      if (status === 503) {
        const { storage } = await victim.status();
        return storage?.fault === 'damaged' ? 'says so' : `a status of ${JSON.stringify(storage)}`;
      }
    }
    const { storage } = await victim.status();
    return storage === null ? 'works' : 'says so';
  } finally {
    await victim.headless.kill('SIGKILL');
  }
}

it('a write-ahead log that was cut off anywhere: it starts, is sound, and counts what is left', async () => {
  await filled(300, 'SIGKILL');
  const logBytes = statSync(`${databaseOf(folder)}-wal`).size;
  expect(logBytes).toBeGreaterThan(0);
  const random = randomFrom(11);
  const whole = folder;
  for (let round = 0; round < (isLong ? 40 : 6); round += 1) {
    folder = join(place, `cut-${String(round)}`);
    cpSync(whole, folder, { recursive: true });
    rmSync(`${databaseOf(folder)}-shm`, { force: true });
    truncateSync(`${databaseOf(folder)}-wal`, Math.floor(random() * logBytes));
    await worksAgain();
    expectKept(folder, []);
    expect(readKept(folder).uuids.length).toBeGreaterThan(0);
  }
});

function overwrite(path: string, offset: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, offset);
  closeSync(file);
}
