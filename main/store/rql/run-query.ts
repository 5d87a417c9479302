/** Runs queries on connections that can only read. */
import Database from 'better-sqlite3';
import type { CheckedQuery, CheckedSelect } from '../../rql/rql.ts';
import { compileQuery } from './compile-query.ts';
import { addFunctions } from './sql-functions.ts';
import { storedBodies } from './stored-bodies.ts';

export interface QueryRequest {
  query: CheckedQuery;
  projectIds: number[];
  /** Unix seconds. */
  now: number;
}

export interface QueryRows {
  isSimpleSelect: boolean;
  warnings: string[];
  selectionColumns: string[];
  columns: string[];
  rowcount: number;
  /** The rows as JSON: a list of lists. */
  rows: string;
}

/** The rows are more than may be kept. */
export class TooMuchError extends Error {}

export interface QueryDatabase {
  /** Throws a TooMuchError. */
  run(request: QueryRequest): QueryRows;
  close(): void;
}

/** In UTF-16 units of JSON. */
const longestRows = 16_777_216;

/** Opens the database at `path`, which has to be there, for reading only. */
export function openQueryDatabase(path: string, mostLength = longestRows): QueryDatabase {
  const [db, bodies] = [openForReading(path), openForReading(path)];
  addFunctions(db, storedBodies(bodies));
  return {
    run: ({ query, ...restriction }) => {
      if (query.kind === 'show-tables') return tableRows(query.tables);
      return select(db, { query, ...restriction }, mostLength);
    },
    close: () => {
      db.close();
      bodies.close();
    },
  };
}

/** Whatever is asked of it, such a connection cannot write. */
export function openForReading(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  db.pragma('query_only = ON');
  return db;
}

function tableRows(tables: readonly string[]): QueryRows {
  const columns = ['table_name'];
  const rows = JSON.stringify(tables.map((table) => [table]));
  return { isSimpleSelect: false, warnings: [], selectionColumns: columns, columns, rowcount: tables.length, rows };
}

function select(
  db: Database.Database,
  { query, ...restriction }: QueryRequest & { query: CheckedSelect },
  mostLength: number,
): QueryRows {
  const { sql, values, selectionColumns, columns } = compileQuery(query, restriction);
  const rows: string[] = [];
  let length = 0;
  for (const row of db.prepare(sql).raw().iterate(values)) {
    const text = JSON.stringify(row);
    length += text.length + 1;
    if (length > mostLength)
      throw new TooMuchError('The result is larger than 16 MB. Select fewer columns, or use LIMIT.');
    rows.push(text);
  }
  return {
    ...{ isSimpleSelect: !query.isGrouped, warnings: query.warnings, selectionColumns, columns },
    rowcount: rows.length,
    rows: `[${rows.join(',')}]`,
  };
}
