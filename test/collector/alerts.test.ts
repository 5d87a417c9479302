/** Notifications that follow from reports, as the host of the window gets them. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstAlertSettings, type Alert, type AlertSettings } from '../../shared/alert.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let alerts: Alert[];
beforeEach(async () => {
  running = await runCollector();
  listen();
});
afterEach(async () => {
  await running.dispose();
});

function listen(): void {
  alerts = [];
  running.client.on('alert', (alert) => alerts.push(alert));
}
const change = (more: Partial<AlertSettings>): Promise<AlertSettings> =>
  running.client.call('alerts.change', { settings: { ...firstAlertSettings, ...more } });
const told = async (count: number): Promise<string[]> => {
  await vi.waitUntil(() => alerts.length >= count, { timeout: 20_000 });
  return alerts.splice(0).map(({ title, path }) => `${title} ${path}`);
};

it('tells of an item that appears, of one that comes back, and not of one that is muted', async () => {
  await running.post(errorData({ level: 'error' }));
  expect(await told(1)).toEqual(['New in shop /item/1']);
  const decide = (wish: { kind: 'resolve'; inVersion: null } | { kind: 'mute' }) => {
    const command = { id: crypto.randomUUID(), at: running.clock.now, itemIds: [1], ...wish };
    return running.client.call('items.triage', { command });
  };
  await decide({ kind: 'resolve', inVersion: null });
  await running.post(errorData());
  expect(await told(1)).toEqual(['Came back in shop /item/1']);
  await decide({ kind: 'mute' });
  await running.post(errorData());
  await running.post(errorData({}, { method: 'refund' }));
  expect(await told(1)).toEqual(['New in shop /item/2']);
});

it('tells of the tenth occurrence once, with nothing of those before the start', async () => {
  await change({ rule: { ...firstAlertSettings.rule, fresh: false, milestones: [10] } });
  for (let count = 0; count < 9; count += 1) await running.post(errorData());
  await running.restart();
  listen();
  await running.post(errorData());
  expect(await told(1)).toEqual(['10th time in shop /item/1']);
  await change({ rule: firstAlertSettings.rule });
  await running.post(errorData());
  await running.post(errorData({}, { method: 'refund' }));
  expect(await told(1)).toEqual(['New in shop /item/2']);
});

it('keeps rules and pauses across restarts, and tells every page of a change', async () => {
  const heard: AlertSettings[] = [];
  running.client.on('alertSettings', (settings) => heard.push(settings));
  const quiet = { from: 1320, to: 420 };
  await change({
    quiet,
    projects: [
      { projectId: 1, rule: null },
      { projectId: 1, rule: null },
    ],
  });
  await running.client.call('alerts.pause', { until: 5 });
  expect(heard.map(({ pausedUntil }) => pausedUntil)).toEqual([null, 5]);
  await running.restart();
  expect(await running.client.call('alerts.settings', {})).toEqual({
    ...firstAlertSettings,
    ...{ quiet, pausedUntil: 5, projects: [{ projectId: 1, rule: null }] },
  });
});

it('refuses rules that make no sense', async () => {
  const burst = { count: 0, minutes: 5 };
  await expect(change({ rule: { ...firstAlertSettings.rule, burst } })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(change({ quiet: { from: 0, to: 1440 } })).rejects.toMatchObject({ code: 'bad-request' });
});

it('sends a notification that only says that notifications work', async () => {
  await change({ isOn: false });
  await running.client.call('alerts.try', {});
  expect(await told(1)).toEqual(['Notifications work /active']);
});

it('counts what is active, not looked at, and new since a time', async () => {
  await running.post(errorData());
  running.clock.now += 10;
  await running.post(errorData({}, { method: 'refund' }));
  await running.client.call('items.viewed', { ids: [1] });
  const since = running.clock.now;
  expect(await running.client.call('overview.read', { since })).toEqual({ active: 2, unviewed: 1, appeared: 1 });
  expect(await running.client.call('overview.read', { since: 0 })).toMatchObject({ appeared: 2 });
});
