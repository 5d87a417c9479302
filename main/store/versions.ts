/** Versions of applications: what was seen of each is counted as occurrences come. */
import type { Database } from 'better-sqlite3';
import type { Level } from '../../shared/level.ts';
import type { ItemInVersion, Version, VersionEvent } from '../../shared/version.ts';
import { levelCode, levelOf, statusCode } from './codes.ts';
import { recordColumns, rowToRecord, type ItemRecordRow } from './item-record.ts';
import { itemSource } from './item-row.ts';

export interface VersionName {
  projectId: number;
  environmentId: number;
  name: string;
}

export interface VersionTable {
  /** The id of the version, made if it is new. */
  idOf(version: VersionName, at: number): number;
  /** Counts occurrences of an item that carry the version. */
  count(seen: SeenInVersion): void;
  /** Undefined when nothing has been heard of it. */
  find(wanted: { projectId: number; environment: string; name: string }): Version | undefined;
  /** Items that the version means `event` to, latest occurrence first; without levels, of all levels. */
  items(wanted: ItemsWanted): ItemInVersion[];
  /** The versions of that name, one for each environment that it was seen in. */
  named(projectId: number, name: string): number[];
  /** Items that a version was seen in, those older than `before`, newest first. Costs the same on every page. */
  seenIn(wanted: { versionId: number; before: number; limit: number }): SeenItem[];
}

export interface SeenItem {
  itemId: number;
  lastOccurrenceId: number;
  /** Is the last occurrence of the item of this version? */
  isLast: boolean;
}

export interface SeenInVersion {
  versionId: number;
  itemId: number;
  count: number;
  firstId: number;
  firstAt: number;
  lastId: number;
  lastAt: number;
  /** Did one of them bring the resolved item back? */
  reactivated: boolean;
}

export interface ItemsWanted {
  projectId: number;
  environment: string;
  name: string;
  event: VersionEvent;
  levels: Level[];
  offset: number;
  limit: number;
}

interface VersionRow {
  id: number;
  name: string;
  environment: string;
  created_at: number;
  first_occurrence_id: number | null;
  first_seen_at: number | null;
  last_occurrence_id: number | null;
  last_seen_at: number | null;
  deployed_by: string | null;
  last_deploy_at: number | null;
}

const isResolved = `item.status = ${String(statusCode.resolved)}`;
/** What the version means to an item: that it was fixed in it says more than that it was seen in it. */
const event = `CASE
  WHEN ${isResolved} AND item.resolved_in_version = version.name THEN 'resolved'
  WHEN item_version.first_occurrence_id = item.first_occurrence_id THEN 'new'
  WHEN item_version.reactivated THEN 'reactivated'
  ELSE 'repeated' END`;

/** Every item that has to do with the version: it was seen in it, or is said to be fixed in it. */
const itemsOfVersion = `
  (SELECT item_id FROM item_version WHERE version_id = @versionId
   UNION SELECT item.id FROM item JOIN version ON version.id = @versionId
     WHERE item.project_id = version.project_id AND item.resolved_in_version = version.name
       AND item.environment_id = version.environment_id AND ${isResolved})`;

const joined = `
  JOIN version ON version.id = @versionId
  LEFT JOIN item_version ON item_version.version_id = version.id AND item_version.item_id = item.id
  WHERE item.id IN ${itemsOfVersion}`;

/** People are counted among so many of the item's occurrences, the newest ones of the version's time. */
const countedForPeople = 5000;
/** How many different people met the item in the version. */
export const peopleSql = `
  (SELECT count(DISTINCT person_id) FROM (
     SELECT person_id, release FROM occurrence WHERE occurrence.item_id = item.id
       AND occurrence.id BETWEEN item_version.first_occurrence_id AND item_version.last_occurrence_id
     ORDER BY occurrence.id DESC LIMIT ${String(countedForPeople)})
   WHERE release = version.name AND person_id IS NOT NULL)`;

export function versionTable(db: Database): VersionTable {
  const find = db
    .prepare<[number, number, string], number>(
      'SELECT id FROM version WHERE project_id = ? AND environment_id = ? AND name = ?',
    )
    .pluck();
  const insert = db.prepare<[number, number, string, number]>(
    'INSERT INTO version (project_id, environment_id, name, created_at) VALUES (?, ?, ?, ?)',
  );
  const count = db.prepare(
    `INSERT INTO item_version (version_id, item_id, first_occurrence_id, first_seen_at, last_occurrence_id, last_seen_at,
       count, reactivated) VALUES (@versionId, @itemId, @firstId, @firstAt, @lastId, @lastAt, @count, @reactivated)
     ON CONFLICT DO UPDATE SET last_occurrence_id = excluded.last_occurrence_id, last_seen_at = excluded.last_seen_at,
       count = count + excluded.count, reactivated = max(reactivated, excluded.reactivated)`,
  );
  return {
    idOf: ({ projectId, environmentId, name }, at) =>
      find.get(projectId, environmentId, name) ??
      Number(insert.run(projectId, environmentId, name, at).lastInsertRowid),
    count: (seen) => {
      count.run({ ...seen, reactivated: Number(seen.reactivated) });
    },
    ...readers(db),
    ...seenReaders(db),
  };
}

