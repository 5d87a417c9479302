import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { asRefusal, storageFaultOf } from '../../../../main/store/storage-fault.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { storageFaults, type StorageFault } from '../../../../shared/storage-fault.ts';

const ofSystem = (code: string): Error => Object.assign(new Error('no'), { code });
const ofSqlite = (code: string): Error => new Database.SqliteError('no', code);

it.each<[Error, StorageFault | null]>([
  [ofSqlite('SQLITE_FULL'), 'disk-full'],
  [ofSqlite('SQLITE_IOERR_WRITE'), 'out-of-order'],
  [ofSqlite('SQLITE_READONLY_DIRECTORY'), 'read-only'],
  [ofSqlite('SQLITE_READONLY_DBMOVED'), 'missing'],
  [ofSqlite('SQLITE_BUSY_SNAPSHOT'), 'locked'],
  [ofSqlite('SQLITE_CORRUPT_INDEX'), 'damaged'],
  [ofSqlite('SQLITE_CONSTRAINT_UNIQUE'), null],
  [ofSqlite('SQLITE_ERROR'), null],
  [ofSystem('ENOSPC'), 'disk-full'],
  [ofSystem('EROFS'), 'read-only'],
  [ofSystem('EMFILE'), 'no-descriptors'],
  [ofSystem('ENOENT'), 'missing'],
  [ofSystem('ECONNRESET'), null],
  [new TypeError('a bug'), null],
  [new Refusal('ingest-down', 'no', { cause: ofSystem('ENOSPC') }), 'disk-full'],
  [new Refusal('conflict', 'no'), null],
])('%o is %s', (error, fault) => {
  expect(storageFaultOf(error)).toBe(fault);
});

it('a file that is no database is damaged, as SQLite says it', () => {
  const db = new Database(':memory:');
  try {
    db.prepare('ATTACH ? AS other').run(import.meta.filename);
    db.prepare('SELECT * FROM other.sqlite_schema').all();
    expect.unreachable();
  } catch (error) {
    expect(storageFaultOf(error)).toBe('damaged');
  } finally {
    db.close();
  }
});

it('a refusal says what is wrong and what to do; a bug stays one', () => {
  const refusal = asRefusal(ofSqlite('SQLITE_FULL'));
  expect(refusal).toMatchObject({ code: 'data-unwritable' });
  expect((refusal as Refusal).message).toContain(storageFaults['disk-full'].message);
  expect((refusal as Refusal).message).toContain(storageFaults['disk-full'].advice);
  expect(asRefusal(ofSqlite('SQLITE_BUSY'))).toMatchObject({ code: 'data-locked' });
  expect(asRefusal(ofSqlite('SQLITE_NOTADB'))).toMatchObject({ code: 'data-damaged' });
  const bug = new TypeError('a bug');
  expect(asRefusal(bug)).toBe(bug);
});
