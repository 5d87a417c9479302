/** What takes the room and what is deleted, in words. */
import type {
  PruningPreview,
  PruningRun,
  RetentionLimits,
  RetentionRule,
  Storage,
  StorageKind,
} from '../../shared/retention.ts';
import { exactTime } from '../ui/format-age.ts';
import { amount, bytesText, numberText } from '../ui/format-number.ts';

export const kindNames: Record<StorageKind, string> = {
  reports: 'Reports as they were sent',
  occurrences: 'Occurrences and their indexes',
  recordings: 'Recordings of pages',
  symbols: 'Symbol files',
  search: 'Search index',
  other: 'Items, counts and the rest',
  free: 'Free inside of the database',
  log: 'Waiting to be written',
  copies: 'Copies from before updates',
};

/** `Would free about 1.2 GB: 310,000 occurrences of 24 items.` */
export function previewText({ occurrences, items, bytes }: PruningPreview): string {
  if (occurrences === 0) return 'These limits would delete nothing now.';
  return `Would free about ${bytesText(bytes)}: ${amount(occurrences, 'occurrence')} of ${amount(items, 'item')}.`;
}

export function stateText({ state, runs }: Storage): string {
  const [last] = runs;
  switch (state) {
    case 'pruning': {
      if (last?.endedAt !== null) return 'Looking for what may go…';
      return `Deleting old occurrences: ${numberText(last.occurrences)} so far, ${bytesText(last.bytes)}.`;
    }
    case 'giving-back':
      return 'Giving the room back to the disk…';
    case 'compacting':
      return 'Writing the database anew. Changes wait until it is done.';
    case 'paused':
      return 'Nothing is deleted until you go on.';
    case 'idle':
      return last === undefined ? 'Nothing has been deleted yet.' : '';
  }
}

/** `21 Nov 2026, 10:42:07: 12,000 occurrences, 40 MB`. */
export function runText({ startedAt, endedAt, occurrences, bytes }: PruningRun): string {
  const end = endedAt === null ? ', interrupted' : '';
  return `${exactTime(startedAt)}: ${amount(occurrences, 'occurrence')}, ${bytesText(bytes)}${end}`;
}

/** What is typed into the form of limits. */
export interface LimitDraft {
  gigabytes: number | null;
  rule: RetentionRule;
}

const gigabyte = 1e9;

export function draftOf(limits: RetentionLimits, projectId: number | null): LimitDraft {
  const own = limits.projects.find((each) => each.projectId === projectId);
  const gigabytes = limits.bytes === null ? null : Math.round((limits.bytes / gigabyte) * 100) / 100;
  return { gigabytes, rule: { ...(own?.rule ?? limits.everywhere) } };
}

/** The limits with what was typed for a project, or for all of them; null when that is no limit. */
export function limitsFrom(
  limits: RetentionLimits,
  draft: LimitDraft,
  projectId: number | null,
): RetentionLimits | null {
  const { gigabytes, rule } = draft;
  const numbers = [rule.days, rule.mostOfProject, rule.mostOfItem];
  if (numbers.some((each) => each !== null && !(Number.isInteger(each) && each >= 1))) return null;
  if (gigabytes !== null && !(gigabytes >= 0.1 && gigabytes <= 100_000)) return null;
  if (projectId !== null) {
    const others = limits.projects.filter((each) => each.projectId !== projectId);
    return { ...limits, projects: [...others, { projectId, rule: { ...rule } }] };
  }
  // Left alone, a size keeps its bytes: what is shown of it is rounded.
  const isSame = draftOf(limits, null).gigabytes === gigabytes;
  const bytes = isSame ? limits.bytes : gigabytes === null ? null : Math.round(gigabytes * gigabyte);
  return { ...limits, bytes, everywhere: { ...rule } };
}

export function withoutProject(limits: RetentionLimits, projectId: number): RetentionLimits {
  return { ...limits, projects: limits.projects.filter((each) => each.projectId !== projectId) };
}
