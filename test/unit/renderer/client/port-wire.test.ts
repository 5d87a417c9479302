import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { portWire } from '../../../../renderer/client/port-wire.ts';
import { portHandOver, type CollectorNews } from '../../../../shared/bridge.ts';
import type { PortMessage, Wire } from '../../../../shared/wire.ts';

let source: EventTarget;
let news: CollectorNews[];
let tellPage: (news: CollectorNews) => void;
let wire: Wire;
let opened: NodePort[];
beforeEach(() => {
  [source, news, opened] = [new EventTarget(), [], []];
  const bridge = { onCollector: (listener: typeof tellPage) => (tellPage = listener) };
  wire = portWire(bridge, source as never, (one) => news.push(one));
  tellPage({ state: 'connecting', detail: null });
});
afterEach(() => {
  for (const port of opened) port.close();
});

/** A collector's end that answers `name` with `answer`, and forgets to answer anything else. */
function handOver(name: string, answer: unknown): NodePort {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  port2.on('message', (message: PortMessage) => {
    if (message.kind === 'request' && message.name === name)
      port2.postMessage({ kind: 'result', id: message.id, result: answer } satisfies PortMessage);
  });
  source.dispatchEvent(Object.assign(new Event('message'), { data: portHandOver, ports: [port1] }));
  return port2;
}

it('keeps what is asked before the collector is there, and asks it then', async () => {
  const answer = wire.request('who', null);
  expect(news).toEqual([{ state: 'connecting', detail: null }]);
  handOver('who', 'the first');
  expect(await answer).toBe('the first');
  expect(news.at(-1)).toEqual({ state: 'connected', detail: null });
});

it('rejects what is under way when the collector dies, and goes on with the next one', async () => {
  handOver('who', 'the first');
  const forgotten = wire.request('never', null);
  tellPage({ state: 'lost', detail: null });
  await expect(forgotten).rejects.toMatchObject({ name: 'Refusal', code: 'disconnected' });
  const asked = wire.request('who', null);
  handOver('who', 'the second');
  expect(await asked).toBe('the second');
  expect(news.map(({ state }) => state)).toEqual(['connecting', 'connected', 'lost', 'connected']);
});

it('rejects what is under way when a new port comes without a word', async () => {
  handOver('who', 'the first');
  const forgotten = wire.request('never', null);
  handOver('who', 'the second');
  await expect(forgotten).rejects.toMatchObject({ code: 'disconnected' });
  expect(await wire.request('who', null)).toBe('the second');
});

it('answers at once when the collector will not come back, and passes on why', async () => {
  const waiting = wire.request('who', null);
  tellPage({ state: 'stopped', detail: 'Another Stacktray is already using /data.' });
  await expect(waiting).rejects.toMatchObject({ code: 'disconnected' });
  await expect(wire.request('who', null)).rejects.toMatchObject({ code: 'disconnected' });
  expect(news.at(-1)).toEqual({ state: 'stopped', detail: 'Another Stacktray is already using /data.' });
});

it('comes back when a collector that was given up is there after all', async () => {
  tellPage({ state: 'stopped', detail: 'gone' });
  tellPage({ state: 'connecting', detail: null });
  const answer = wire.request('who', null);
  handOver('who', 'the next');
  expect(await answer).toBe('the next');
});

it('takes no port from a message that is not the hand-over', async () => {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  source.dispatchEvent(Object.assign(new Event('message'), { data: 'something else', ports: [port1] }));
  source.dispatchEvent(Object.assign(new Event('message'), { data: portHandOver, ports: [] }));
  expect(news.map(({ state }) => state)).toEqual(['connecting']);
  const answer = wire.request('who', null);
  handOver('who', 'the right one');
  expect(await answer).toBe('the right one');
});

it('sends events to those who listen', async () => {
  const collector = handOver('who', 1);
  const seen: unknown[] = [];
  const stop = wire.subscribe((event, payload) => seen.push([event, payload]));
  collector.postMessage({ kind: 'event', event: 'changed', payload: 1 } satisfies PortMessage);
  await wire.request('who', null);
  stop();
  collector.postMessage({ kind: 'event', event: 'changed', payload: 2 } satisfies PortMessage);
  await wire.request('who', null);
  expect(seen).toEqual([['changed', 1]]);
});
