/** The tables of a database, as SQLite itself lists them. */
import type { Database } from 'better-sqlite3';

export interface TableFacts {
  name: string;
  columns: string[];
  /** Its primary key's columns, in their order; empty when rows are known by their number only. */
  key: string[];
  hasRowid: boolean;
}

interface ListedTable {
  name: string;
  type: 'table' | 'view' | 'virtual' | 'shadow';
  wr: 0 | 1;
}

/** Virtual tables, what belongs to them, and SQLite's own are left out. */
export function ordinaryTables(db: Database): TableFacts[] {
  return listed(db)
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name, wr }) => {
      const columns = db.pragma(`table_info(${quoted(name)})`) as { name: string; pk: number }[];
      const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
      return {
        ...{ name, hasRowid: wr === 0 },
        columns: columns.map((column) => column.name),
        key: key.map((column) => column.name),
      };
    });
}

/** Tables whose pages can be checked: ordinary ones, and those in which virtual ones keep what they hold. */
export function checkedTables(db: Database): string[] {
  return listed(db)
    .filter(({ type, name }) => type !== 'view' && name !== 'sqlite_schema' && name !== 'sqlite_temp_schema')
    .map(({ name }) => name);
}

/** A name as an identifier in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function listed(db: Database): ListedTable[] {
  return (db.pragma('table_list') as (ListedTable & { schema: string })[]).filter(({ schema }) => schema === 'main');
}

/**
 * What is made of reports for searching, and what is empty but while something runs. A copy row by row leaves it out;
 * it is made again.
 */
export const madeAgain: readonly string[] = [
  ...['search_mark', 'search_again', 'search_item', 'search_project', 'fact_field', 'fact_value', 'item_fact'],
  ...['text_document', 'word', 'blank'],
];
