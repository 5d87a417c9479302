/** A collector's list of items, for tests: it pages, counts and decides. */
import type { Stage } from '../stage.ts';
import { createStage } from '../stage.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { ItemRow, ItemView, ViewCounts } from '../../../../shared/item.ts';
import { itemViews } from '../../../../shared/item.ts';
import type { BulkAnswer, RestorePoint, TriageAnswer, TriageCommand, UndoStep } from '../../../../shared/triage.ts';
import { belongsTo } from '../../../../renderer/state/inbox-rows.ts';

const statusOf = {
  ...({ resolve: 'resolved', mute: 'muted', activate: 'active' } as const),
  ...({ delete: 'archived', merge: 'archived' } as const),
};

export interface FakeItems extends Stage {
  /** What the collector has, in the order of the list. */
  items: ItemRow[];
  commands: TriageCommand[];
  /** What was decided before the page was opened, newest first. */
  steps: UndoStep[];
  /** Ids of the commands that were taken back. */
  undone: string[];
  /** What is asked for next is answered with this. */
  refuseNext: Refusal | null;
  /** Ids that the collector will not change. */
  stubborn: Set<number>;
  set(id: number, change: Partial<ItemRow>): void;
}

export function fakeItems(items: ItemRow[]): FakeItems {
  const commands: TriageCommand[] = [];
  const answers = new Map<string, TriageAnswer>();
  const find = (id: number): ItemRow => {
    const found = fake.items.find((item) => item.id === id);
    if (!found) throw new Refusal('not-found', 'gone');
    return found;
  };
  const refuse = (): void => {
    const refusal = fake.refuseNext;
    fake.refuseNext = null;
    if (refusal) throw refusal;
  };
  const inView = (view: ItemView): ItemRow[] => fake.items.filter((item) => belongsTo(view, item, stage.now()));
  const stage = createStage({
    'items.list': ({ filter, cursor, limit }) => {
      refuse();
      const all = inView(filter.view).filter((item) => item.title.includes(filter.text));
      const from = cursor === null ? 0 : all.findIndex((item) => String(item.id) === cursor);
      const next = all[from + limit];
      return { rows: all.slice(from, from + limit), next: next ? String(next.id) : null };
    },
    'items.counts': () => Object.fromEntries(itemViews.map((view) => [view, inView(view).length])) as ViewCounts,
    'items.get': ({ id }) => ({
      ...find(id),
      ...{ projectName: 'p', suspect: null, mergedInto: null, members: [], activity: [] },
      ...{ unstored: 0, storm: { isGuarded: true, last: null } },
    }),
    'items.rows': ({ ids }) => fake.items.filter((item) => ids.includes(item.id)),
    'items.viewed': () => null,
    'items.trend': () => ({ hours: [], marks: [] }),
    'items.triage': ({ command }) => {
      refuse();
      commands.push(command);
      const answer = decide(command);
      answers.set(command.id, answer);
      return answer;
    },
    'triage.steps': () => fake.steps,
    'triage.undo': ({ commandId }) => {
      refuse();
      fake.undone.push(commandId);
      return undoStep(commandId);
    },
    'items.triageMatching': ({ id, at, filter, wish }) => {
      refuse();
      const itemIds = inView(filter.view).map((item) => item.id);
      const command = { ...wish, id, at, itemIds };
      commands.push(command);
      const answer = decide(command);
      answers.set(id, answer);
      return { matched: itemIds.length, changed: answer.undo.length, refused: null };
    },
  });

  function undoStep(commandId: string): BulkAnswer {
    const step = commands.find((command) => command.id === commandId);
    const points = (step && answers.get(step.id)?.undo) ?? [];
    if (points.length > 0) decide({ id: `undo of ${commandId}`, at: stage.now(), kind: 'restore', points });
    return { matched: points.length, changed: points.length, refused: null };
  }

  function decide(command: TriageCommand): TriageAnswer {
    const wishes = wishesOf(command);
    const undo: RestorePoint[] = [];
    for (const [id, change] of wishes) {
      if (fake.stubborn.has(id)) continue;
      undo.push(pointOf(find(id), change));
      fake.set(id, change);
    }
    const refused = wishes.filter(([id]) => fake.stubborn.has(id)).map(([itemId]) => ({ itemId, message: 'No' }));
    return { applied: undo.map((point) => point.itemId), refused, undo };
  }

  const fake: FakeItems = {
    ...stage,
    items,
    commands,
    ...{ steps: [], undone: [] },
    refuseNext: null,
    stubborn: new Set(),
    set(id, change) {
      fake.items = fake.items.map((item) => (item.id === id ? { ...item, ...change } : item));
    },
  };
  return fake;
}

type Change = Partial<Pick<ItemRow, 'status' | 'assignedUserId' | 'snoozedAt' | 'snoozedUntil' | 'pinnedAt'>>;

function pointOf(before: ItemRow, change: Change): RestorePoint {
  const itemId = before.id;
  if (change.status !== undefined) return { itemId, expected: change.status, before };
  const was = Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof Change]]));
  return { itemId, marks: { expected: change, before: was } };
}

/** What a command makes of each item. */
function wishesOf(command: TriageCommand): [number, Change][] {
  switch (command.kind) {
    case 'resolve':
    case 'mute':
    case 'activate':
    case 'delete':
    case 'merge':
      return command.itemIds.map((id) => [id, { status: statusOf[command.kind] }]);
    case 'assign':
      return command.itemIds.map((id) => [id, { assignedUserId: command.userId ?? null }]);
    case 'pin':
      return command.itemIds.map((id) => [id, { pinnedAt: command.isOn ? command.at : null }]);
    case 'snooze':
      return command.itemIds.map((id) => [
        id,
        { snoozedAt: command.isOn ? command.at : null, snoozedUntil: command.until },
      ]);
    case 'restore':
      return command.points.flatMap((point): [number, Change][] => {
        if ('before' in point) return [[point.itemId, { status: point.before.status }]];
        return 'marks' in point ? [[point.itemId, point.marks.before as Change]] : [];
      });
    default:
      throw new Error(`The page never sends ${command.kind}`);
  }
}
