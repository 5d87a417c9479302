/** A collector of a test's own: temporary folder, any port, a clock and ids that the test hands in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryWire } from '../../main/api/memory-wire.ts';
import { startCollector, type Collector } from '../../main/collector/collector.ts';
import { createClient, type Client } from '../../shared/client.ts';
import type { ItemFilter } from '../../shared/contract.ts';
import type { ItemRow } from '../../shared/item.ts';
import type { JsonObject } from '../../shared/json.ts';

export const everything: ItemFilter = { view: 'all', projectId: null, environment: null, text: '' };

export interface RunningCollector {
  collector: Collector;
  client: Client;
  folder: string;
  clock: { now: number };
  log: string[];
  /** Posts `data` as a Rollbar SDK does; the token is the first project's unless another is given. */
  post(data: JsonObject, token?: string): Promise<{ status: number; body: JsonObject }>;
  items(filter?: Partial<ItemFilter>): Promise<ItemRow[]>;
  /** Stops and starts again on the same folder. */
  restart(): Promise<void>;
  /** Stops and removes the folder. */
  dispose(): Promise<void>;
}

export async function runCollector(): Promise<RunningCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-'));
  const clock = { now: 1_767_225_600_000 };
  const log: string[] = [];
  const start = (): Promise<Collector> =>
    startCollector({
      ...{ dataFolder: folder, port: 0, host: 'test', version: '0.0.0-test' },
      now: () => clock.now,
      log: (line) => log.push(line),
    });
  const first = await start();
  const running: RunningCollector = {
    ...{ collector: first, client: clientOf(first), folder, clock, log },
    post: async (data, token = running.collector.status().token) => {
      const response = await fetch(`${running.collector.status().ingest.url}/api/1/item/`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token },
        body: JSON.stringify({ data }),
      });
      return { status: response.status, body: (await response.json()) as JsonObject };
    },
    items: async (filter = {}) => {
      const order = { sort: 'last', ascending: false, grouped: false } as const;
      const params = { filter: { ...everything, ...filter }, ...order, span: 'day' as const };
      return (await running.client.call('items.list', { ...params, cursor: null, limit: 1000 })).rows;
    },
    restart: async () => {
      await running.collector.stop();
      running.collector = await start();
      running.client = clientOf(running.collector);
    },
    dispose: async () => {
      await running.collector.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return running;
}

function clientOf(collector: Collector): Client {
  return createClient(memoryWire(collector.dispatcher));
}

/** An error as an SDK sends it; what differs in `more` makes another occurrence, another `method` another item. */
export function errorData(more: JsonObject = {}, { method = 'pay', line = 7 } = {}): JsonObject {
  return {
    environment: 'production',
    body: {
      trace: {
        frames: [
          { filename: '/srv/shop/node_modules/router/index.js', lineno: 3, method: 'next' },
          { filename: '/srv/shop/src/checkout.ts', lineno: line, method },
        ],
        exception: { class: 'TypeError', message: 'x is not a function' },
      },
    },
    server: { root: '/srv/shop', host: 'web-1' },
    ...more,
  };
}
