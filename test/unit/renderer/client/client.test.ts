import { afterEach, expect, it, vi } from 'vitest';
import { connect } from '../../../../renderer/client/client.ts';
import type { Bridge, CollectorNews } from '../../../../shared/bridge.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The globals of a page, as far as connecting needs them. */
function stubPage(bridge?: Bridge): { tell: (news: CollectorNews) => void; fetched: string[] } {
  const listeners: ((news: CollectorNews) => void)[] = [];
  const fetched: string[] = [];
  vi.stubGlobal('location', { search: '?token=secret', origin: 'http://127.0.0.1:7656' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('fetch', (url: string, { headers }: { headers: Record<string, string> }) => {
    fetched.push(`${url} ${headers['Authorization'] ?? ''}`);
    return new Promise(() => undefined);
  });
  vi.stubGlobal('stacktrayBridge', bridge && { onCollector: (listener: never) => listeners.push(listener) });
  return {
    fetched,
    tell: (news) => {
      for (const listener of listeners) listener(news);
    },
  };
}

it('goes over HTTP with the token of its address where there is no bridge', () => {
  const { fetched } = stubPage();
  const { client } = connect();
  expect(fetched).toEqual(['http://127.0.0.1:7656/events Bearer secret']);
  client.close();
});

it('goes over the window’s port where there is a bridge, and tells late listeners how things are', () => {
  const { tell, fetched } = stubPage({
    onCollector: () => undefined,
    chooseFolder: () => Promise.resolve(null),
    repair: () => undefined,
    openDataFolder: () => undefined,
  });
  const { onState } = connect();
  expect(fetched).toEqual([]);
  const early: unknown[] = [];
  const stop = onState((...state) => early.push(state));
  tell({ state: 'stopped', detail: 'no room on the disk' });
  const late: unknown[] = [];
  onState((...state) => late.push(state));
  expect(early).toEqual([['connecting'], ['stopped', 'no room on the disk']]);
  expect(late).toEqual([['stopped', 'no room on the disk']]);
  stop();
  tell({ state: 'connecting', detail: null });
  expect(early).toHaveLength(2);
});
