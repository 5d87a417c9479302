/** The queries that programs repeat are answered from indexes: without that a page costs what the whole table costs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../../main/store/database.ts';
import { firstSql } from '../../../../main/store/deploys.ts';
import { after, listIndex } from '../../../../main/store/item-order.ts';
import { candidatesSql } from '../../../../main/store/frequent-items.ts';
import { rangeSql } from '../../../../main/store/item-pages.ts';
import { clauseOf } from '../../../../main/store/item-search-clauses.ts';
import { findSql } from '../../../../main/store/item-search.ts';
import { pageSql } from '../../../../main/store/occurrence-pages.ts';
import { backSql, startedSql } from '../../../../main/store/reads/deploy-rows.ts';
import { rowsSql } from '../../../../main/store/reads/occurrence-rows.ts';
import { activitySource, countsSql, hoursSource } from '../../../../main/store/reports.ts';
import { itemWords } from '../../../../main/store/search/item-words.ts';
import { suspectSql } from '../../../../main/store/suspect-deploys.ts';
import { itemSorts, type ItemSort } from '../../../../shared/item.ts';
import { peopleSql } from '../../../../main/store/versions.ts';
import type { ItemSearch } from '../../../../shared/item-search.ts';
import { parseSearch } from '../../../../shared/search/parse-search.ts';

let folder: string;
let db: Database;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-plans-'));
  db = openDatabase(join(folder, 'stacktray.db'), () => 1);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function planOf(sql: string, values: unknown[]): string {
  const steps = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return steps.map(({ detail }) => detail).join('; ');
}

const search: ItemSearch = {
  ...{ projectId: 1, statuses: [], levels: [], environments: [], frameworks: null, assigned: null, ids: null },
  ...{ isSnoozed: null, lastSeenFrom: null, lastSeenTo: null, terms: [] },
};

it.each<[string, Partial<ItemSearch>, string]>([
  ['of one status', { statuses: ['active'] }, 'item_by_project_last'],
  ['of all statuses', {}, 'item_by_project_seen'],
  ['of several statuses', { statuses: ['active', 'muted'] }, 'item_by_project_seen'],
  ['of a level', { levels: ['error'] }, 'item_by_project_seen'],
  ['with words in the title', { statuses: ['active'], terms: parseSearch('x').terms }, 'item_by_project_last'],
])('reads items %s in their order, without sorting', (_what, more, index) => {
  const { sql, values } = clauseOf({ ...search, ...more }, { now: 1, words: itemWords(db) });
  const plan = planOf(findSql(sql), [...values, 100, 0]);
  expect(plan).toContain(`item USING INDEX ${index} (project_id=?`);
  expect(plan).not.toContain('TEMP B-TREE');
});

it.each(itemSorts.flatMap((sort) => [true, false].map((ascending): [ItemSort, boolean] => [sort, ascending])))(
  'reads the list of a project and a status by %s from the cursor on, without sorting (ascending: %s)',
  (sort, up) => {
    const order = { sort, ascending: up, grouped: false };
    const [behind] = after(order, sort === 'level' ? '40,5,7' : '5,7');
    const plan = planOf(rangeSql(order, behind?.sql ?? 'false'), [1, 1, ...(behind?.values ?? []), 50]);
    expect(plan).toContain(`item USING INDEX ${listIndex[sort]} (project_id=? AND status=? AND `);
    expect(plan).not.toContain('TEMP B-TREE');
  },
);

it('finds the item of an occurrence by its key', () => {
  const { terms } = parseSearch('uuid:x');
  const { sql, values } = clauseOf({ ...search, terms }, { now: 1, words: itemWords(db) });
  const plan = planOf(findSql(sql), [...values, 100, 0]);
  expect(plan).toContain('item USING INTEGER PRIMARY KEY');
  expect(plan).toMatch(/occurrence USING (?:COVERING )?INDEX sqlite_autoindex_occurrence_1/);
});

it.each([
  ['a project', pageSql.ofProject, 'occurrence_by_project (project_id=? AND id<?)'],
  ['an item', pageSql.ofItem, 'occurrence_by_item (item_id=? AND id<?)'],
])('reads occurrences of %s from the cursor on, without sorting', (_what, sql, index) => {
  const plan = planOf(sql, [1, 2, 3, 0]);
  expect(plan).toContain(`USING INDEX ${index}`);
  expect(plan).not.toContain('TEMP B-TREE');
});

it('counts hours of the items that occurred in the span, without touching occurrences', () => {
  const bound = { projectId: 1, since: 0, firstHour: 0, lastHour: 1, environments: '[]', levels: '[]', itemId: null };
  const plan = planOf(`SELECT hour, sum(count) ${hoursSource} AND item.status = 1 GROUP BY hour`, [bound]);
  expect(plan).toContain('item USING INDEX item_by_project_last (project_id=? AND status=? AND last_seen_at>?)');
  expect(plan).toContain('item_hour USING PRIMARY KEY (item_id=? AND hour>? AND hour<?)');
  expect(plan).not.toContain('occurrence');
});

it('adds up the hours of active items from their own counts, and finds the frequent ones in their order', () => {
  const bound = { projectId: 1, firstHour: 0, lastHour: 1, environments: '[]', levels: '[]' };
  expect(planOf(countsSql, [bound])).toContain('active_hour USING PRIMARY KEY (project_id=? AND hour>? AND hour<?)');
  const plan = planOf(candidatesSql, [{ ...bound, level: 40, since: 0, most: 9, before: 9 }]);
  expect(plan).toContain('COVERING INDEX item_by_frequency (project_id=? AND level=? AND total_occurrences<?');
  expect(plan).not.toContain('TEMP B-TREE');
});

it('reads activity of a span of time', () => {
  const plan = planOf(`SELECT activity.at ${activitySource}`, [{ from: 0, to: 1, projectId: 1, environments: '[]' }]);
  expect(plan).toContain('activity USING COVERING INDEX activity_by_time (at>? AND at<?)');
});

it('finds versions and deploys by their keys', () => {
  const version = 'SELECT id FROM version WHERE project_id = ? AND environment_id = ? AND name = ?';
  expect(planOf(version, [1, 1, 'x'])).toContain('(project_id=? AND environment_id=? AND name=?)');
  const latest = 'SELECT max(id) FROM deploy WHERE environment_id = ? AND revision = ?';
  expect(planOf(latest, [1, 'x'])).toContain('deploy_by_environment (environment_id=? AND revision=?)');
  const page = 'SELECT id FROM deploy WHERE project_id = ? ORDER BY id DESC LIMIT 20';
  expect(planOf(page, [1])).not.toContain('TEMP B-TREE');
  expect(planOf(`SELECT 1 FROM deploy WHERE status = 'started' AND started_at <= ?`, [1])).toContain('deploy_started');
});

it('finds the first deploy of a revision by its key', () => {
  expect(planOf(firstSql, [1, 'a'])).toMatch(/deploy_by_environment \(environment_id=\? AND revision=\?\)/);
});

it('finds the suspect of an item by its time, without sorting', () => {
  const plan = planOf(suspectSql, [1]);
  expect(plan).toContain('deploy USING INDEX deploy_by_start (environment_id=? AND started_at<?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

it('counts what began or came back after a deploy among the items and the activity of that time', () => {
  const span = { projectId: 1, environmentId: 1, from: 0, until: 1 };
  expect(planOf(`SELECT count(*) ${startedSql}`, [span])).toContain(
    'item USING INDEX item_by_project_first (project_id=? AND first_seen_at>? AND first_seen_at<?)',
  );
  const plan = planOf(`SELECT count(*) ${backSql}`, [span]);
  expect(plan).toContain('activity USING COVERING INDEX activity_by_time (at>? AND at<?)');
  expect(plan).toContain('item USING INTEGER PRIMARY KEY (rowid=?)');
});

it('counts people of an item in a version among the occurrences of its time', () => {
  const plan = planOf(`SELECT ${peopleSql} FROM item, version JOIN item_version ON version_id = version.id`, []);
  expect(plan).toMatch(/occurrence USING INDEX occurrence_by_item \(item_id=\? AND id>\? AND id<\?\)/);
  expect(plan).not.toContain('ORDER BY');
});

it.each(['newest', 'oldest'] as const)(
  'reads the %s occurrences of an item in their order, without sorting',
  (order) => {
    const plan = planOf(rowsSql[order], [{ itemId: 1, from: 5, ids: null, limit: 100 }]);
    expect(plan).toMatch(
      /occurrence USING (?:COVERING )?INDEX occurrence_by_item \(item_id=\? AND (?:id|rowid)[<>]\?\)/,
    );
    expect(plan).not.toContain('TEMP B-TREE');
  },
);
