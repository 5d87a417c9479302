/** Finds out whether the data folder can be written again, without waiting for anybody. */
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { settingTable } from './settings.ts';

export interface WriteProbe {
  /** Throws when the database is not where it was: the folder was deleted or put elsewhere. */
  present(): void;
  /** Writes a little to the folder and to the database. Throws what stands in the way. */
  write(at: number): void;
}

/** A disk that has no more than this is still full. */
const roomBytes = 4_194_304;

/** For the database that is open at `path`. */
export function createWriteProbe(db: Database, path: string): WriteProbe {
  const { ino } = statSync(path);
  const settings = settingTable(db);
  const writeMark = db.transaction((at: number) => {
    settings.set('storage-probe', at);
  });
  const present = (): void => {
    if (statSync(path).ino !== ino) throw Object.assign(new Error(`${path} is another file`), { code: 'ENOENT' });
  };
  return {
    present,
    write: (at) => {
      present();
      writeFile(join(dirname(path), 'stacktray.probe'));
      // Another program may hold the database for long, and everybody would wait here with us.
      const waitMs = db.pragma('busy_timeout', { simple: true }) as number;
      db.pragma('busy_timeout = 0');
      try {
        writeMark.immediate(at);
      } finally {
        db.pragma(`busy_timeout = ${String(waitMs)}`);
      }
    },
  };
}

function writeFile(path: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, Buffer.alloc(roomBytes));
    fsyncSync(file);
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}
