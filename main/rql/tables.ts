/** What the tables of the language hold (rollbar.md 3.9.3). */
import type { TableName } from './ast.ts';

/** The columns of `SELECT *`. For occurrences the set is not documented: those that tell most at a glance. */
export const starColumns: Record<TableName, string[]> = {
  item_occurrence: [
    ...['timestamp', 'item.counter', 'item.title', 'item.environment', 'code_version', 'context', 'person.id'],
    ...['request.url', 'server.host', 'client.javascript.browser', 'uuid'],
  ],
  deploy: ['id', 'user_id', 'environment', 'revision', 'local_username', 'comment', 'timestamp', 'project_slug'],
};

/** The columns that follow those of a select without aggregates, unasked (rollbar.md 3.9.1). */
export const hiddenColumns: Record<TableName, string[]> = {
  item_occurrence: ['item.counter', 'occurrence_id'],
  deploy: [],
};

/**
 * The columns that always mean something, for whoever offers them; every other path is looked for in the posted report.
 * Known columns that are NULL here, such as `item.last_modified_by`, are left out.
 */
export const namedColumns: Record<TableName, string[]> = {
  item_occurrence: [
    ...['timestamp', 'occurrence_id', 'uuid', 'project_id', 'project_slug', 'environment', 'level', 'language'],
    ...['platform', 'framework', 'code_version', 'context', 'item.id', 'item.counter', 'item.title', 'item.level'],
    ...['item.status', 'item.environment', 'item.platform', 'item.framework', 'item.hash', 'item.total_occurrences'],
    ...['item.first_occurrence_id', 'item.first_occurrence_timestamp', 'item.activating_occurrence_id'],
    ...['item.last_occurrence_id', 'item.last_occurrence_timestamp', 'item.last_activated_timestamp'],
    ...['item.last_resolved_timestamp', 'item.last_muted_timestamp', 'item.resolved_in_version'],
    ...['item.assigned_user_id', 'person.id', 'person.username', 'person.email', 'request.url', 'request.method'],
    ...['request.user_ip', 'server.host', 'server.root', 'server.branch', 'client.javascript.browser'],
    ...['notifier.name', 'notifier.version', 'metadata.timestamp_ms', 'metadata.customer_timestamp'],
    ...['body.trace.exception.class', 'body.trace.exception.message', 'body.trace_chain.0.exception.class'],
    ...['body.trace_chain.0.exception.message', 'body.message.body'],
  ],
  deploy: [
    ...['id', 'timestamp', 'environment', 'revision', 'local_username', 'comment', 'status', 'project_id'],
    'project_slug',
  ],
};
