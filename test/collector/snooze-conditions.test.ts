import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endMetSnoozes } from '../../main/collector/wake-items.ts';
import { openStore } from '../../main/store/store.ts';
import type { ActivityKind } from '../../shared/activity.ts';
import type { SnoozeCondition } from '../../shared/snooze.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

async function report(person = 'ada'): Promise<void> {
  await running.post(errorData({ person: { id: person } }));
}

/** Snoozes the only item; returns the id of the command. */
async function snooze(condition: SnoozeCondition): Promise<string> {
  const [item] = await running.items();
  const command = { id: randomUUID(), at: running.clock.now, kind: 'snooze' as const };
  await running.client.call('items.triage', {
    command: { ...command, itemIds: [item?.id ?? 0], isOn: true, until: null, condition },
  });
  return command.id;
}

/** Looks whether the condition is met, as the timer does; returns whether the item is awake, and its last activity. */
async function look(): Promise<{ isAwake: boolean; last: ActivityKind | undefined; announced: number[] }> {
  await running.collector.stop();
  const { now } = running.clock;
  const store = openStore(running.folder, { now: () => now, log: (line) => running.log.push(line) });
  const announced: number[] = [];
  const log = (line: string): unknown => running.log.push(line);
  endMetSnoozes(
    { store, now: () => now, newUuid: randomUUID, log },
    { publish: ({ itemIds = [] }) => announced.push(...itemIds) },
  );
  await store.close();
  await running.restart();
  const [item] = await running.items();
  const { activity } = await running.client.call('items.get', { id: item?.id ?? 0 });
  return { isAwake: item?.snoozedAt === null, last: activity[0]?.kind, announced };
}

const awake = { isAwake: true, last: 'unsnoozed', announced: [1] };
const asleep = { isAwake: false, last: 'snoozed', announced: [] };

it('wakes after so many more occurrences', async () => {
  await report();
  await report();
  await snooze({ kind: 'occurrences', count: 2 });
  await report();
  expect(await look()).toEqual(asleep);
  await report();
  expect(await look()).toEqual(awake);
});

it('wakes when so many came within an hour, not before', async () => {
  await report();
  await report();
  running.clock.now += 1;
  await snooze({ kind: 'per-hour', count: 2 });
  running.clock.now += 1;
  await report();
  running.clock.now += 3_600_001;
  await report();
  expect(await look()).toEqual(asleep);
  running.clock.now += 1000;
  await report();
  expect(await look()).toEqual(awake);
});

it('wakes when so many people met it who had not', async () => {
  await report('ada');
  await snooze({ kind: 'people', count: 2 });
  for (const person of ['ada', 'bo', 'bo']) await report(person);
  expect(await look()).toEqual(asleep);
  await report('cy');
  expect(await look()).toEqual(awake);
});

it('a snooze with a condition is a step that can be taken back, and so is a pin', async () => {
  await report();
  const before = await running.items();
  const steps = [await snooze({ kind: 'people', count: 2 })];
  const pin = { id: randomUUID(), at: running.clock.now, kind: 'pin' as const, isOn: true };
  await running.client.call('items.triage', { command: { ...pin, itemIds: before.map(({ id }) => id) } });
  steps.push(pin.id);
  expect(await running.items()).toMatchObject([
    { snoozeCondition: { kind: 'people', count: 2, from: 1 }, pinnedAt: running.clock.now },
  ]);
  await running.restart();
  for (const commandId of steps.toReversed())
    await running.client.call('triage.undo', { id: randomUUID(), at: running.clock.now, commandId });
  expect(await running.items()).toEqual(before);
});
