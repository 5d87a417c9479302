/** Items: found by identity on the way in, changed by occurrences and by commands. */
import type { Database, Statement } from 'better-sqlite3';
import type { Item, TriageState } from '../../shared/item.ts';
import type { Level } from '../../shared/level.ts';
import type { Protocol } from '../../shared/occurrence.ts';
import { levelCode, protocolCode, statusCode } from './codes.ts';
import {
  itemColumns,
  itemSource,
  rowToItem,
  rowToTriageState,
  triageColumns,
  type ItemDbRow,
  type TriageRow,
} from './item-row.ts';

/** (project, mechanism version, scope, fingerprint) */
export interface ItemIdentity {
  projectId: number;
  mechanism: string;
  scope: string;
  fingerprint: string;
}

/** What an occurrence needs to know of its item. */
export interface StoredItem {
  id: number;
  state: TriageState;
  /** The item that knows the occurrence when that one is merged into this; else null. */
  ownId: number | null;
}

export interface NewItem extends ItemIdentity {
  counter: number;
  protocol: Protocol;
  title: string;
  culprit: string;
  level: Level;
  environmentId: number;
  platform: string | null;
  language: string | null;
  framework: string | null;
  occurrenceId: number;
  at: number;
}

export interface ItemTable {
  /** The item itself, or the one that it is merged into. */
  followed(id: number): StoredItem | undefined;
  /** What was found is remembered until `forget`: a storm asks for the same few items again and again. */
  find(identity: ItemIdentity): StoredItem | undefined;
  /** Items may have changed, or what was remembered of them was undone. */
  forget(): void;
  /** A new, active item with its first occurrence counted; returns its id. */
  create(item: NewItem): number;
  /** Counts more occurrences, of which this is the last, and the people that are new to the item. */
  countOccurrences(
    id: number,
    seen: { count: number; occurrenceId: number; environmentId: number; at: number; newPeople: number },
  ): void;
  /** A resolved item came back: it takes the culprit of the occurrence that brought it, and its title if no person gave one. */
  reactivate(id: number, by: { occurrenceId: number; at: number; title: string; culprit: string }): void;
  /** Of the project's items that were last seen in the environment. */
  activeIn(projectId: number, environmentId: number): number[];
  triageStateOf(id: number): TriageState | undefined;
  saveTriageState(id: number, state: TriageState): void;
  markViewed(ids: number[], at: number): void;
  byId(id: number): Item | undefined;
  /** Whether it was another one before. */
  setCulprit(id: number, culprit: string): boolean;
}

/** From the row of an item that knows an occurrence to the item that the occurrence belongs to. */
export function follower(db: Database): (row: TriageRow) => StoredItem {
  const target = db.prepare<[number], TriageRow>(`SELECT ${triageColumns} FROM item WHERE id = ?`);
  return (row) => {
    const into = row.merged_into === null ? undefined : target.get(row.merged_into);
    return into === undefined
      ? { id: row.id, state: rowToTriageState(row), ownId: null }
      : { id: into.id, state: rowToTriageState(into), ownId: row.id };
  };
}

function followed(
  triage: Statement<[number], TriageRow>,
  follow: (row: TriageRow) => StoredItem,
): ItemTable['followed'] {
  return (id) => {
    const row = triage.get(id);
    return row && follow(row);
  };
}

/** Enough for what reports come for at the same time. */
const mostRemembered = 20_000;

