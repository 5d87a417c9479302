/** What decisions do to items, said once more in the plainest way: what a property test compares the collector with. */
import type { ItemStatus } from '../../shared/item.ts';
import type { Level } from '../../shared/level.ts';
import type { SnoozeCondition } from '../../shared/snooze.ts';
import type { TriageWish } from '../../shared/triage.ts';

export interface ModelItem {
  id: number;
  status: ItemStatus;
  /** What it has again when it is brought back or parted; null unless it is archived. */
  shelved: ItemStatus | null;
  resolvedInVersion: string | null;
  title: string;
  level: Level;
  titleLocked: boolean;
  levelLocked: boolean;
  assignedUserId: number | null;
  snoozedAt: number | null;
  snoozedUntil: number | null;
  condition: Pick<SnoozeCondition, 'kind' | 'count'> | null;
  pinnedAt: number | null;
  deletedAt: number | null;
  mergedInto: number | null;
  /** Latest first. */
  notes: string[];
  /** Reports of its own, wherever they are shown. */
  reports: number;
}

export type Items = Map<number, ModelItem>;
export type View = 'active' | 'snoozed' | 'muted' | 'resolved' | 'deleted' | 'all';

/** Each wish changes a copy of the item; null when it is refused. What is as before is unchanged. */
export function apply(
  items: Items,
  wish: TriageWish,
  { id, at }: { id: number; at: number },
): 'changed' | 'same' | 'refused' {
  const item = items.get(id);
  if (!item) return 'refused';
  const before = JSON.stringify([...items.values()]);
  if (!carryOut(items, wish, { item, at })) return 'refused';
  return JSON.stringify([...items.values()]) === before ? 'same' : 'changed';
}

interface Target {
  item: ModelItem;
  at: number;
}

/** False when it is refused. */
function carryOut(items: Items, wish: TriageWish, { item, at }: Target): boolean {
  switch (wish.kind) {
    case 'resolve':
    case 'mute':
    case 'activate':
      return setStatus(item, wish);
    case 'merge':
      return merge(items, item, wish.into);
    case 'unmerge':
      if (item.mergedInto !== null) bringBack(item);
      return true;
    case 'delete':
      if (item.deletedAt !== null) return true;
      if (item.status === 'archived') return false;
      shelve(item, { deletedAt: at });
      return true;
    case 'bring-back':
      if (item.deletedAt !== null) bringBack(item);
      return true;
    default:
      mark(item, wish, at);
      return true;
  }
}

function setStatus(item: ModelItem, wish: Extract<TriageWish, { kind: 'resolve' | 'mute' | 'activate' }>): boolean {
  if (item.status === 'archived') return false;
  const status = ({ resolve: 'resolved', mute: 'muted', activate: 'active' } as const)[wish.kind];
  const inVersion = wish.kind === 'resolve' ? wish.inVersion : null;
  if (item.status === status && inVersion === null) return true;
  Object.assign(item, { status, resolvedInVersion: inVersion });
  return true;
}

type MarkWish = Exclude<
  TriageWish,
  { kind: 'resolve' | 'mute' | 'activate' | 'merge' | 'unmerge' | 'delete' | 'bring-back' }
>;

function mark(item: ModelItem, wish: MarkWish, at: number): void {
  switch (wish.kind) {
    case 'set-level':
      Object.assign(item, { level: wish.level, levelLocked: true });
      return;
    case 'set-title':
      Object.assign(item, { title: wish.title, titleLocked: true });
      return;
    case 'assign':
      if (wish.userId !== undefined) item.assignedUserId = wish.userId;
      return;
    case 'pin':
      if (wish.isOn !== (item.pinnedAt !== null)) item.pinnedAt = wish.isOn ? at : null;
      return;
    case 'snooze':
      snooze(item, wish, at);
      return;
    case 'note':
      item.notes = [wish.text, ...item.notes];
      return;
    case 'remove-note':
      item.notes = item.notes.slice(1);
  }
}

function snooze(item: ModelItem, wish: Extract<TriageWish, { kind: 'snooze' }>, at: number): void {
  if (!wish.isOn) {
    Object.assign(item, { snoozedAt: null, snoozedUntil: null, condition: null });
    return;
  }
  const { until, condition = null } = wish;
  const isSo = item.snoozedAt !== null && item.snoozedUntil === until && !condition && !item.condition;
  if (isSo) return;
  const awaited = condition && { kind: condition.kind, count: condition.count };
  Object.assign(item, { snoozedAt: at, snoozedUntil: until, condition: awaited });
}

function merge(items: Items, item: ModelItem, into: number): boolean {
  const target = items.get(into);
  if (item.id === into) return true;
  if (!target || item.status === 'archived' || target.status === 'archived') return false;
  shelve(item, { mergedInto: into });
  for (const member of items.values()) if (member.mergedInto === item.id) member.mergedInto = into;
  return true;
}

function shelve(item: ModelItem, why: { mergedInto: number } | { deletedAt: number }): void {
  Object.assign(item, { shelved: item.status, status: 'archived', ...why });
}

function bringBack(item: ModelItem): void {
  Object.assign(item, { status: item.shelved ?? item.status, shelved: null, mergedInto: null, deletedAt: null });
}

/** The items that a view shows at this time. */
export function idsOf(items: Items, view: View, now: number): number[] {
  const isAsleep = ({ snoozedAt, snoozedUntil }: ModelItem): boolean =>
    snoozedAt !== null && (snoozedUntil === null || snoozedUntil > now);
  const isIn = (item: ModelItem): boolean => {
    if (view === 'deleted') return item.deletedAt !== null;
    if (view === 'all') return item.status !== 'archived';
    if (view === 'active' || view === 'snoozed')
      return item.status === 'active' && isAsleep(item) === (view === 'snoozed');
    return item.status === view;
  };
  return [...items.values()].filter(isIn).map(({ id }) => id);
}

/** How many reports an item shows: its own and those of what is merged into it. */
export function reportsOf(items: Items, id: number): number {
  const those = [...items.values()].filter((item) => item.id === id || item.mergedInto === id);
  return those.reduce((sum, { reports }) => sum + reports, 0);
}
