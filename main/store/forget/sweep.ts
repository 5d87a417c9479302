/** Makes sure that what was deleted is not in the files either: neither in the write-ahead log nor in the database. */
import { createReadStream, existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';

/**
 * A query that runs keeps the log from being emptied, and who waits for it keeps reports from being written: so there
 * are short waits and many of them, for ten minutes, which is the longest that a query may take. In milliseconds.
 */
const patience = { wait: 20, pause: 500, tries: 1200 };
const longestWaitMs = 60_000;

/**
 * Empties the log into the database. When `texts` (or, without them, anything at all) may still be in the file, SQLite
 * writes the whole file anew. Throws when the log cannot be emptied because somebody reads for minutes.
 */
export async function sweepFiles(path: string, texts: string[] | null): Promise<void> {
  const db = new Database(path, { timeout: patience.wait });
  try {
    await emptyLog(db);
    if (texts !== null && !(await isAnyIn(path, texts))) return;
    db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
    db.exec('VACUUM');
    db.pragma(`busy_timeout = ${String(patience.wait)}`);
    await emptyLog(db);
  } finally {
    db.close();
  }
}

async function emptyLog(db: Database.Database): Promise<void> {
  for (let tries = 0; tries < patience.tries; tries++) {
    // First without making anybody wait, so that little is left for the part that does.
    db.pragma('wal_checkpoint(PASSIVE)');
    const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (state?.busy === 0) return;
    await setTimeout(patience.pause);
  }
  throw new Error('the write-ahead log could not be emptied: a query has been reading for too long');
}

/** Is one of the texts in the file, in whatever case of its ASCII letters? */
async function isAnyIn(path: string, texts: string[]): Promise<boolean> {
  if (texts.length === 0 || !existsSync(path)) return false;
  const wanted = texts.map((text) => lowerAscii(Buffer.from(text, 'utf8')));
  const longest = Math.max(...wanted.map((text) => text.length));
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) {
    const bytes = Buffer.concat([tail, lowerAscii(chunk as Buffer)]);
    if (wanted.some((text) => bytes.includes(text))) return true;
    tail = bytes.subarray(Math.max(0, bytes.length - longest));
  }
  return false;
}

function lowerAscii(bytes: Buffer): Buffer {
  return Buffer.from(
    bytes.toString('latin1').replace(/[A-Z]+/g, (word) => word.toLowerCase()),
    'latin1',
  );
}