function seenReaders(db: Database): Pick<VersionTable, 'named' | 'seenIn'> {
  const named = db
    .prepare<[number, string], number>('SELECT id FROM version WHERE project_id = ? AND name = ? ORDER BY id')
    .pluck();
  const seen = db.prepare<[number, number, number], Omit<SeenItem, 'isLast'> & { isLast: number }>(
    `SELECT item.id AS itemId, item.last_occurrence_id AS lastOccurrenceId,
       item.last_occurrence_id = item_version.last_occurrence_id AS isLast
     FROM item_version JOIN item ON item.id = item_version.item_id
     WHERE version_id = ? AND item_id < ? ORDER BY item_id DESC LIMIT ?`,
  );
  return {
    named: (projectId, name) => named.all(projectId, name),
    seenIn: ({ versionId, before, limit }) =>
      seen.all(versionId, before, limit).map((row) => ({ ...row, isLast: row.isLast === 1 })),
  };
}

function readers(db: Database): Pick<VersionTable, 'find' | 'items'> {
  const one = db.prepare<[number, string, string], VersionRow>(
    `SELECT version.id, version.name, environment.name AS environment, created_at,
       (SELECT min(first_occurrence_id) FROM item_version WHERE version_id = version.id) AS first_occurrence_id,
       (SELECT min(first_seen_at) FROM item_version WHERE version_id = version.id) AS first_seen_at,
       (SELECT max(last_occurrence_id) FROM item_version WHERE version_id = version.id) AS last_occurrence_id,
       (SELECT max(last_seen_at) FROM item_version WHERE version_id = version.id) AS last_seen_at,
       coalesce(account_name, local_username) AS deployed_by, coalesce(finished_at, started_at) AS last_deploy_at
     FROM version JOIN environment ON environment.id = version.environment_id
     LEFT JOIN deploy ON deploy.id = (SELECT max(id) FROM deploy
       WHERE environment_id = version.environment_id AND revision = version.name)
     WHERE version.project_id = ? AND environment.name = ? AND version.name = ?`,
  );
  const stats = db.prepare<[{ versionId: number }], { event: VersionEvent; level: number; count: number }>(
    `SELECT ${event} AS event, item.level, count(*) AS count FROM item ${joined} GROUP BY 1, 2`,
  );
  const items = db.prepare<[object], ItemRecordRow & CountsRow>(
    `SELECT ${recordColumns}, item_version.first_occurrence_id AS version_first_id,
       item_version.first_seen_at AS version_first_at, item_version.last_occurrence_id AS version_last_id,
       item_version.last_seen_at AS version_last_at, coalesce(item_version.count, 0) AS version_count,
       ${peopleSql} AS version_people
     ${itemSource} ${joined} AND ${event} = @event
       AND (@levels = '[]' OR item.level IN (SELECT value FROM json_each(@levels)))
     ORDER BY item.last_seen_at DESC, item.id DESC LIMIT @limit OFFSET @offset`,
  );
  return {
    find: ({ projectId, environment, name }) => {
      const row = one.get(projectId, environment, name);
      return row && rowToVersion(row, stats.all({ versionId: row.id }));
    },
    items: ({ projectId, environment, name, event: wanted, levels, offset, limit }) => {
      const row = one.get(projectId, environment, name);
      if (!row) return [];
      const codes = JSON.stringify(levels.map((level) => levelCode[level]));
      return items.all({ versionId: row.id, event: wanted, levels: codes, limit, offset }).map(rowToItemInVersion);
    },
  };
}

interface CountsRow {
  version_first_id: number | null;
  version_first_at: number | null;
  version_last_id: number | null;
  version_last_at: number | null;
  version_count: number;
  version_people: number;
}

function rowToVersion(row: VersionRow, stats: { event: VersionEvent; level: number; count: number }[]): Version {
  const none = (): Record<Level, number> => ({ debug: 0, info: 0, warning: 0, error: 0, critical: 0 });
  const items = { new: none(), repeated: none(), reactivated: none(), resolved: none() };
  for (const each of stats) items[each.event][levelOf(each.level)] = each.count;
  return {
    id: row.id,
    name: row.name,
    environment: row.environment,
    createdAt: row.created_at,
    firstOccurrenceId: row.first_occurrence_id,
    firstSeenAt: row.first_seen_at,
    lastOccurrenceId: row.last_occurrence_id,
    lastSeenAt: row.last_seen_at,
    deployedBy: row.deployed_by,
    lastDeployAt: row.last_deploy_at,
    items,
  };
}

function rowToItemInVersion(row: ItemRecordRow & CountsRow): ItemInVersion {
  return {
    item: rowToRecord(row),
    firstOccurrenceId: row.version_first_id,
    firstSeenAt: row.version_first_at,
    lastOccurrenceId: row.version_last_id,
    lastSeenAt: row.version_last_at,
    occurrences: row.version_count,
    people: row.version_people,
  };
}
