import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CollectorProcess } from '../../../../main/electron/collector-messages.ts';
import { startSupervisor, type Supervisor } from '../../../../main/electron/supervisor.ts';
import type { CollectorNews } from '../../../../shared/bridge.ts';

/** A process that does only what the test says. */
class FakeProcess extends EventEmitter {
  readonly received: unknown[] = [];
  killed = false;
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

let processes: FakeProcess[];
let news: CollectorNews[];
let linked: unknown[];
let supervisor: Supervisor;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  [processes, news, linked] = [[], [], []];
  supervisor = startSupervisor({
    start: () => {
      const started = new FakeProcess();
      processes.push(started);
      return started as unknown as CollectorProcess;
    },
    pages: { tell: (one) => news.push(one), connectTo: (one) => linked.push(one) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const latest = (): FakeProcess => processes.at(-1) as FakeProcess;

function crash(times: number): void {
  for (let n = 0; n < times; n += 1) {
    latest().emit('exit', 139);
    vi.advanceTimersByTime(10_000);
  }
}

it('links the pages once the collector is ready', () => {
  expect(linked).toEqual([]);
  latest().emit('message', { kind: 'ready' });
  expect(linked).toEqual([latest()]);
});

it('tells the pages of a crash, and starts another', () => {
  latest().emit('exit', 139);
  expect(news).toEqual([{ state: 'lost', detail: null }]);
  expect(processes).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(processes).toHaveLength(2);
  latest().emit('message', { kind: 'ready' });
  expect(linked).toEqual([latest()]);
});

it('does not start again what cannot start, and tells its reason', () => {
  latest().emit('message', { kind: 'refused', reason: 'Another Stacktray is already using /data.' });
  latest().emit('exit', 1);
  vi.advanceTimersByTime(600_000);
  expect(processes).toHaveLength(1);
  expect(news).toEqual([{ state: 'stopped', detail: 'Another Stacktray is already using /data.' }]);
});

it('gives up after five crashes, and says so', () => {
  crash(5);
  expect(processes).toHaveLength(5);
  expect(news.at(-1)?.state).toBe('stopped');
  expect(news.at(-1)?.detail).toContain('not started again');
});

it('tries again when asked to after it gave up, with all its patience', () => {
  crash(5);
  supervisor.tryAgain();
  expect(processes).toHaveLength(6);
  expect(news.at(-1)).toEqual({ state: 'connecting', detail: null });
  crash(4);
  expect(processes).toHaveLength(10);
});

it('does not start a second one beside one that runs', () => {
  supervisor.tryAgain();
  latest().emit('message', { kind: 'ready' });
  supervisor.tryAgain();
  expect(processes).toHaveLength(1);
});

it('asks the collector to stop and waits until it has', async () => {
  let isStopped = false;
  const stopping = supervisor.stop().then(() => (isStopped = true));
  expect(latest().received).toEqual([{ kind: 'stop' }]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(isStopped).toBe(false);
  latest().emit('exit', 0);
  await stopping;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(latest().killed).toBe(false);
  expect(processes).toHaveLength(1);
  expect(news).toEqual([]);
});

it('kills a collector that does not stop in time', async () => {
  const stopping = supervisor.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(latest().killed).toBe(true);
  latest().emit('exit', 143);
  await stopping;
});

it('stops at once between a crash and the next start, and starts nothing any more', async () => {
  latest().emit('exit', 139);
  await supervisor.stop();
  vi.advanceTimersByTime(60_000);
  expect(processes).toHaveLength(1);
});
