/** A clock that jumps, back and forward: every report is stored once and counted, and limits do not last for ever. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorData, runCollector, type RunningCollector } from '../collector/running-collector.ts';
import { expectKept } from './kept.ts';

const hour = 3_600_000;
const year = 365 * 24 * hour;
const jumps = [-hour, 10 * year, -30 * year, 25 * hour, -1, 0];

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(() => running.dispose());

function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

it('reports of all times are stored, counted and listed', async () => {
  const uuids: string[] = [];
  for (const jump of jumps) {
    running.clock.now += jump;
    for (let count = 0; count < 3; count += 1) {
      const uuid = uuidOf(uuids.length);
      expect((await running.post(errorData({ uuid }))).status).toBe(200);
      uuids.push(uuid);
    }
  }
  const [item, ...others] = await running.items();
  expect(others).toEqual([]);
  expect(item).toMatchObject({ totalOccurrences: uuids.length });
  await running.restart();
  expect(await running.items()).toHaveLength(1);
  await running.collector.stop();
  expectKept(running.folder, uuids);
});

it('the same report before and after a jump is one', async () => {
  const uuid = uuidOf(1);
  for (const jump of jumps) {
    running.clock.now += jump;
    expect((await running.post(errorData({ uuid }))).status).toBe(200);
  }
  await running.collector.stop();
  expectKept(running.folder, [uuid]);
});

it('the rate is that of now', async () => {
  for (let count = 0; count < 20; count += 1) await running.post(errorData());
  expect((await running.client.call('app.status', {})).ratePerSecond).toBe(2);
  running.clock.now -= 24 * hour;
  expect((await running.client.call('app.status', {})).ratePerSecond).toBe(0);
});

it('what was resolved in the future comes back with the next report', async () => {
  await running.post(errorData());
  const [item] = await running.items();
  const itemIds = [item?.id ?? 0];
  running.clock.now += year;
  const resolve = { kind: 'resolve' as const, id: uuidOf(90), at: running.clock.now, itemIds, inVersion: null };
  expect((await running.client.call('items.triage', { command: resolve })).refused).toEqual([]);
  running.clock.now -= 2 * year;
  expect((await running.post(errorData())).status).toBe(200);
  // A report after the decision brings it back, whatever the clock says.
  expect(await running.items({ view: 'active' })).toHaveLength(1);
});
