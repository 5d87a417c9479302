/**
 * Moves what was read of a bundle beside what is here: ids go to ranges that are reserved first, so that references keep
 * fitting and reports may come meanwhile. An installation that has had no report yet takes the ids as they are.
 */
import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { statusCode } from '../codes.ts';
import { projectTable } from '../projects.ts';
import { settingTable } from '../settings.ts';
import { bodies, bundled, matched, numbered, type BundledTable, type IdOf } from './bundle-tables.ts';
import type { JobControl } from './job-control.ts';
import type { Row } from './readable-rows.ts';
import { keptCounters } from './kept-counters.ts';
import { ordinaryTables, quoted } from './table-list.ts';

export interface MovedIn {
  projects: number;
  items: number;
  occurrences: number;
  /** Was there nothing before? */
  isFirst: boolean;
}

/** Which ids are the import's: above `after`, up to `until`. */
type Ranges = Record<string, { after: number; until: number }>;

interface Plan {
  isFirst: boolean;
  ranges: Ranges;
}

const underWay = 'import-under-way';

/** `db` checks no references while this runs; they were checked in the scratch database, which is only read. */
export async function moveIn(
  db: Database,
  { scratch, at }: { scratch: string; at: number },
  control: JobControl,
): Promise<MovedIn> {
  db.prepare('ATTACH ? AS src').run(scratch);
  const plan = db.transaction(reserve).immediate(db);
  mapEqualRows(db, plan);
  const total = count(db, 'occurrence');
  let done = 0;
  for (const table of orderOfMoving) {
    await moveTable(db, { table, plan, at }, (rows) => {
      if (table.name === 'occurrence') done += rows;
      control.report({ done, total, unit: 'reports' });
    });
  }
  db.transaction(show).immediate(db, plan);
  const moved = { projects: count(db, 'project'), items: count(db, 'item'), occurrences: total };
  db.exec('DETACH src');
  return { ...moved, isFirst: plan.isFirst };
}

/** Reports go before their occurrences, which are read for searching as soon as they are there. */
const orderOfMoving = bundled.flatMap((table) => (table.name === 'occurrence' ? [bodies, table] : [table]));

function count(db: Database, table: string): number {
  return (
    db
      .prepare<[], number>(`SELECT count(*) FROM src.${quoted(table)}`)
      .pluck()
      .get() ?? 0
  );
}

function reserve(db: Database): Plan {
  const isFirst =
    db
      .prepare(
        `SELECT 1 FROM occurrence UNION ALL SELECT 1 FROM item UNION ALL SELECT 1 FROM project
         WHERE last_report_at IS NOT NULL OR named_by <> 'default' LIMIT 1`,
      )
      .get() === undefined;
  const sequence = db.prepare<[string], number>('SELECT seq FROM main.sqlite_sequence WHERE name = ?').pluck();
  const raise = db.prepare<[number, string]>('UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?');
  const begin = db.prepare<[string, number]>('INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)');
  const ranges: Ranges = {};
  for (const table of [...numbered, ...matched]) {
    const last = sequence.get(table);
    const after = isFirst ? 0 : (last ?? 0);
    const highest = db.prepare<[], number | null>(`SELECT max(id) FROM src.${table}`).pluck().get() ?? 0;
    const until = after + highest;
    ranges[table] = { after, until };
    if (last === undefined) begin.run(table, until);
    else raise.run(until, table);
  }
  settingTable(db).set(underWay, ranges);
  markAsCounted(db, ranges);
  return { isFirst, ranges };
}

/** What is imported brings its counts. */
function markAsCounted(db: Database, { occurrence }: Ranges): void {
  const settings = settingTable(db);
  const mark = settings.get('counted-occurrence');
  if (typeof mark === 'number') settings.set('counted-occurrence', Math.max(mark, occurrence?.until ?? 0));
}

