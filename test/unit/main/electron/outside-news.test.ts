import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startOutsideNews, type Outside, type OutsideNews } from '../../../../main/electron/outside-news.ts';
import { firstAlertSettings, type Alert } from '../../../../shared/alert.ts';
import type { Client } from '../../../../shared/client.ts';

let news: OutsideNews;
let seen: Outside[];
let alerts: Alert[];
const now = new Date(2026, 0, 1, 14, 5).getTime();
beforeEach(() => {
  vi.useFakeTimers();
  [seen, alerts] = [[], []];
  news = startOutsideNews({ onAlert: (one) => alerts.push(one), onOutside: (one) => seen.push(one), now: () => now });
});
afterEach(() => {
  news.stop();
  vi.useRealTimers();
});

/** A collector that has one item more each time it is asked. */
function fakeClient() {
  const asked: unknown[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  const client = {
    call: (name: string, params: unknown) => {
      asked.push([name, params]);
      const overview = { active: asked.length, unviewed: 0, appeared: 0 };
      return Promise.resolve(name === 'overview.read' ? overview : firstAlertSettings);
    },
    on: (name: string, listener: (payload: unknown) => void) => listeners.set(name, listener),
  } as unknown as Client;
  return { client, asked, emit: (name: string, payload: unknown) => listeners.get(name)?.(payload) };
}

it('counts from midnight on, once for all that changes within a second', async () => {
  const { client, asked, emit } = fakeClient();
  news.connectTo(client);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([
    ['alerts.settings', {}],
    ['overview.read', { since: new Date(2026, 0, 1).getTime() }],
  ]);
  for (let count = 0; count < 20; count += 1) emit('changed', {});
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(3);
  expect(seen.at(-1)).toEqual({ overview: { active: 3, unviewed: 0, appeared: 0 }, alerts: firstAlertSettings });
});

it('hands on notifications and pauses, and knows nothing once the collector has gone', async () => {
  const { client, asked, emit } = fakeClient();
  news.connectTo(client);
  await vi.advanceTimersByTimeAsync(0);
  const alert = { id: 'a', title: 'New in shop', body: '', path: '/item/1' };
  emit('alert', alert);
  news.pause(5);
  expect([alerts, asked.at(-1)]).toEqual([[alert], ['alerts.pause', { until: 5 }]]);
  news.lost();
  news.pause(7);
  expect([seen.at(-1), asked.at(-1)]).toEqual([{ overview: null, alerts: null }, ['alerts.pause', { until: 5 }]]);
});
