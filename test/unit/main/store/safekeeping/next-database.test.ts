/** What goes and what stays beside a database that is exchanged for another one. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../../main/store/database.ts';
import { exchangeDatabase, nextDatabasePath, type Aside } from '../../../../../main/store/safekeeping/next-database.ts';
import { settingTable } from '../../../../../main/store/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-next-'));
  for (const name of ['stacktray.db', 'stacktray.spool', 'search.db', 'search.db-wal'])
    writeFileSync(join(folder, name), name);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Exchanges for a database that knows how far the spool is stored, or does not. */
function exchange(kind: Aside, isSpoolKnown: boolean): void {
  const db = openDatabase(nextDatabasePath(folder, kind, 0), () => 1);
  if (isSpoolKnown) settingTable(db).set('spool-head', { position: 4, offset: 100 });
  db.close();
  exchangeDatabase(folder);
}

const aside = (kind: Aside): string => join(folder, 'backups', `stacktray-${kind}-19700101-000000.db`);

it.each([
  ['replaced', true],
  ['damaged', false],
] as const)('keeps the spool with the %s database', (kind, isSpoolKnown) => {
  exchange(kind, isSpoolKnown);
  expect(existsSync(join(folder, 'stacktray.spool'))).toBe(false);
  expect(readFileSync(`${aside(kind)}-spool`, 'utf8')).toBe('stacktray.spool');
  expect(readFileSync(aside(kind), 'utf8')).toBe('stacktray.db');
});

it('goes on with the spool after a repair that knows how far it is stored', () => {
  exchange('damaged', true);
  expect(existsSync(join(folder, 'stacktray.spool'))).toBe(true);
});

it('drops the search index of the old database', () => {
  exchange('replaced', true);
  expect(['search.db', 'search.db-wal'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
});