const sameAs: Record<(typeof matched)[number], string> = {
  account_user: `(SELECT id FROM main.account_user AS there
    WHERE there.email = here.email OR there.username = here.username ORDER BY there.email <> here.email LIMIT 1)`,
  team: '(SELECT id FROM main.team AS there WHERE there.name = here.name)',
  symbol_blob: '(SELECT id FROM main.symbol_blob AS there WHERE there.sha256 = here.sha256)',
};

/** Who and what is here already keeps its id. */
function mapEqualRows(db: Database, { isFirst, ranges }: Plan): void {
  for (const table of matched) {
    const id = `here.id + ${String(ranges[table]?.after ?? 0)}`;
    db.exec(`CREATE TEMP TABLE map_${table} (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)`);
    const same = isFirst ? id : `coalesce(${sameAs[table]}, ${id})`;
    db.exec(`INSERT INTO temp.map_${table} SELECT id, ${same} FROM src.${table} AS here`);
  }
}

const rowsAtATime = { usual: 2000, large: 50 };

interface Move {
  table: BundledTable;
  plan: Plan;
  at: number;
}

async function moveTable(db: Database, move: Move, onRows: (rows: number) => void): Promise<void> {
  const { name, isLarge = false } = move.table;
  const facts = ordinaryTables(db).find((each) => each.name === name);
  if (!facts) throw new Error(`there is no table ${name}`);
  const columns = facts.columns.filter((column) => move.table.ids[column] !== 'new');
  const limit = isLarge ? rowsAtATime.large : rowsAtATime.usual;
  const page = pageReader(db, move, { columns, key: facts.key, limit });
  const marks = columns.map(() => '?').join(', ');
  const insert = db.prepare<Row>(
    `INSERT ${conflictOf(move)} INTO main.${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${marks})`,
  );
  const write = db.transaction((rows: Row[]) => {
    for (const row of rows) insert.run(...row.slice(0, columns.length));
  });
  for (let rows = page(null); rows.length > 0; rows = page(rows.at(-1)?.slice(columns.length) ?? null)) {
    write.immediate(rows);
    onRows(rows.length);
    // Reports that have come meanwhile are written first.
    await setImmediate();
  }
}

/** The first user, teams and project of a new installation give way; elsewhere what is there stays. */
function conflictOf({ table, plan }: Move): string {
  if (plan.isFirst) return ['account_user', 'team', 'team_user', 'project'].includes(table.name) ? 'OR REPLACE' : '';
  return ['account_user', 'team', 'team_user', 'symbol_blob'].includes(table.name) ? 'OR IGNORE' : '';
}

/** Reads rows with their new ids, and behind those their key in the scratch database. */
function pageReader(
  db: Database,
  { table, plan, at }: Move,
  { columns, key, limit }: { columns: string[]; key: string[]; limit: number },
): (after: Row | null) => Row[] {
  const values = columns.map((column) => valueOf(column, table, { plan, at }));
  const keys = key.map(quoted).join(', ');
  const unless = table.isNamed === true ? `name NOT IN (SELECT name FROM main.${quoted(table.name)})` : 'true';
  const select = `SELECT ${[...values, ...key.map(quoted)].join(', ')} FROM src.${quoted(table.name)} WHERE ${unless}`;
  const order = `ORDER BY ${keys} LIMIT ${String(limit)}`;
  const first = db.prepare<[], Row>(`${select} ${order}`).raw();
  const next = db.prepare<Row, Row>(`${select} AND (${keys}) > (${key.map(() => '?').join(', ')}) ${order}`).raw();
  return (after) => (after === null ? first.all() : next.all(...after));
}

