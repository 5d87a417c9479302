/** What may be said about notifications (rollbar.md 3.14): channels, their settings, triggers and filters. Pure. */
import { isObject, type JsonObject } from '../../../../shared/json.ts';
import type { NotificationChannel, NotificationRule } from '../../../../shared/notification.ts';

/** Settings of each channel, with what they are. */
const settings: Record<NotificationChannel, Record<string, 'boolean' | 'string'>> = {
  email: { enabled: 'boolean', include_request_params: 'boolean' },
  slack: { enabled: 'boolean', service_account_id: 'string', channel: 'string', show_message_buttons: 'boolean' },
  pagerduty: { enabled: 'boolean', service_key: 'string' },
  webhook: { enabled: 'boolean', url: 'string', format: 'string' },
};

const triggers = [
  ...['new_item', 'occurrence', 'exp_repeat_item', 'occurrence_rate', 'reactivated_item', 'resolved_item'],
  ...['reopened_item', 'deploy'],
];
const moreTriggers: Partial<Record<NotificationChannel, string[]>> = {
  email: ['new_version', 'daily_summary'],
  slack: ['new_version'],
};
const statuses = ['enabled', 'disabled'];
const filterTypes = [
  ...['environment', 'level', 'title', 'filename', 'context', 'method', 'framework', 'path', 'unique_occurrences'],
  // Of the trigger `occurrence_rate`: so many within so many seconds.
  'rate',
];
/** In characters, of one rule. */
const longestRule = 65_536;

type Problem = { problem: string };

/** The settings that the channel has; others are left out. */
export function settingsOf(channel: NotificationChannel, fields: Record<string, unknown>): JsonObject | Problem {
  const read: JsonObject = {};
  for (const [name, type] of Object.entries(settings[channel])) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== type) return { problem: `'${name}' must be a ${type}.` };
    read[name] = value as string | boolean;
  }
  const isTooLong = JSON.stringify(read).length > longestRule;
  return isTooLong ? { problem: 'the settings are too long.' } : read;
}

/** `before` is what the rule was, where one is changed: what is left out stays. */
export function ruleOf(
  channel: NotificationChannel,
  sent: unknown,
  before?: NotificationRule,
): Omit<NotificationRule, 'id'> | Problem {
  if (!isObject(sent)) return { problem: 'a rule must be an object.' };
  const { trigger = before?.trigger, filters = before?.filters ?? [], config = before?.config ?? {} } = sent;
  const usual = before?.isEnabled === false ? 'disabled' : 'enabled';
  const { status = usual } = sent;
  const known = [...triggers, ...(moreTriggers[channel] ?? [])];
  if (typeof trigger !== 'string' || !known.includes(trigger))
    return { problem: `'trigger' must be one of ${known.join(', ')}.` };
  if (typeof status !== 'string' || !statuses.includes(status))
    return { problem: `'status' must be one of ${statuses.join(', ')}.` };
  if (!isObject(config)) return { problem: "'config' must be an object." };
  const problem = problemOfFilters(filters);
  if (problem !== null) return { problem };
  if (JSON.stringify(sent).length > longestRule) return { problem: 'the rule is too long.' };
  const isEnabled = status === 'enabled';
  return { trigger, isEnabled, filters: filters as JsonObject[], config: config as JsonObject };
}

function problemOfFilters(filters: unknown): string | null {
  if (!Array.isArray(filters)) return "'filters' must be a list.";
  for (const filter of filters) {
    if (!isObject(filter)) return 'a filter must be an object.';
    const { type, operation, value } = filter;
    if (typeof type !== 'string' || !filterTypes.includes(type))
      return `'type' of a filter must be one of ${filterTypes.join(', ')}.`;
    if (operation !== undefined && typeof operation !== 'string') return "'operation' of a filter must be a string.";
    if (isObject(value)) return "'value' of a filter must be a string or a number.";
  }
  return null;
}
