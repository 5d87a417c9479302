/** Tells what the disk, the system or another program does to the files from what a report or a bug does. */
import { Refusal } from '../../shared/error-codes.ts';
import { storageFaults, type StorageFault } from '../../shared/storage-fault.ts';

/** By the code of SQLite, or its beginning before an underscore. */
const ofSqlite: Record<string, StorageFault> = {
  SQLITE_FULL: 'disk-full',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_READONLY_DBMOVED: 'missing',
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_PROTOCOL: 'locked',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
  SQLITE_CANTOPEN: 'read-only',
  SQLITE_IOERR: 'out-of-order',
};

/** By the code of the system. */
const ofSystem: Record<string, StorageFault> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'missing',
  ESTALE: 'missing',
  ENOTDIR: 'missing',
  EMFILE: 'no-descriptors',
  ENFILE: 'no-descriptors',
  EIO: 'out-of-order',
};

/** Null for everything that is not the files' fault: the same would fail again. Errors of other threads count, too. */
export function storageFaultOf(error: unknown): StorageFault | null {
  if (error instanceof Refusal) return error.cause === undefined ? null : storageFaultOf(error.cause);
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  if (typeof code !== 'string') return null;
  const general = code.split('_').slice(0, 2).join('_');
  return ofSqlite[code] ?? ofSqlite[general] ?? ofSystem[code] ?? null;
}

/** What was asked cannot be done because of this: as a refusal that says so, else the error as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const fault = storageFaultOf(error);
  if (fault === null) return error;
  const { message, advice } = storageFaults[fault];
  const code = fault === 'locked' ? 'data-locked' : fault === 'damaged' ? 'data-damaged' : 'data-unwritable';
  return new Refusal(code, `${message} ${advice}`, { cause: error });
}
