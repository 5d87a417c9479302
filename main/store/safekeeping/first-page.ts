/**
 * A first page for a database that has lost its own. It lists the tables, and where each begins: databases that were made
 * by the same migrations have the same list.
 */
import { closeSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrateTo, migrations } from '../migrate.ts';

export const pageSize = 16_384;

const head = { pages: 28, firstFree: 32, freePages: 36 };
/** Of the tree's page within the first page: the file's own head comes before it. */
const tree = { start: 100, cells: 103, lastChild: 108, cellList: 112, interior: 5 };

/** Writes it into the file at `path`, whose log goes. The rest of a list that is longer than a page comes to the end. */
export function giveFirstPage(path: string): void {
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  const model = modelOf(path);
  const page = Buffer.from(model.subarray(0, pageSize));
  let pages = Math.floor(statSync(path).size / pageSize);
  const file = openSync(path, 'r+');
  try {
    for (const at of childrenOf(page)) {
      const child = (page.readUInt32BE(at) - 1) * pageSize;
      writeSync(file, model, child, pageSize, pages * pageSize);
      pages += 1;
      page.writeUInt32BE(pages, at);
    }
    page.writeUInt32BE(pages, head.pages);
    page.writeUInt32BE(0, head.firstFree);
    page.writeUInt32BE(0, head.freePages);
    writeSync(file, page, 0, pageSize, 0);
  } finally {
    closeSync(file);
  }
}

/** Where the page says which other pages the list is on; nowhere when it has room for all of it. */
function childrenOf(page: Buffer): number[] {
  if (page[tree.start] !== tree.interior) return [];
  const cells = Array.from({ length: page.readUInt16BE(tree.cells) }, (_none, index) =>
    page.readUInt16BE(tree.cellList + 2 * index),
  );
  return [...cells, tree.lastChild];
}

/** A new database with the same tables. */
function modelOf(path: string): Buffer {
  const model = `${path}-model`;
  const made = new Database(model);
  try {
    made.pragma(`page_size = ${String(pageSize)}`);
    if (givesPagesBack(path)) made.pragma('auto_vacuum = INCREMENTAL');
    migrateTo(made, migrations.length);
    made.close();
    return readFileSync(model);
  } finally {
    made.close();
    rmSync(model, { force: true });
  }
}

/** The second page of older databases is the root of a table; elsewhere it begins with what the third page is: a root. */
function givesPagesBack(path: string): boolean {
  const byte = Buffer.alloc(1);
  const file = openSync(path, 'r');
  readSync(file, byte, 0, 1, pageSize);
  closeSync(file);
  const [interiorTable, leafTable] = [5, 13];
  return byte[0] !== interiorTable && byte[0] !== leafTable;
}
