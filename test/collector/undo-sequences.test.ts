/** Whatever people decide in whatever order: undo goes back through every state that there was. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TriageCommand, TriageWish } from '../../shared/triage.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeAll(async () => {
  running = await runCollector();
  for (const fingerprint of ['a', 'b', 'b', 'c', 'd', 'd', 'd'])
    await running.post(errorData({ fingerprint, code_version: '1.0', person: { id: fingerprint } }));
});
afterAll(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const ids = [1, 2, 3, 4];
const anyWish: fc.Arbitrary<TriageWish> = fc.oneof(
  fc.constantFrom<TriageWish>(
    ...[{ kind: 'mute' as const }, { kind: 'activate' as const }, { kind: 'delete' as const }],
    ...[{ kind: 'unmerge' as const }, { kind: 'note' as const, text: 'seen' }],
    ...[true, false].map((isOn) => ({ kind: 'pin' as const, isOn })),
    ...[true, false].map((isOn) => ({ kind: 'snooze' as const, isOn, until: null })),
    { kind: 'snooze', isOn: true, until: null, condition: { kind: 'people', count: 3 } },
    { kind: 'set-level', level: 'info' },
    { kind: 'set-title', title: 'Cart' },
  ),
  fc.constantFrom(null, '1.0', '2.0').map((inVersion): TriageWish => ({ kind: 'resolve', inVersion })),
  fc.constantFrom(...ids).map((into): TriageWish => ({ kind: 'merge', into })),
);
const anyDecision = fc.record({ wish: anyWish, itemIds: fc.subarray(ids, { minLength: 1 }) });

/** All that can be seen of the items; of the activity, which only grows, the notes. */
async function state(): Promise<unknown> {
  return Promise.all(
    ids.map(async (id) => {
      const { activity, ...item } = await running.client.call('items.get', { id });
      const people = await running.client.call('items.people', { id });
      return { item, people, notes: activity.filter(({ kind }) => kind === 'noted') };
    }),
  );
}

it('undo goes back step by step', async () => {
  const decisions = fc.array(anyDecision, { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(decisions, async (sequence) => {
    const way: { id: string; before: unknown }[] = [];
    for (const { wish, itemIds } of sequence) {
      running.clock.now += 1000;
      const command = { ...wish, id: randomUUID(), at: running.clock.now, itemIds } as TriageCommand;
      const before = await state();
      const { undo } = await running.client.call('items.triage', { command });
      if (undo.length > 0) way.push({ id: command.id, before });
    }
    for (const { id: commandId, before } of way.toReversed()) {
      const [latest] = await running.client.call('triage.steps', {});
      expect(latest?.commandId).toBe(commandId);
      await running.client.call('triage.undo', { id: randomUUID(), at: running.clock.now, commandId });
      expect(await state()).toEqual(before);
    }
  });
  await fc.assert(property, { numRuns: 40, seed: 7 });
}, 60_000);
