import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemStatuses, type TriageState } from '../../../../shared/item.ts';
import type { StatusCommand } from '../../../../shared/triage.ts';
import { decideOnCommand } from '../../../../main/triage/triage.ts';

const active: TriageState = {
  status: 'active',
  resolvedInVersion: null,
  lastActivatedAt: 100,
  lastResolvedAt: null,
  lastMutedAt: null,
  reactivatedAt: null,
};
const base = { id: '0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d', at: 500, itemIds: [1] };
const resolve = (inVersion: string | null = null): StatusCommand => ({ ...base, kind: 'resolve', inVersion });
const mute: StatusCommand = { ...base, kind: 'mute' };
const activate: StatusCommand = { ...base, kind: 'activate' };

function after(state: TriageState, command: StatusCommand): TriageState {
  const decision = decideOnCommand(state, command);
  return decision.kind === 'changed' ? decision.state : state;
}

it('resolves at the time of the command and remembers the version', () => {
  expect(after(active, resolve('1.4.0'))).toEqual({
    ...active,
    status: 'resolved',
    lastResolvedAt: 500,
    resolvedInVersion: '1.4.0',
  });
});

it('takes the reactivated mark away with the next decision', () => {
  for (const command of [resolve(), mute])
    expect(after({ ...active, reactivatedAt: 300 }, command).reactivatedAt).toBeNull();
});

it('leaves an item alone that is as wished already', () => {
  expect(decideOnCommand(active, activate).kind).toBe('unchanged');
  expect(decideOnCommand({ ...active, status: 'muted' }, mute).kind).toBe('unchanged');
  expect(decideOnCommand(after(active, resolve('2.0')), resolve('2.0')).kind).toBe('unchanged');
});

it('adds a version to a resolved item without resolving it again', () => {
  const resolved = { ...after(active, resolve()), lastResolvedAt: 400 };
  expect(after(resolved, resolve('2.0'))).toEqual({ ...resolved, resolvedInVersion: '2.0' });
});

it('forgets the version when an item is reopened or muted', () => {
  expect(after(after(active, resolve('2.0')), mute)).toMatchObject({ status: 'muted', resolvedInVersion: null });
  expect(after(after(active, resolve('2.0')), activate)).toMatchObject({ status: 'active', resolvedInVersion: null });
});

it('restores an item only from the state that the undone command left', () => {
  const point = { itemId: 1, expected: 'resolved' as const, before: active };
  const restore: StatusCommand = { id: base.id, at: 600, kind: 'restore', points: [point] };
  expect(decideOnCommand(after(active, resolve()), restore, point)).toMatchObject({ kind: 'changed', state: active });
  expect(decideOnCommand({ ...active, reactivatedAt: 550 }, restore, point)).toEqual({ kind: 'unchanged' });
  expect(decideOnCommand({ ...active, status: 'muted' }, restore, point)).toEqual({
    kind: 'refused',
    message: 'It is muted by now, so it was left as it is.',
  });
});

const time = fc.nat(10_000);
const anyState: fc.Arbitrary<TriageState> = fc.record({
  status: fc.constantFrom(...itemStatuses),
  resolvedInVersion: fc.option(fc.constantFrom('1.0.0', '2.0.0')),
  lastActivatedAt: time,
  lastResolvedAt: fc.option(time),
  lastMutedAt: fc.option(time),
  reactivatedAt: fc.option(time),
});
const anyCommand = fc.constantFrom(resolve(), resolve('2.0.0'), mute, activate);

it('gives every command back, field by field', () => {
  fc.assert(
    fc.property(anyState, anyCommand, (state, command) => {
      const decision = decideOnCommand(state, command);
      if (decision.kind !== 'changed') return;
      const point = { itemId: 1, expected: decision.state.status, before: state };
      const restore: StatusCommand = { id: base.id, at: 900, kind: 'restore', points: [point] };
      expect(decideOnCommand(decision.state, restore, point)).toMatchObject({ kind: 'changed', state });
    }),
  );
});

it('changes nothing when a command is repeated', () => {
  fc.assert(
    fc.property(anyState, anyCommand, (state, command) => {
      expect(decideOnCommand(after(state, command), command)).toEqual({ kind: 'unchanged' });
    }),
  );
});
