import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/store/database.ts';
import { storageFaultOf } from '../../../../main/store/storage-fault.ts';
import { createWriteProbe, type WriteProbe } from '../../../../main/store/write-probe.ts';

let folder: string;
let path: string;
let db: Database.Database;
let probe: WriteProbe;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-probe-'));
  path = join(folder, 'stacktray.db');
  db = openDatabase(path, () => 0);
  probe = createWriteProbe(db, path);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function faultOf(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return storageFaultOf(error);
  }
}

it('writes, and leaves nothing behind but its mark', () => {
  const before = readdirSync(folder);
  probe.write(1);
  probe.present();
  expect(readdirSync(folder)).toEqual(before);
});

it('does not wait for a program that has locked the database, and others wait as before', () => {
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  expect(
    faultOf(() => {
      probe.write(1);
    }),
  ).toBe('locked');
  expect(db.pragma('busy_timeout', { simple: true })).toBeGreaterThan(0);
  other.close();
  probe.write(2);
});

it('sees that the database is gone, or another one', () => {
  renameSync(path, `${path}.moved`);
  expect(faultOf(probe.present)).toBe('missing');
  new Database(path).exec('CREATE TABLE t (a)').close();
  expect(faultOf(probe.present)).toBe('missing');
  renameSync(`${path}.moved`, path);
  expect(faultOf(probe.present)).toBeNull();
});
