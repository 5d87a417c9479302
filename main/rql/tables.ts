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
