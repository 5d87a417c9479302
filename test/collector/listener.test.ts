/** Moving the listener to another port, and how large a report may be. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
const others: Server[] = [];
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  for (const other of others.splice(0)) other.close();
});

/** Another program on a port of its own. */
async function takePort(): Promise<{ port: number; other: Server }> {
  const other = createServer((socket) => socket.destroy()).listen({ host: '127.0.0.1', port: 0 });
  others.push(other);
  await once(other, 'listening');
  return { port: (other.address() as AddressInfo).port, other };
}
async function freePort(): Promise<number> {
  const { port, other } = await takePort();
  other.close();
  await once(other, 'close');
  return port;
}
const ingest = (): { url: string; port: number } => running.collector.status().ingest;

it('takes reports at the new port at once and at the old one no more', async () => {
  const old = ingest().url;
  const heard: string[] = [];
  running.client.on('status', (status) => heard.push(status.ingest.url));
  const port = await freePort();
  const answer = await running.client.call('listener.move', { port });
  const url = `http://127.0.0.1:${String(port)}`;
  expect(answer).toMatchObject({ kind: 'moved', url, settings: { wantedPort: port } });
  expect([ingest(), heard]).toEqual([{ state: 'listening', url, port, note: null }, [url]]);
  expect((await running.post(errorData())).status).toBe(200);
  await expect(fetch(`${old}/api/1/status/ping`)).rejects.toThrow();
});

it('stays where it is when the port is taken, and says by whom', async () => {
  const before = ingest();
  const { port } = await takePort();
  const answer = await running.client.call('listener.move', { port });
  expect(answer).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(new RegExp(`^Port ${String(port)} is taken by .*\\.$`)) as string,
  });
  expect([ingest(), await running.client.call('listener.settings', {})]).toMatchObject([before, { wantedPort: 0 }]);
  expect((await running.post(errorData())).status).toBe(200);
});

it('answers a request that was under way when the port changed', async () => {
  const { token, ingest: old } = running.collector.status();
  const body = JSON.stringify({ data: errorData() });
  let finish: (() => void) | undefined;
  const half = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body.slice(0, 10)));
      finish = () => {
        controller.enqueue(new TextEncoder().encode(body.slice(10)));
        controller.close();
      };
    },
  });
  const answered = fetch(`${old.url}/api/1/item/`, {
    ...{ method: 'POST', headers: { 'X-Rollbar-Access-Token': token }, body: half, duplex: 'half' as const },
  });
  // A request on another connection that is answered says that the first has been accepted, too.
  await fetch(`${old.url}/api/1/status/ping`);
  await running.client.call('listener.move', { port: await freePort() });
  finish?.();
  expect((await answered).status).toBe(200);
  expect((await running.items()).length).toBe(1);
});

it('comes back at the chosen port after a restart', async () => {
  const port = await freePort();
  await running.client.call('listener.move', { port });
  await running.restart();
  expect(ingest()).toMatchObject({ port, note: null });
  expect(await running.client.call('listener.settings', {})).toMatchObject({ wantedPort: port, isPortGiven: false });
});

it('takes two wishes one after the other', async () => {
  const [first, second] = [await freePort(), await freePort()];
  await Promise.all([first, second].map((port) => running.client.call('listener.move', { port })));
  expect(ingest().port).toBe(second);
  expect((await running.post(errorData())).status).toBe(200);
});

it('takes larger reports when it is told to, and no larger ones', async () => {
  const large = errorData({ custom: { text: 'x'.repeat(1_500_000) } });
  expect((await running.post(large)).status).toBe(413);
  const { maxBodyBytes } = await running.client.call('listener.limitBodies', { bytes: 2_097_152 });
  expect([maxBodyBytes, (await running.post(large)).status]).toEqual([2_097_152, 200]);
  await running.restart();
  expect((await running.post(large)).status).toBe(200);
  await running.client.call('listener.limitBodies', { bytes: 65_536 });
  expect((await running.post(errorData({ custom: { text: 'x'.repeat(70_000) } }))).status).toBe(413);
});

it('refuses ports and sizes that make no sense', async () => {
  for (const port of [0, 65_536, 80.5, -1])
    await expect(running.client.call('listener.move', { port })).rejects.toMatchObject({ code: 'bad-request' });
  for (const bytes of [65_535, 4_194_305, Number.NaN])
    await expect(running.client.call('listener.limitBodies', { bytes })).rejects.toMatchObject({ code: 'bad-request' });
});
