/**
 * Is a database sound? Its pages and indexes, references between its tables, its counts, and whether every body can be
 * read. Of one moment, while it is written to.
 */
import { setImmediate } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { BackupFacts, CheckReport } from '../../../shared/safekeeping.ts';
import { isDamage } from '../database.ts';
import { openForReading } from '../rql/run-query.ts';
import { settingTable } from '../settings.ts';
import { blockBodies } from './block-bodies.ts';
import { databaseFacts } from './database-facts.ts';
import type { JobControl } from './job-control.ts';
import { wrongCounters } from './kept-counters.ts';
import { checkedTables, quoted } from './table-list.ts';

const mostFindings = 50;
const rowsAtATime = 500;

type Tell = (finding: string) => void;

/** A file that is no database at all is a finding, too. */
export async function checkDatabase(path: string, control: JobControl): Promise<CheckReport> {
  const findings: string[] = [];
  const tell: Tell = (finding) => {
    if (findings.length < mostFindings) findings.push(finding);
  };
  let facts: BackupFacts = { projects: 0, items: 0, occurrences: 0, newestReportAt: null };
  let db: Database | undefined;
  try {
    db = openForReading(path);
    db.exec('BEGIN');
    await checkPages(db, tell, control);
    // What stands on damaged pages cannot be asked any further.
    if (findings.length === 0) {
      checkReferences(db, tell);
      checkCounts(db, tell);
      checkCounters(db, tell);
      facts = databaseFacts(db);
      await checkBodies(db, tell, { control, total: facts.occurrences });
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    tell(`SQLite cannot read it: ${error.message}.`);
  } finally {
    db?.close();
  }
  return { isSound: findings.length === 0, findings, facts };
}

async function checkPages(db: Database, tell: Tell, control: JobControl): Promise<void> {
  const tables = checkedTables(db);
  for (const [done, table] of tables.entries()) {
    control.report({ done, total: tables.length, unit: 'tables' });
    const complaints = db.pragma(`integrity_check(${quoted(table)})`) as { integrity_check: string }[];
    for (const { integrity_check: words } of complaints) if (words !== 'ok') tell(`${table}: ${words}`);
    await setImmediate();
  }
}

function checkReferences(db: Database, tell: Tell): void {
  const broken = db
    .prepare<[], { child: string; parent: string; rows: number }>(
      `SELECT "table" AS child, parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2`,
    )
    .all();
  for (const { child, parent, rows } of broken)
    tell(`${child}: ${String(rows)} rows belong to a row of ${parent} that is not there.`);
}

/** What is stored is counted, and what is not stored any more; an item may count more than both, and never less. */
function checkCounts(db: Database, tell: Tell): void {
  const mark = settingTable(db).get('counted-occurrence');
  const wrong = db
    .prepare<[number], { counter: number; total: number; rows: number }>(
      `SELECT counter, total_occurrences AS total, rows FROM item
       JOIN (SELECT item_id, count(*) + coalesce((SELECT sum(count) FROM unstored_count AS gone
           WHERE gone.item_id = occurrence.item_id), 0) AS rows
         FROM occurrence WHERE id <= ? GROUP BY item_id) AS there ON there.item_id = item.id
       WHERE rows > total_occurrences AND item.id NOT IN (SELECT item_id FROM recount) LIMIT 50`,
    )
    .all(typeof mark === 'number' ? mark : Number.MAX_SAFE_INTEGER);
  for (const { counter, total, rows } of wrong)
    tell(`Item #${String(counter)} counts ${String(total)} occurrences and has ${String(rows)}.`);
}

function checkCounters(db: Database, tell: Tell): void {
  for (const [table, isWrong] of Object.entries(wrongCounters))
    if (db.prepare(isWrong).get() !== undefined) tell(`${table}: counts other items than there are.`);
}

interface BodyRow {
  id: number;
  text: string | null;
  bytes: Buffer | null;
}

async function checkBodies(
  db: Database,
  tell: Tell,
  { control, total }: { control: JobControl; total: number },
): Promise<void> {
  const rows = db.prepare<[number, number], BodyRow>(
    `SELECT id, text, bytes FROM occurrence LEFT JOIN fresh_body AS fresh ON fresh.occurrence_id = id
     LEFT JOIN packed_body AS packed ON packed.occurrence_id = id WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const inBlocks = blockBodies(db, (firstId, problem) => {
    tell(`The block of reports from ${String(firstId)} on cannot be unpacked: ${problem}.`);
  });
  for (let [after, done] = [0, 0]; ;) {
    const some = rows.all(after, rowsAtATime);
    for (const row of some) {
      const problem = problemOfBody(row, inBlocks);
      if (problem !== null) tell(`Occurrence ${String(row.id)} ${problem}`);
    }
    done += some.length;
    control.report({ done, total, unit: 'reports' });
    if (some.length < rowsAtATime) return;
    after = some.at(-1)?.id ?? after;
    await setImmediate();
  }
}

function problemOfBody({ id, text, bytes }: BodyRow, inBlocks: (id: number) => boolean): string | null {
  if (text !== null) return null;
  if (bytes === null) return inBlocks(id) ? null : 'has no report.';
  try {
    inflateRawSync(bytes);
    return null;
  } catch (error) {
    return `has a report that cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
