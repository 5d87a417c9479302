/** A row of the item table as an Item. */
import type { Item, TriageState } from '../../shared/item.ts';
import { levelOf, protocolOf, statusOf } from './codes.ts';

/** What triage reads of an item. */
export interface TriageRow {
  id: number;
  status: number;
  resolved_in_version: string | null;
  last_activated_at: number;
  last_resolved_at: number | null;
  last_muted_at: number | null;
  reactivated_at: number | null;
  merged_into: number | null;
}

/** The columns of a TriageRow. */
export const triageColumns =
  'id, status, resolved_in_version, last_activated_at, last_resolved_at, last_muted_at, reactivated_at, merged_into';

export interface ItemDbRow extends TriageRow {
  project_id: number;
  counter: number;
  mechanism: string;
  fingerprint: string;
  protocol: number;
  title: string;
  culprit: string;
  level: number;
  environment: string;
  platform: string | null;
  language: string | null;
  framework: string | null;
  viewed_at: number | null;
  first_seen_at: number;
  last_seen_at: number;
  total_occurrences: number;
  people: number;
}

/** To follow SELECT; `itemSource` follows it. Qualified, since other tables may be joined. */
export const itemColumns = `
  item.id, item.project_id, counter, mechanism, fingerprint, item.protocol, title, culprit, item.level,
  environment.name AS environment, platform, language, framework, item.status, resolved_in_version, last_activated_at,
  last_resolved_at, last_muted_at, reactivated_at, merged_into, viewed_at, item.first_seen_at, item.last_seen_at, total_occurrences,
  people`;

export const itemSource = 'FROM item JOIN environment ON environment.id = item.environment_id';

export function rowToItem(row: ItemDbRow): Item {
  return {
    ...rowToTriageState(row),
    id: row.id,
    projectId: row.project_id,
    counter: row.counter,
    mechanism: row.mechanism,
    fingerprint: row.fingerprint,
    protocol: protocolOf(row.protocol),
    title: row.title,
    culprit: row.culprit,
    level: levelOf(row.level),
    environment: row.environment,
    platform: row.platform,
    language: row.language,
    framework: row.framework,
    viewedAt: row.viewed_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    totalOccurrences: row.total_occurrences,
    people: row.people,
  };
}

export function rowToTriageState(row: TriageRow): TriageState {
  return {
    status: statusOf(row.status),
    resolvedInVersion: row.resolved_in_version,
    lastActivatedAt: row.last_activated_at,
    lastResolvedAt: row.last_resolved_at,
    lastMutedAt: row.last_muted_at,
    reactivatedAt: row.reactivated_at,
  };
}
