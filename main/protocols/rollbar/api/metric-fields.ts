/** Which columns of the metrics can be told from the counts per hour, and which need occurrences to be read. */
import type { HourFact } from '../../../../shared/report.ts';
import { frameworkId, frameworkName, platformId, platformName } from '../../../rql/rql.ts';

export type MetricValue = string | number | null;

/** The value of a column for an hour of an item. */
export type MetricField = (fact: HourFact) => MetricValue;

const known: Record<string, MetricField> = {
  project_id: ({ item }) => item.projectId,
  item_id: ({ item }) => item.id,
  item_counter: ({ item }) => item.counter,
  item_title: ({ item }) => item.title,
  item_status: ({ item }) => item.status,
  item_level: ({ item }) => item.level,
  item_group_item_id: () => null,
  fingerprint: ({ item }) => item.fingerprint,
  environment: ({ environment }) => environment,
  platform: ({ item }) => item.platform,
  platform_canonical: ({ item }) => platformName(platformId(item.platform)),
  framework: ({ item }) => item.framework,
  framework_canonical: ({ item }) => frameworkName(frameworkId(item.framework, item.language)),
  language: ({ item }) => item.language,
  language_name: ({ item }) => item.language,
  count: ({ count }) => count,
  occurrence_count: ({ count }) => count,
  timestamp: ({ hour }) => hour * 3600,
};

/** Columns that are known, but are in occurrences only. */
const inOccurrences = new Set([
  ...['browser_family', 'browser_version', 'os_family', 'os_version', 'device_brand', 'device_model', 'ip_address'],
  ...['person_username', 'person_email', 'person_id', 'code_version', 'occurrence_id', 'uuid', 'context'],
  ...['notifier_name', 'notifier_version', 'message_body', 'server_host', 'server_root', 'server_pid', 'server_cpu'],
  ...['scm_branch', 'request_url', 'request_method', 'request_query_string', 'request_body'],
]);

/** A sentence when it cannot be told. */
export function metricField(name: unknown): MetricField | string {
  if (typeof name !== 'string') return 'A field must be named by a string.';
  const field = Object.hasOwn(known, name) ? known[name] : undefined;
  if (field) return field;
  return inOccurrences.has(name)
    ? `Stacktray counts occurrences per item and hour: '${name}' is not among what it can tell.`
    : 'There is no such field.';
}
