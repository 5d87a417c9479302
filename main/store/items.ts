/** Items: found by identity on the way in, changed by occurrences and by commands. */
import type { Database } from 'better-sqlite3';
import type { Item, TriageState } from '../../shared/item.ts';
import type { Level } from '../../shared/level.ts';
import type { Protocol } from '../../shared/occurrence.ts';
import { levelCode, protocolCode, statusCode } from './codes.ts';
import { itemColumns, itemSource, rowToItem, rowToTriageState, type ItemDbRow, type TriageRow } from './item-row.ts';

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
  find(identity: ItemIdentity): StoredItem | undefined;
  /** A new, active item with its first occurrence counted; returns its id. */
  create(item: NewItem): number;
  /** Counts one more occurrence and the people that are new to the item. */
  countOccurrence(
    id: number,
    seen: { occurrenceId: number; environmentId: number; at: number; newPeople: number },
  ): void;
  /** A resolved item came back: it takes the culprit of the occurrence that brought it, and its title if no person gave one. */
  reactivate(id: number, by: { occurrenceId: number; at: number; title: string; culprit: string }): void;
  triageStateOf(id: number): TriageState | undefined;
  saveTriageState(id: number, state: TriageState): void;
  markViewed(ids: number[], at: number): void;
  byId(id: number): Item | undefined;
}

const triageColumns =
  'id, status, resolved_in_version, last_activated_at, last_resolved_at, last_muted_at, reactivated_at';

export function itemTable(db: Database): ItemTable {
  const find = db.prepare<[number, string, string, string], TriageRow>(
    `SELECT ${triageColumns} FROM item WHERE project_id = ? AND mechanism = ? AND scope = ? AND fingerprint = ?`,
  );
  const one = db.prepare<[number], ItemDbRow>(`SELECT ${itemColumns} ${itemSource} WHERE item.id = ?`);
  const triage = db.prepare<[number], TriageRow>(`SELECT ${triageColumns} FROM item WHERE id = ?`);
  const viewed = db.prepare<[number, string]>(
    'UPDATE item SET viewed_at = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  return {
    find: (identity) => {
      const row = find.get(identity.projectId, identity.mechanism, identity.scope, identity.fingerprint);
      return row && { id: row.id, state: rowToTriageState(row) };
    },
    ...writers(db),
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

type Writers = Pick<ItemTable, 'create' | 'countOccurrence' | 'reactivate' | 'saveTriageState'>;

function writers(db: Database): Writers {
  const insert = db.prepare(`
    INSERT INTO item (
      project_id, counter, mechanism, scope, fingerprint, protocol, title, culprit, level, environment_id, platform,
      language, framework, status, last_activated_at, first_occurrence_id, first_seen_at, last_occurrence_id,
      last_seen_at, activating_occurrence_id, total_occurrences, occurrences_since_resolved, people)
    VALUES (
      @projectId, @counter, @mechanism, @scope, @fingerprint, @protocol, @title, @culprit, @level, @environmentId,
      @platform, @language, @framework, ${String(statusCode.active)}, @at, @occurrenceId, @at, @occurrenceId,
      @at, @occurrenceId, 0, 0, 0)`);
  const seen = db.prepare<[number, number, number, number, number]>(
    `UPDATE item SET total_occurrences = total_occurrences + 1,
       occurrences_since_resolved = occurrences_since_resolved + 1, people = people + ?,
       last_occurrence_id = ?, environment_id = ?, last_seen_at = max(last_seen_at, ?) WHERE id = ?`,
  );
  const reactivate = db.prepare<[number, number, number, string, string, number]>(
    `UPDATE item SET status = ${String(statusCode.active)}, resolved_in_version = NULL, last_activated_at = ?,
       reactivated_at = ?, activating_occurrence_id = ?, occurrences_since_resolved = 0,
       title = CASE WHEN title_locked THEN title ELSE ? END, culprit = ?
     WHERE id = ?`,
  );
  const save = db.prepare<[number, string | null, number, number | null, number | null, number | null, number]>(
    `UPDATE item SET status = ?, resolved_in_version = ?, last_activated_at = ?, last_resolved_at = ?,
       last_muted_at = ?, reactivated_at = ? WHERE id = ?`,
  );
  return {
    create: (item) => {
      const row = { ...item, protocol: protocolCode[item.protocol], level: levelCode[item.level] };
      return Number(insert.run(row).lastInsertRowid);
    },
    countOccurrence: (id, { occurrenceId, environmentId, at, newPeople }) => {
      seen.run(newPeople, occurrenceId, environmentId, at, id);
    },
    reactivate: (id, { occurrenceId, at, title, culprit }) => {
      reactivate.run(at, at, occurrenceId, title, culprit, id);
    },
    saveTriageState: (id, state) => {
      const { status, resolvedInVersion, lastActivatedAt, lastResolvedAt, lastMutedAt, reactivatedAt } = state;
      save.run(statusCode[status], resolvedInVersion, lastActivatedAt, lastResolvedAt, lastMutedAt, reactivatedAt, id);
    },
  };
}
