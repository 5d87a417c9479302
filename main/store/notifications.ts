/** Channels and rules of notifications as clients configured them; nothing here sends anything. */
import type { Database } from 'better-sqlite3';
import type { JsonObject } from '../../shared/json.ts';
import type { NotificationChannel, NotificationRule } from '../../shared/notification.ts';

/** The rules of one channel of one project. */
export interface RuleList {
  projectId: number;
  channel: NotificationChannel;
}

export interface NotificationTable {
  /** Undefined when the channel was never configured. */
  settingsOf(list: RuleList): JsonObject | undefined;
  configure(list: RuleList, settings: JsonObject): void;
  /** Oldest first. */
  rules(list: RuleList): NotificationRule[];
  rule(list: RuleList, id: number): NotificationRule | undefined;
  /** Returns the id of the new rule. */
  add(list: RuleList, rule: Omit<NotificationRule, 'id'>): number;
  change(list: RuleList, rule: NotificationRule): void;
  /** False when there is no such rule. */
  remove(list: RuleList, id: number): boolean;
  removeAll(list: RuleList): void;
}

interface RuleRow {
  id: number;
  trigger_name: string;
  enabled: number;
  filters: string;
  config: string;
}

const ruleColumns = 'id, trigger_name, enabled, filters, config';

export function notificationTable(db: Database): NotificationTable {
  return { ...channelVerbs(db), ...ruleVerbs(db) };
}

function channelVerbs(db: Database): Pick<NotificationTable, 'settingsOf' | 'configure'> {
  const find = db
    .prepare<[number, string], string>('SELECT settings FROM notification_channel WHERE project_id = ? AND channel = ?')
    .pluck();
  const upsert = db.prepare<[number, string, string]>(
    `INSERT INTO notification_channel (project_id, channel, settings) VALUES (?, ?, ?)
     ON CONFLICT (project_id, channel) DO UPDATE SET settings = excluded.settings`,
  );
  return {
    settingsOf: ({ projectId, channel }) => {
      const settings = find.get(projectId, channel);
      return settings === undefined ? undefined : (JSON.parse(settings) as JsonObject);
    },
    configure: ({ projectId, channel }, settings) => {
      upsert.run(projectId, channel, JSON.stringify(settings));
    },
  };
}

function ruleVerbs(db: Database): Omit<NotificationTable, 'settingsOf' | 'configure'> {
  const list = db.prepare<[number, string], RuleRow>(
    `SELECT ${ruleColumns} FROM notification_rule WHERE project_id = ? AND channel = ? ORDER BY id`,
  );
  const one = db.prepare<[number, string, number], RuleRow>(
    `SELECT ${ruleColumns} FROM notification_rule WHERE project_id = ? AND channel = ? AND id = ?`,
  );
  const insert = db.prepare<[number, string, string, number, string, string]>(
    `INSERT INTO notification_rule (project_id, channel, trigger_name, enabled, filters, config)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[string, number, string, string, number, string, number]>(
    `UPDATE notification_rule SET trigger_name = ?, enabled = ?, filters = ?, config = ?
     WHERE project_id = ? AND channel = ? AND id = ?`,
  );
  const drop = db.prepare<[number, string, number]>(
    'DELETE FROM notification_rule WHERE project_id = ? AND channel = ? AND id = ?',
  );
  const clear = db.prepare<[number, string]>('DELETE FROM notification_rule WHERE project_id = ? AND channel = ?');
  return {
    rules: ({ projectId, channel }) => list.all(projectId, channel).map(rowToRule),
    rule: ({ projectId, channel }, id) => {
      const row = one.get(projectId, channel, id);
      return row && rowToRule(row);
    },
    add: ({ projectId, channel }, rule) => Number(insert.run(projectId, channel, ...valuesOf(rule)).lastInsertRowid),
    change: ({ projectId, channel }, rule) => {
      update.run(...valuesOf(rule), projectId, channel, rule.id);
    },
    remove: ({ projectId, channel }, id) => drop.run(projectId, channel, id).changes > 0,
    removeAll: ({ projectId, channel }) => {
      clear.run(projectId, channel);
    },
  };
}

function valuesOf(rule: Omit<NotificationRule, 'id'>): [string, number, string, string] {
  return [rule.trigger, Number(rule.isEnabled), JSON.stringify(rule.filters), JSON.stringify(rule.config)];
}

function rowToRule(row: RuleRow): NotificationRule {
  return {
    ...{ id: row.id, trigger: row.trigger_name, isEnabled: row.enabled === 1 },
    filters: JSON.parse(row.filters) as JsonObject[],
    config: JSON.parse(row.config) as JsonObject,
  };
}
