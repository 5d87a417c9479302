import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OccurrenceView } from '../../shared/contract.ts';
import { packEverything } from './pack-everything.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

async function latest(): Promise<OccurrenceView> {
  const [item] = await running.items();
  return running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
}

it('walks from the newest occurrence of an item to its oldest and back', async () => {
  for (const custom of [{ n: 1 }, { n: 2 }, { n: 3 }]) await running.post(errorData({ custom }));
  const newest = await latest();
  expect(newest.newerId).toBeNull();
  const middle = await running.client.call('occurrences.get', { id: newest.olderId ?? 0 });
  expect(middle).toMatchObject({ newerId: newest.id, occurrence: { custom: { n: 2 } } });
  const oldest = await running.client.call('occurrences.get', { id: middle.olderId ?? 0 });
  expect(oldest).toMatchObject({ olderId: null, occurrence: { custom: { n: 1 } } });
});

it('keeps what was received as it was, but for the token', async () => {
  const { token } = running.collector.status();
  const body = `{"access_token":"${token}",  "data": ${JSON.stringify(errorData({ custom: { seen: token } }))}}`;
  const response = await fetch(`${running.collector.status().ingest.url}/api/1/item`, { method: 'POST', body });
  expect(response.status).toBe(200);
  const { text } = await running.client.call('occurrences.raw', { id: (await latest()).id });
  expect(text).toBe(body.replaceAll(token, ''));
});

it('puts the sender in the place of $remote_ip, now and when it is read again', async () => {
  await running.post(errorData({ request: { url: 'http://shop.example/', user_ip: '$remote_ip' } }));
  expect((await latest()).occurrence.request?.userIp).toBe('127.0.0.1');
  await running.restart();
  expect((await latest()).occurrence.request?.userIp).toBe('127.0.0.1');
});

it('shows a packed occurrence as it was before packing', async () => {
  await running.post(errorData({ custom: { text: 'naïve 😀'.repeat(500) } }));
  const before = await latest();
  await running.collector.stop();
  packEverything(running.folder);
  await running.restart();
  expect(await latest()).toEqual(before);
});

it('says what is missing when an item or an occurrence is not there', async () => {
  await expect(running.client.call('items.get', { id: 99 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(running.client.call('occurrences.get', { id: 99 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(running.client.call('occurrences.latest', { itemId: 99 })).rejects.toMatchObject({ code: 'not-found' });
});

it('refuses what does not fit the contract', async () => {
  const wrong = { id: 'DROP TABLE item' } as unknown as { id: number };
  await expect(running.client.call('items.get', wrong)).rejects.toMatchObject({ code: 'bad-request' });
});
