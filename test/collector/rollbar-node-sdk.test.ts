/** The npm package `rollbar`, both majors, unmodified, in a process of its own, posting to the collector over loopback. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Occurrence } from '../../shared/occurrence.ts';
import { runNodeApp, type NodeAppRun } from '../apps/run-node-app.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

describe.each(['rollbar', 'rollbar-2'] as const)('%s in Node', (sdk) => {
  /** Runs the application, and returns the occurrence that its report became, newest item first. */
  async function occurrencesAfter(scenario: NodeAppRun['scenario']): Promise<Occurrence[]> {
    const { token, ingest } = running.collector.status();
    const result = await runNodeApp({ sdk, endpoint: `${ingest.url}/api/1/item/`, token, scenario });
    expect(result.errors).toEqual([]);
    const items = await running.items();
    const views = await Promise.all(
      items.map((item) => running.client.call('occurrences.latest', { itemId: item.id })),
    );
    for (const { occurrence } of views) expect(result.uuids).toContain(occurrence.uuid);
    return views.map(({ occurrence }) => occurrence);
  }

  it('reports a caught error with its request, person and custom data', async () => {
    const [occurrence] = await occurrencesAfter('handled');
    expect(occurrence).toMatchObject({
      ...{ kind: 'exception', level: 'error', environment: 'test', release: '1.4.2', framework: 'node-js' },
      person: { id: '42', username: 'ann', email: 'ann@example.org' },
      request: { method: 'POST' },
      custom: { attempt: 2 },
      notifier: { name: 'node_rollbar' },
      defects: [],
    });
    expect(occurrence?.request?.url).toContain('/cart/12/checkout');
    const frame = occurrence?.exceptions[0]?.frames.at(-1);
    expect(frame).toMatchObject({ function: 'checkOut', inProject: true, code: '  return cart.total;' });
    const [item] = await running.items();
    expect(item?.title).toMatch(/^TypeError: Cannot read properties of undefined \(reading 'total'\)/);
    expect(item?.culprit).toBe('shop.cjs in checkOut');
  });

  it('reports an error that nobody caught', async () => {
    const [occurrence] = await occurrencesAfter('uncaught');
    expect(occurrence?.exceptions[0]).toMatchObject({ class: 'TypeError' });
  });

  it('reports a message', async () => {
    const [occurrence] = await occurrencesAfter('message');
    expect(occurrence).toMatchObject({ kind: 'message', level: 'info', message: { text: 'Stock of tea is low' } });
  });

  it('reports causes in their order, each with its own frames', async () => {
    const [occurrence] = await occurrencesAfter('nested');
    expect(occurrence?.exceptions.map((one) => [one.class, one.message, one.frames.at(-1)?.function])).toEqual([
      ['Error', 'the shop cannot open', 'openShop'],
      ['TypeError', 'the catalogue cannot be read', 'loadCatalogue'],
      ['RangeError', 'price 1250 is out of range', 'readPrices'],
    ]);
  });

  it('reports what happened before', async () => {
    const [occurrence] = await occurrencesAfter('telemetry');
    expect(occurrence?.telemetry.map((event) => event.type)).toEqual(
      expect.arrayContaining(['log', 'network', 'manual']),
    );
  });

  it('makes one item of the same error twice and another of the other', async () => {
    await occurrencesAfter('two');
    const counts = (await running.items()).map((item) => item.totalOccurrences);
    expect(counts.toSorted()).toEqual([1, 2]);
  });
});
