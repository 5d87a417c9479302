/** Finds items of a project by what programs ask for: an id, a number, an occurrence, or filters and terms. */
import type { Database, Statement } from 'better-sqlite3';
import type { ItemRecord } from '../../shared/item.ts';
import type { FoundItems, ItemSearch, SentFramework } from '../../shared/item-search.ts';
import type { Value } from './clause.ts';
import { clauseOf } from './item-search-clauses.ts';
import { recordColumns, rowToRecord, type ItemRecordRow } from './item-record.ts';
import { itemSource } from './item-row.ts';
import { uuidKey } from './occurrences.ts';
import { itemWords } from './search/item-words.ts';

export interface ItemSearchTable {
  /** A page of the found items, latest occurrence first; it costs more the further it is from the first. */
  find(search: ItemSearch, page: { offset: number; limit: number; now: number }): FoundItems;
  byId(projectId: number, id: number): ItemRecord | undefined;
  byCounter(projectId: number, counter: number): ItemRecord | undefined;
  ofOccurrence(projectId: number, uuid: string): ItemRecord | undefined;
  /** The different pairs that the project's items have. */
  frameworks(projectId: number): SentFramework[];
}

type Query = Statement<Value[], unknown>;

export function itemSearchTable(db: Database): ItemSearchTable {
  const words = itemWords(db);
  const prepared = new Map<string, Query>();
  const prepare = (sql: string): Query => {
    const known = prepared.get(sql);
    if (known) return known;
    // Terms repeat without end, so not every shape of search can be kept.
    if (prepared.size >= mostPrepared) prepared.clear();
    const query: Query = db.prepare(sql);
    prepared.set(sql, query);
    return query;
  };
  return {
    find: (search, { offset, limit, now }) => {
      const { sql, values } = clauseOf(search, { now, words });
      const rows = prepare(findSql(sql)).all(...values, limit, offset) as ItemRecordRow[];
      const { total } = prepare(`SELECT count(*) AS total FROM item WHERE ${sql}`).get(...values) as {
        total: number;
      };
      return { items: rows.map(rowToRecord), total };
    },
    ...lookUps(db),
  };
}

const mostPrepared = 200;

/** The query of a page, for a condition on items. */
export function findSql(condition: string): string {
  return `SELECT ${recordColumns} ${itemSource} WHERE ${condition}
    ORDER BY item.last_seen_at DESC, item.id DESC LIMIT ? OFFSET ?`;
}

function lookUps(db: Database): Omit<ItemSearchTable, 'find'> {
  const one = (condition: string): Statement<Value[], ItemRecordRow> =>
    db.prepare<Value[], ItemRecordRow>(
      `SELECT ${recordColumns} ${itemSource} WHERE item.project_id = ? AND ${condition}`,
    );
  const byId = one('item.id = ?');
  const byCounter = one('item.counter = ?');
  const byUuid = one('item.id = (SELECT item_id FROM occurrence WHERE project_id = ? AND uuid = ?)');
  const pairs = db.prepare<[number], SentFramework>(
    'SELECT DISTINCT framework, language FROM item WHERE project_id = ?',
  );
  const record = (row: ItemRecordRow | undefined): ItemRecord | undefined => row && rowToRecord(row);
  return {
    byId: (projectId, id) => record(byId.get(projectId, id)),
    byCounter: (projectId, counter) => record(byCounter.get(projectId, counter)),
    ofOccurrence: (projectId, uuid) => record(byUuid.get(projectId, projectId, uuidKey(uuid))),
    frameworks: (projectId) => pairs.all(projectId),
  };
}
