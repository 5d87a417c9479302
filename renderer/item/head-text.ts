/** The words at the head of an item: what it is, and the plain line below. */
import type { Activity } from '../../shared/activity.ts';
import type { Item } from '../../shared/item.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { spanText } from '../ui/format-age.ts';
import { amount } from '../ui/format-number.ts';
import { revisionText } from '../ui/format-revision.ts';
import { oneLine } from '../ui/one-line.ts';

export interface HeadText {
  heading: string;
  /** Null when the heading says everything. */
  message: string | null;
}

/**
 * The class is the heading and the message the line below. A title that is no such pair, because the client chose it, is
 * the heading, and the class joins the message. Before the occurrence has come, the title is taken apart.
 */
export function headText(item: Item, occurrence: Occurrence | null): HeadText {
  const first = occurrence?.exceptions[0];
  if (first) {
    const isTitle = item.title.startsWith(first.class.slice(0, 60));
    const said = first.message ?? first.description;
    if (isTitle) return { heading: first.class, message: said };
    return { heading: item.title, message: said ? `${first.class}: ${said}` : first.class };
  }
  if (occurrence) {
    const text = occurrence.message?.text ?? occurrence.title;
    return text && text.length > item.title.length
      ? { heading: item.title, message: text }
      : { heading: item.title, message: null };
  }
  const pair = /^([\w$.:\\]+): (.+)$/s.exec(item.title);
  return pair ? { heading: pair[1] ?? '', message: pair[2] ?? null } : { heading: item.title, message: null };
}

/** `resolved in 4.17.0, came back 38 min later in 4.18.2`, or null when it has not come back. */
export function comebackText(item: Item, activity: readonly Activity[]): string | null {
  if (item.reactivatedAt === null) return null;
  const at = activity.findIndex((each) => each.kind === 'reactivated');
  const back = activity[at];
  if (!back) return 'came back after it was resolved';
  const resolved = activity.slice(at).find((each) => each.kind === 'resolved');
  const version = versionOf(back);
  const cameBack = version === null ? '' : ` in ${version}`;
  if (!resolved) return `came back${cameBack}`;
  const fixed = versionOf(resolved);
  return `resolved${fixed === null ? '' : ` in ${fixed}`}, came back ${spanText(back.at - resolved.at)} later${cameBack}`;
}

const words: Record<Activity['kind'], string> = {
  appeared: 'First occurrence',
  resolved: 'Resolved',
  muted: 'Muted',
  reopened: 'Reopened',
  reactivated: 'Came back',
  restored: 'Decision undone',
  'level-changed': 'Level changed',
  renamed: 'Renamed',
  assigned: 'Assigned',
  snoozed: 'Snoozed',
  unsnoozed: 'Snooze ended',
  noted: 'Note',
  merged: 'Merged',
  regrouped: 'Grouped anew',
  unmerged: 'Parted',
  deleted: 'Deleted',
  pinned: 'Pinned',
  unpinned: 'Unpinned',
};

/** `Resolved in 4.17.0 by a deploy`, `Resolved after 14 days without occurrences`. */
export function activityText(activity: Activity): string {
  const version = versionOf(activity);
  const said =
    (version === null ? words[activity.kind] : `${words[activity.kind]} in ${version}`) + otherItem(activity);
  const { condition } = activity.detail;
  const until = typeof condition === 'string' ? ` until ${oneLine(condition, 60)}` : '';
  return `${said}${until}${reasonOf(activity)}`;
}

/** Why, where nobody pressed a key. */
function reasonOf({ by, detail: { quietDays, commit, subject } }: Activity): string {
  if (by === 'deploy') return ' by a deploy';
  if (by === 'quiet')
    return ` after ${amount(typeof quietDays === 'number' ? quietDays : 0, 'day')} without occurrences`;
  if (by !== 'commit' || typeof commit !== 'string') return '';
  return ` by commit ${oneLine(commit, 12)}${typeof subject === 'string' && subject !== '' ? `: ${oneLine(subject, 200)}` : ''}`;
}

function otherItem({ kind, detail: { into, from } }: Activity): string {
  if (typeof into === 'number') return ` into #${String(into)}`;
  if (typeof from !== 'number') return '';
  return kind === 'unmerged' ? ` from #${String(from)}` : ` with #${String(from)}`;
}

function versionOf({ detail }: Activity): string | null {
  const { version } = detail;
  return typeof version === 'string' && version !== '' ? revisionText(version, 60) : null;
}
