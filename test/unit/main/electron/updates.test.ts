import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startUpdates, type Updates } from '../../../../main/electron/updates.ts';

class FakeUpdater extends EventEmitter {
  autoDownload = false;
  autoInstallOnAppQuit = false;
  logger: unknown = console;
  checks = 0;
  answer = (): Promise<unknown> => Promise.resolve(null);
  checkForUpdates(): Promise<unknown> {
    this.checks += 1;
    return this.answer();
  }
}

let updater: FakeUpdater;
let updates: Updates;
const hours = 3_600_000;
async function start(): Promise<void> {
  updates = startUpdates({ isPackaged: true, hasTarget: true, load: () => Promise.resolve(updater) });
  await vi.advanceTimersByTimeAsync(0);
}
beforeEach(() => {
  vi.useFakeTimers();
  updater = new FakeUpdater();
});
afterEach(() => {
  updates.stop();
  vi.useRealTimers();
});

it.each([
  [false, true, 'Stacktray runs from its sources.'],
  [true, false, 'This build has no publish target.'],
])('are off, with the reason, when packaged is %s and a target is %s', (...[isPackaged, hasTarget, reason]) => {
  const load = vi.fn();
  updates = startUpdates({ isPackaged, hasTarget, load });
  expect(updates.state()).toEqual({ kind: 'off', reason });
  expect(load).not.toHaveBeenCalled();
});

it('are looked for at the start and every six hours, until one is there', async () => {
  await start();
  expect([updater.checks, updater.autoDownload, updater.autoInstallOnAppQuit]).toEqual([1, true, true]);
  await vi.advanceTimersByTimeAsync(6 * hours);
  expect(updater.checks).toBe(2);
  updater.emit('update-available', { version: '2.0.0' });
  expect(updates.state()).toEqual({ kind: 'loading', version: '2.0.0' });
  updater.emit('update-downloaded', { version: '2.0.0' });
  expect(updates.state()).toEqual({ kind: 'ready', version: '2.0.0' });
  await vi.advanceTimersByTimeAsync(24 * hours);
  expect(updater.checks).toBe(2);
});

it('say what went wrong, and are looked for again', async () => {
  updater.answer = () => Promise.reject(new Error('no network'));
  await start();
  expect(updates.state()).toEqual({ kind: 'failed', reason: 'no network' });
  await vi.advanceTimersByTimeAsync(6 * hours);
  expect(updater.checks).toBe(2);
  updater.emit('update-not-available');
  expect(updates.state()).toEqual({ kind: 'current' });
});
