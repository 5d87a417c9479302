import { expect, it } from 'vitest';
import { createArrival } from '../../../../renderer/state/arrival.svelte.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { anOccurrence } from '../../an-occurrence.ts';
import { createStage, rowOf } from '../stage.ts';

const python: Occurrence['notifier'] = { name: 'pyrollbar', version: '1.3.0' };

function setUp(notifier = python) {
  const stage = createStage({
    'items.list': ({ filter }) => ({ rows: [rowOf({ id: 12, projectId: filter.projectId ?? 0 })], next: null }),
    'occurrences.latest': ({ itemId }) => ({
      ...{ id: 1, itemId, occurrence: anOccurrence({ notifier }), olderId: null, newerId: null },
    }),
  });
  const arrival = createArrival(stage);
  const wait = (lastReportAt: number | null, sdk = 'python'): void => {
    arrival.await({ projectId: 3, sdk, lastReportAt });
  };
  return { stage, arrival, wait };
}

it('waits until a report comes that was not there before, and names its SDK', async () => {
  const { stage, arrival, wait } = setUp();
  wait(null);
  wait(null);
  expect([arrival.phase, stage.asked]).toEqual(['waiting', []]);
  wait(5);
  expect(arrival.phase).toBe('arrived');
  await stage.settle();
  expect(arrival.arrived).toMatchObject({ itemId: 12, sdk: 'pyrollbar 1.3.0' });
});

it('does not take an old report for a new one, and begins anew with another SDK', async () => {
  const { stage, arrival, wait } = setUp({ name: 'rollbar.js', version: null });
  wait(5);
  expect(arrival.phase).toBe('waiting');
  wait(6);
  await stage.settle();
  expect([arrival.phase, arrival.arrived?.sdk]).toEqual(['arrived', 'rollbar.js']);
  wait(6, 'ruby');
  expect([arrival.phase, arrival.arrived]).toEqual(['waiting', null]);
});

it('tells of the arrival even when it cannot be read', async () => {
  const stage = createStage({});
  const arrival = createArrival(stage);
  for (const lastReportAt of [null, 5]) arrival.await({ projectId: 3, sdk: 'node', lastReportAt });
  await stage.settle();
  expect([arrival.phase, arrival.arrived]).toEqual(['arrived', null]);
});
