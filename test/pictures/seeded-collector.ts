/** A collector and its page with one of four amounts of data in it, at a time that does not pass. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPageServer, pageToken, readStaticFiles } from '../../main/api/api.ts';
import { memoryWire } from '../../main/api/memory-wire.ts';
import { startCollector, type Collector } from '../../main/collector/collector.ts';
import { listenNearby } from '../../main/net/net.ts';
import { createClient, type Client } from '../../shared/client.ts';
import type { JsonValue } from '../../shared/json.ts';
import { triageSome } from './seeded-triage.ts';
import { dayMs, seededDeploys, seededReports, tokens, type SeededReport } from './seeded-reports.ts';

/** How many items there are. */
export const amounts = { none: 0, one: 1, some: 120, much: 6000 } as const;
export type Amount = keyof typeof amounts;

/** Saturday, 21 November 2026, 10:42:07 UTC. */
export const pictureTime = Date.UTC(2026, 10, 21, 10, 42, 7);

export interface SeededCollector {
  client: Client;
  /** Address of the page, token included. */
  page: string;
  dispose(): Promise<void>;
}

const builtPage = join(import.meta.dirname, '../../out/renderer');

export async function startSeeded(amount: Amount): Promise<SeededCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'stacktray-pictures-'));
  const clock = { now: pictureTime };
  const collector = await startCollector({
    ...{ dataFolder: folder, port: 7655, host: 'headless', version: '0.1.0' },
    ...{ now: () => clock.now, log: () => undefined },
  });
  const client = createClient(memoryWire(collector.dispatcher));
  const send = sender(collector);
  const most = amounts[amount];
  const reports = seededReports(most, amount === 'much' ? most * 2 : most * 12, pictureTime);
  // One after the other they get the same numbers in every run; thousands would take too long.
  const deploys = most > 1 ? [...seededDeploys] : [];
  for (const some of handfuls(reports, amount === 'much' ? 40 : 1)) {
    clock.now = some.at(-1)?.at ?? clock.now;
    const next = deploys[0];
    if (next && clock.now > pictureTime - next.ago * dayMs) {
      deploys.shift();
      await deploy(next, send);
    }
    await sendAll(some, send);
  }
  clock.now = pictureTime;
  if (most > 1) await triageSome({ client, send, now: pictureTime });
  const { server, port } = await servePage(collector, folder);
  return {
    client,
    page: `http://127.0.0.1:${String(port)}/?token=${pageToken(folder)}`,
    dispose: async () => {
      server.close();
      server.closeAllConnections();
      await collector.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Posts JSON below `/api/1`; resolves with the status. */
export type Send = (path: string, body: JsonValue, token?: string) => Promise<number>;

function sender(collector: Collector): Send {
  const { url } = collector.status().ingest;
  return async (path, body, token = tokens['checkout-api']) => {
    const headers = { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': token };
    const response = await fetch(`${url}/api/1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    await response.arrayBuffer();
    return response.status;
  };
}

function handfuls(reports: SeededReport[], size: number): SeededReport[][] {
  const count = Math.ceil(reports.length / size);
  return Array.from({ length: count }, (_, index) => reports.slice(index * size, (index + 1) * size));
}

async function deploy({ revision, comment }: { revision: string; comment: string }, send: Send): Promise<void> {
  const body = { environment: 'production', rollbar_username: 'grace', revision, comment };
  for (const token of Object.values(tokens)) await send('/deploy', body, token);
}

async function sendAll(reports: SeededReport[], send: Send): Promise<void> {
  const answers = await Promise.all(reports.map(({ data, token }) => send('/item/', { data }, token)));
  const refused = answers.find((status) => status !== 200);
  if (refused !== undefined) throw new Error(`a seeded report was answered with ${String(refused)}`);
}

async function servePage(collector: Collector, folder: string): Promise<{ server: Server; port: number }> {
  const { dispatcher } = collector;
  const files = readStaticFiles(builtPage);
  const server = createPageServer({ dispatcher, files, token: pageToken(folder), log: () => undefined });
  const { port } = await listenNearby(server, 0, []);
  return { server, port };
}