export function itemTable(db: Database): ItemTable {
  const find = db.prepare<[number, string, string, string], TriageRow>(
    `SELECT ${triageColumns} FROM item WHERE project_id = ? AND mechanism = ? AND scope = ? AND fingerprint = ?`,
  );
  const one = db.prepare<[number], ItemDbRow>(`SELECT ${itemColumns} ${itemSource} WHERE item.id = ?`);
  const triage = db.prepare<[number], TriageRow>(`SELECT ${triageColumns} FROM item WHERE id = ?`);
  const active = db
    .prepare<[number, number], number>(
      `SELECT id FROM item WHERE project_id = ? AND status = ${String(statusCode.active)} AND environment_id = ?`,
    )
    .pluck();
  const viewed = db.prepare<[number, string]>(
    'UPDATE item SET viewed_at = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const follow = follower(db);
  const remembered = new Map<string, StoredItem>();
  return {
    followed: followed(triage, follow),
    find: ({ projectId, mechanism, scope, fingerprint }) => {
      const key = `${String(projectId)} ${mechanism} ${fingerprint} ${scope}`;
      const known = remembered.get(key);
      if (known) return known;
      const row = find.get(projectId, mechanism, scope, fingerprint);
      if (!row) return undefined;
      const found = follow(row);
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(key, found);
      return found;
    },
    forget: () => {
      remembered.clear();
    },
    ...writers(db, () => {
      remembered.clear();
    }),
    activeIn: (projectId, environmentId) => active.all(projectId, environmentId),
    triageStateOf: (id) => {
      const row = triage.get(id);
      return row && rowToTriageState(row);
    },
    markViewed: (ids, at) => {
      viewed.run(at, JSON.stringify(ids));
    },
    byId: (id) => {
      const row = one.get(id);
      return row && rowToItem(row);
    },
  };
}

type Writers = Pick<ItemTable, 'create' | 'countOccurrences' | 'reactivate' | 'saveTriageState' | 'setCulprit'>;

function writers(db: Database, forget: () => void): Writers {
  const insert = db.prepare(`
    INSERT INTO item (
      project_id, counter, mechanism, scope, fingerprint, protocol, title, culprit, level, environment_id, platform,
      language, framework, status, last_activated_at, first_occurrence_id, first_seen_at, last_occurrence_id,
      last_seen_at, activating_occurrence_id, total_occurrences, occurrences_since_resolved, people)
    VALUES (
      @projectId, @counter, @mechanism, @scope, @fingerprint, @protocol, @title, @culprit, @level, @environmentId,
      @platform, @language, @framework, ${String(statusCode.active)}, @at, @occurrenceId, @at, @occurrenceId,
      @at, @occurrenceId, 0, 0, 0)`);
  const seen = db.prepare<[object]>(
    `UPDATE item SET total_occurrences = total_occurrences + @count,
       occurrences_since_resolved = occurrences_since_resolved + @count, people = people + @newPeople,
       last_occurrence_id = @occurrenceId, environment_id = @environmentId, last_seen_at = max(last_seen_at, @at)
     WHERE id = @id`,
  );
  const reactivate = db.prepare<[number, number, number, string, string, number]>(
    `UPDATE item SET status = ${String(statusCode.active)}, resolved_in_version = NULL, last_activated_at = ?,
       deleted_at = NULL, shelved_status = NULL,
       reactivated_at = ?, activating_occurrence_id = ?, occurrences_since_resolved = 0,
       title = CASE WHEN title_locked THEN title ELSE ? END, culprit = ?
     WHERE id = ?`,
  );
  const save = db.prepare<[number, string | null, number, number | null, number | null, number | null, number]>(
    `UPDATE item SET status = ?, resolved_in_version = ?, last_activated_at = ?, last_resolved_at = ?,
       last_muted_at = ?, reactivated_at = ? WHERE id = ?`,
  );
  const culprit = db.prepare<[string, number, string]>('UPDATE item SET culprit = ? WHERE id = ? AND culprit <> ?');
  return {
    setCulprit: (id, wanted) => culprit.run(wanted, id, wanted).changes > 0,
    create: (item) => {
      const row = { ...item, protocol: protocolCode[item.protocol], level: levelCode[item.level] };
      return Number(insert.run(row).lastInsertRowid);
    },
    countOccurrences: (id, counted) => {
      seen.run({ id, ...counted });
    },
    reactivate: (id, { occurrenceId, at, title, culprit }) => {
      forget();
      reactivate.run(at, at, occurrenceId, title, culprit, id);
    },
    saveTriageState: (id, state) => {
      forget();
      const { status, resolvedInVersion, lastActivatedAt, lastResolvedAt, lastMutedAt, reactivatedAt } = state;
      save.run(statusCode[status], resolvedInVersion, lastActivatedAt, lastResolvedAt, lastMutedAt, reactivatedAt, id);
    },
  };
}