function valueOf(column: string, table: BundledTable, { plan, at }: { plan: Plan; at: number }): string {
  // Not shown before everything is there.
  if (table.name === 'item' && column === 'status') return String(statusCode.archived);
  if (table.name === 'project' && column === 'deleted_at') return String(at);
  const idOf = table.ids[column];
  if (idOf !== undefined) return movedId(quoted(column), idOf, plan);
  if (table.idsWithin?.column !== column) return quoted(column);
  return Object.entries(table.idsWithin.paths).reduce(
    (json, [path, of]) => `json_replace(${json}, '${path}', ${movedId(`${quoted(column)} ->> '${path}'`, of, plan)})`,
    quoted(column),
  );
}

function movedId(old: string, idOf: IdOf, { ranges }: Plan): string {
  const isMatched = matched.some((table) => table === idOf);
  if (isMatched) return `(SELECT new FROM temp.map_${idOf} WHERE old = ${old})`;
  // 0 stands for none.
  return `iif((${old}) = 0, 0, (${old}) + ${String(ranges[idOf]?.after ?? 0)})`;
}

/** The last step: what has been moved is shown. */
function show(db: Database, { ranges }: Plan): void {
  const { project, item } = ranges;
  if (!project || !item) throw new Error('nothing was reserved');
  markAsCounted(db, ranges);
  // Reports that came meanwhile have higher ids: the index may have passed over what was still to be moved.
  readAgain(db, ranges);
  const own = db.prepare<[object], { id: number; name: string }>(
    'SELECT id, name FROM main.project WHERE id > @after AND id <= @until ORDER BY id',
  );
  const projects = projectTable(db);
  const put = db.prepare<[string, number]>('UPDATE main.project SET name = ?, deleted_at = NULL WHERE id = ?');
  for (const { id, name } of own.all(project)) {
    let free = name;
    for (let number = 2; projects.isNameTaken(free); number += 1) free = `${name} ${String(number)}`;
    put.run(free, id);
  }
  db.prepare<[object]>(
    `UPDATE main.item SET status = (SELECT status FROM src.item AS here WHERE here.id = main.item.id - @after)
     WHERE id > @after AND id <= @until AND id - @after IN (SELECT id FROM src.item)`,
  ).run(item);
  settingTable(db).set(underWay, null);
}

const rowsForgotten = 2000;

/** Takes away what an import has moved in that did not come to its end; does nothing when there is none. */
export function forgetImport(db: Database): void {
  const ranges = (settingTable(db).get(underWay) ?? null) as Ranges | null;
  if (ranges === null) return;
  readAgain(db, ranges);
  for (const table of orderOfMoving.toReversed()) {
    const [column, range] = rangeOf(table, ranges);
    if (column === null || !range) continue;
    const name = quoted(table.name);
    const key = quoted(column);
    const drop = db.prepare<[object]>(
      `DELETE FROM main.${name} WHERE ${key} IN (SELECT ${key} FROM main.${name}
       WHERE ${key} > @after AND ${key} <= @until LIMIT ${String(rowsForgotten)})`,
    );
    while (drop.run(range).changes > 0);
  }
  for (const table of Object.keys(keptCounters)) {
    db.prepare<[object]>(`DELETE FROM main.${table} WHERE project_id > @after AND project_id <= @until`).run(
      ranges['project'] ?? { after: 0, until: 0 },
    );
  }
  settingTable(db).set(underWay, null);
}

/** The column that tells which rows are the import's. Users, teams and symbols may have been there before, and stay. */
function rangeOf({ ids }: BundledTable, ranges: Ranges): [string | null, Ranges[string] | undefined] {
  const [column, idOf] = Object.entries(ids).find(([, of]) => numbered.some((table) => table === of)) ?? [null, 'new'];
  return [column, ranges[idOf]];
}

/** The search index forgets the items, and reads what is there of them from the first report on. */
function readAgain(db: Database, { item }: Ranges): void {
  const bounds = item ?? { after: 0, until: 0 };
  db.prepare<[object]>(
    'INSERT INTO main.forgotten_item (item_id) SELECT id FROM main.item WHERE id > @after AND id <= @until',
  ).run(bounds);
}
