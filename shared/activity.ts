/** What happened to an item, in order. */
import type { JsonObject } from './json.ts';

export const activityKinds = [
  ...(['appeared', 'resolved', 'muted', 'reopened', 'reactivated', 'restored'] as const),
  ...(['level-changed', 'renamed', 'assigned', 'snoozed', 'unsnoozed', 'noted'] as const),
  ...(['merged', 'unmerged', 'deleted', 'pinned', 'unpinned', 'regrouped'] as const),
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface Activity {
  id: number;
  itemId: number;
  /** Unix milliseconds. */
  at: number;
  kind: ActivityKind;
  /** `quiet`: nothing came for so many days; `commit`: a commit said that it is fixed. */
  by: 'person' | 'occurrence' | 'deploy' | 'quiet' | 'commit';
  /**
   * Words of the kind: `quietDays`, `commit` and its `subject`, `version`, `occurrenceId`, `level`, `title`, `userId`, `teamId`, `until`, `text` of a note,
   * and for merging and regrouping the number of the other item: `into`, `from`.
   */
  detail: JsonObject;
}
