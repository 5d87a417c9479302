/** Reads a bundle into a database of its own and looks whether all of it is as it should be. */
import type { Database } from 'better-sqlite3';
import { statSync } from 'node:fs';
import { Refusal } from '../../../shared/error-codes.ts';
import { isObject } from '../../../shared/json.ts';
import { levelCode, protocolCode, statusCode } from '../codes.ts';
import { migrateTo, migrations } from '../migrate.ts';
import { brokenBundle, bundleFormat, bundleLines, bundleVersion, readRow, type RowObject } from './bundle-lines.ts';
import { bundled } from './bundle-tables.ts';
import type { JobControl } from './job-control.ts';
import { quoted } from './table-list.ts';

/**
 * Fills the empty database `to`, in the tables of the version that the bundle was written with, and brings those up to
 * date. Refusals: `bad-request`, `newer-database`.
 */
export async function readBundle(
  to: Database,
  file: string,
  control: JobControl,
): Promise<{ grouping: string | null }> {
  for (const setting of ['journal_mode', 'synchronous', 'foreign_keys']) to.pragma(`${setting} = OFF`);
  const total = statSync(file).size;
  const lines = bundleLines(file, (done) => {
    control.report({ done, total, unit: 'bytes' });
  });
  const first = await lines.next();
  const head = readHead(first.done === true ? null : first.value);
  migrateTo(to, head.tables);
  await readRows(to, lines);
  checkRows(to);
  migrateTo(to, migrations.length);
  return { grouping: head.grouping };
}

function readHead(line: unknown): { tables: number; grouping: string | null } {
  if (!isObject(line) || line['format'] !== bundleFormat) throw brokenBundle('it is no bundle of Stacktray');
  const { version, tables, grouping } = line;
  if (typeof version !== 'number' || typeof tables !== 'number' || !Number.isInteger(tables) || tables < 1)
    throw brokenBundle('its head is damaged');
  if (version > bundleVersion || tables > migrations.length)
    throw new Refusal('newer-database', 'The bundle was written by a newer Stacktray. Update Stacktray to import it.');
  return { tables, grouping: grouping === 'st1' || grouping === 'st2' ? grouping : null };
}

async function readRows(to: Database, lines: AsyncGenerator<unknown>): Promise<void> {
  const write = rowWriter(to);
  const rows: Record<string, number> = {};
  let foot: Record<string, unknown> | null = null;
  to.exec('BEGIN');
  for (const { name } of bundled) to.exec(`DELETE FROM ${quoted(name)}`);
  for await (const line of lines) {
    if (foot) throw brokenBundle('something follows its end');
    if (isObject(line) && line['end'] === true) foot = line;
    else {
      const { table, row } = readRow(line);
      write(table, row);
      rows[table] = (rows[table] ?? 0) + 1;
    }
  }
  to.exec('COMMIT');
  if (!foot) throw brokenBundle('its end is missing, as if it had been cut off');
  const told = isObject(foot['rows']) ? foot['rows'] : {};
  for (const { name } of bundled)
    if ((told[name] ?? 0) !== (rows[name] ?? 0)) throw brokenBundle(`it has lost rows of ${name}`);
}

/** Names of columns come from the tables, never from the bundle. */
function rowWriter(to: Database): (table: string, row: RowObject) => void {
  const inserts = new Map(
    bundled.map(({ name }) => {
      const columns = (to.pragma(`table_info(${quoted(name)})`) as { name: string }[]).map((column) => column.name);
      const marks = columns.map((column) => `@${column}`);
      const sql = `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${marks.join(', ')})`;
      return [name, { columns, insert: to.prepare<[RowObject]>(sql) }];
    }),
  );
  const body = to.prepare<[number, string]>('INSERT INTO fresh_body (occurrence_id, text) VALUES (?, ?)');
  return (table, row) => {
    const known = inserts.get(table);
    if (!known) throw brokenBundle(`it has rows of ${table.slice(0, 60)}, which is not known here`);
    known.insert.run(Object.fromEntries(known.columns.map((column) => [column, row[column] ?? null])));
    if (table !== 'occurrence') return;
    if (typeof row['body'] !== 'string') throw brokenBundle('it has an occurrence without its report');
    body.run(Number(row['id']), row['body']);
  };
}

const among = (codes: Record<string, number>): string => Object.values(codes).join(', ');
const json = (column: string): string => `(${column} IS NULL OR json_valid(${column}))`;
/** What the readers of these tables rely on, and the tables themselves do not say. */
const conditions: Readonly<Record<string, string>> = {
  item: `status IN (${among(statusCode)}) AND level IN (${among(levelCode)}) AND protocol IN (${among(protocolCode)})
    AND ${json('snooze_condition')}`,
  occurrence: `level IN (${among(levelCode)}) AND protocol IN (${among(protocolCode)})`,
  activity: json('detail'),
  saved_search: json('filter'),
  message_template: json('words'),
};

function checkRows(to: Database): void {
  for (const [table, condition] of Object.entries(conditions)) {
    const columns = (to.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    // Tables of an older version may not have all of them.
    const isAskable = !condition.includes('snooze_condition') || columns.includes('snooze_condition');
    if (columns.length === 0 || !isAskable) continue;
    if (to.prepare(`SELECT 1 FROM ${table} WHERE NOT (${condition}) LIMIT 1`).get() !== undefined)
      throw brokenBundle(`it has a row of ${table} that no reader understands`);
  }
  const [broken] = to.pragma('foreign_key_check') as { table: string; parent: string }[];
  if (broken) throw brokenBundle(`a row of ${broken.table} belongs to a row of ${broken.parent} that is not in it`);
}
