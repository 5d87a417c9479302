import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemMarks } from '../../../../shared/item.ts';
import { levels } from '../../../../shared/level.ts';
import type { MarksCommand, MarksPoint } from '../../../../shared/triage.ts';
import { decideOnMarks } from '../../../../main/triage/triage.ts';

const plain: ItemMarks = {
  ...{ title: 'TypeError: x', titleLocked: false, level: 'error', levelLocked: false },
  ...{ assignedUserId: null, assignedTeamId: null, snoozedAt: null, snoozedUntil: null },
  ...{ snoozeCondition: null, pinnedAt: null },
};
const base = { id: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d', at: 500, itemIds: [1] };
const rename = (title: string): MarksCommand => ({ ...base, kind: 'set-title', title });
const snooze = (isOn: boolean, until: number | null = null): MarksCommand => ({ ...base, kind: 'snooze', isOn, until });

function after(marks: ItemMarks, command: MarksCommand): ItemMarks {
  const decision = decideOnMarks(marks, command);
  return decision.kind === 'changed' ? decision.marks : marks;
}

it.each<[string, MarksCommand, Partial<ItemMarks>]>([
  ['a title, kept from then on', rename('Cart'), { title: 'Cart', titleLocked: true }],
  ['a level, kept from then on', { ...base, kind: 'set-level', level: 'info' }, { level: 'info', levelLocked: true }],
  ['a user and no team', { ...base, kind: 'assign', userId: 3 }, { assignedUserId: 3 }],
  ['a snooze with an end', snooze(true, 900), { snoozedAt: 500, snoozedUntil: 900 }],
  ['a snooze without an end', snooze(true), { snoozedAt: 500 }],
])('sets %s', (_what, command, changed) => {
  expect(after(plain, command)).toEqual({ ...plain, ...changed });
});

it('locks a title that a person confirms', () => {
  expect(after(plain, rename(plain.title))).toEqual({ ...plain, titleLocked: true });
});

it('ends a snooze, once', () => {
  const snoozed = after(plain, snooze(true, 900));
  expect(after(snoozed, snooze(false))).toEqual(plain);
  expect(decideOnMarks(plain, snooze(false)).kind).toBe('unchanged');
});

const anyMarks: fc.Arbitrary<ItemMarks> = fc.record({
  ...{ title: fc.constantFrom('a', 'b'), titleLocked: fc.boolean() },
  ...{ level: fc.constantFrom(...levels), levelLocked: fc.boolean() },
  ...{ assignedUserId: fc.option(fc.integer({ min: 1, max: 3 })), assignedTeamId: fc.option(fc.constant(1)) },
  ...{ snoozedAt: fc.option(fc.nat(400)), snoozedUntil: fc.option(fc.constantFrom(900, 1000)) },
  snoozeCondition: fc.option(fc.constantFrom(...[1, 2].map((count) => ({ kind: 'people' as const, count, from: 3 })))),
  pinnedAt: fc.option(fc.nat(400)),
});
const anyCommand: fc.Arbitrary<MarksCommand> = fc.constantFrom(
  ...[rename('a'), rename('c'), snooze(true), snooze(true, 900), snooze(false)],
  { ...base, kind: 'set-level' as const, level: 'info' as const },
  { ...base, kind: 'assign' as const, userId: 2, teamId: null },
  { ...base, kind: 'pin' as const, isOn: true },
  { ...snooze(true), condition: { kind: 'people' as const, count: 2, from: 3 } },
);

it('gives every command back, and leaves alone what has changed since', () => {
  fc.assert(
    fc.property(anyMarks, anyCommand, (marks, command) => {
      const decision = decideOnMarks(marks, command);
      if (decision.kind !== 'changed') return;
      const point: MarksPoint = { itemId: 1, marks: decision.point };
      const restore: MarksCommand = { id: base.id, at: 600, kind: 'restore', points: [point] };
      expect(decideOnMarks(decision.marks, restore, point)).toMatchObject({ kind: 'changed', marks });
      expect(decideOnMarks(marks, restore, point)).toEqual({ kind: 'unchanged' });
      const [name = 'title'] = Object.keys(point.marks.before) as (keyof ItemMarks)[];
      const moved = { ...decision.marks, [name]: 'something else' };
      expect(decideOnMarks(moved, restore, point).kind).toBe('refused');
    }),
  );
});

it('changes nothing when a command is repeated', () => {
  fc.assert(
    fc.property(anyMarks, anyCommand, (marks, command) => {
      expect(decideOnMarks(after(marks, command), command)).toEqual({ kind: 'unchanged' });
    }),
  );
});
