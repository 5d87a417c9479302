/** Limits on what is kept, through the program as it is used: reports come in, old ones go, everything still adds up. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import type { RetentionLimits, RetentionRule, Storage } from '../../shared/retention.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const day = 86_400_000;
let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(() => running.dispose());

const none: RetentionRule = { days: null, mostOfProject: null, mostOfItem: null };
const aging = (days: number): RetentionLimits => ({ bytes: null, everywhere: { ...none, days }, projects: [] });

async function caughtUp(): Promise<void> {
  await vi.waitFor(() => {
    expect(running.collector.status().search).toEqual({ behind: 0 });
  }, 20_000);
}

const read = (): Promise<Storage> => running.client.call('storage.read', {});
async function idle(): Promise<Storage> {
  await expect.poll(async () => (await read()).state, { timeout: 20_000, interval: 10 }).toBe('idle');
  return read();
}

async function prune(limits?: RetentionLimits): Promise<Storage> {
  await caughtUp();
  if (limits) await running.client.call('storage.limit', { limits });
  await running.client.call('storage.prune', {});
  return idle();
}

function rows<Row>(sql: string): Row[] {
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  const found = db.prepare<[], Row>(sql).all();
  db.close();
  return found;
}
const stored = (): number => rows('SELECT 1 FROM occurrence').length;

async function report(count: number, more: JsonObject = {}, where?: { method: string }): Promise<void> {
  for (let n = 0; n < count; n += 1) await running.post(errorData(more, where));
}

it('old reports go, and what is told of their item stays as it was', async () => {
  await report(30, { code_version: '1.0', person: { id: 'ann' } });
  await report(5, { code_version: '1.0', person: { id: 'bob' } }, { method: 'refund' });
  const before = await running.items();
  const trend = () => running.client.call('items.trend', { id: 1, hours: null });
  const hours = await trend();
  running.clock.now += 3 * day;
  await caughtUp();
  expect(await running.client.call('storage.preview', { limits: aging(2) })).toMatchObject({
    occurrences: 27 + 3,
    items: 2,
  });
  const { runs, problem } = await prune(aging(2));
  expect(problem).toBeNull();
  expect(runs).toMatchObject([{ occurrences: 30, startedAt: running.clock.now, endedAt: running.clock.now }]);
  // The 1st, the 10th and the last; the 1st and the last.
  expect(stored()).toBe(5);
  const told = (items: typeof before) =>
    items.map(({ id, totalOccurrences, people }) => [id, totalOccurrences, people]);
  expect(told(await running.items())).toEqual(told(before));
  expect(await trend()).toEqual(hours);
  expect(await running.client.call('items.get', { id: 1 })).toMatchObject({ totalOccurrences: 30, unstored: 27 });
  await running.restart();
  expect(told(await running.items())).toEqual(told(before));
});

it('searches only what is there, and finds the item by what is left', async () => {
  await report(20, { custom: { fruit: 'kiwi' } });
  await report(1, { custom: { fruit: 'mango' } });
  running.clock.now += 3 * day;
  await prune(aging(2));
  await caughtUp();
  expect(await running.client.call('items.breakdown', { id: 1 })).toMatchObject({ occurrences: 3 });
  const found = async (text: string) => (await running.items({ text })).length;
  expect([await found('mango'), await found('kiwi')]).toEqual([1, 1]);
});

it('pinned items keep everything, and projects have limits of their own', async () => {
  await report(20);
  await report(20, {}, { method: 'refund' });
  const command = { id: crypto.randomUUID(), at: running.clock.now, kind: 'pin' as const, isOn: true, itemIds: [1] };
  await running.client.call('items.triage', { command });
  running.clock.now += 3 * day;
  const [project] = await running.client.call('projects.list', {});
  const own = { projectId: project?.id ?? 0, rule: { ...none, days: 5 } };
  expect((await prune({ ...aging(1), projects: [own] })).runs).toEqual([]);
  expect((await prune(aging(1))).runs).toMatchObject([{ occurrences: 17 }]);
  expect(rows('SELECT 1 FROM occurrence WHERE item_id = 1')).toHaveLength(20);
});

it('deletes by itself: what is too old every quarter of an hour, and never while it is paused', async () => {
  await report(20);
  await running.client.call('storage.limit', { limits: aging(1) });
  await running.client.call('storage.pause', { paused: true });
  running.clock.now += 3 * day;
  await running.restart();
  await caughtUp();
  expect((await read()).state).toBe('paused');
  vi.useFakeTimers({ toFake: ['setInterval'] });
  try {
    await running.restart();
    await caughtUp();
    running.clock.now += 3_600_000;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([(await read()).state, stored()]).toEqual(['paused', 20]);
    await running.client.call('storage.pause', { paused: false });
    await vi.advanceTimersByTimeAsync(60_000);
    await expect.poll(async () => (await read()).runs, { timeout: 20_000 }).toMatchObject([{ occurrences: 17 }]);
  } finally {
    vi.useRealTimers();
  }
});

it('gives the room back to the disk', async () => {
  const filler = Array.from({ length: 8000 }, (_one, n) => (n * 7919).toString(36)).join(' ');
  await running.client.call('storage.guardStorms', { on: false });
  await report(250, { custom: { filler } });
  running.clock.now += 3 * day;
  const size = async () => {
    const { kinds } = await running.client.call('storage.measure', {});
    return Object.fromEntries(kinds.map(({ kind, bytes }) => [kind, bytes]));
  };
  const pages = () => rows<{ page_count: number }>('PRAGMA page_count')[0]?.page_count ?? 0;
  await caughtUp();
  const [before, pagesBefore] = [await size(), pages()];
  expect(before['reports']).toBeGreaterThan(5_000_000);
  await prune(aging(1));
  expect(pages()).toBeLessThan(pagesBefore - 200);
  expect((await size())['reports']).toBeLessThan(500_000);
}, 60_000);

it('a database of an older version is written anew on request, and gives room back from then on', async () => {
  await running.collector.stop();
  const path = join(running.folder, 'stacktray.db');
  const db = new Database(path);
  db.pragma('auto_vacuum = NONE');
  db.exec('VACUUM');
  db.close();
  writeFileSync(`${path}.before-3-1`, 'an old copy');
  await running.restart();
  expect(await running.client.call('storage.measure', {})).toMatchObject({ givesBack: false });
  const [ids] = [await running.client.call('storage.compact', {})];
  expect(ids.state).toBe('compacting');
  await expect(running.client.call('storage.prune', {})).rejects.toMatchObject({ code: 'conflict' });
  expect((await idle()).problem).toBeNull();
  expect(await running.client.call('storage.measure', {})).toMatchObject({ givesBack: true });
  expect((await running.post(errorData())).status).toBe(200);
  expect(existsSync(`${path}.before-3-1`)).toBe(true);
  await running.client.call('storage.removeCopies', {});
  expect(readdirSync(running.folder).filter((name) => name.includes('before'))).toEqual([]);
});

describe('what else counts occurrences', () => {
  it('merging, parting and undoing keep what was deleted', async () => {
    await report(20, { person: { id: 'ann' }, code_version: '1.0' });
    await report(15, { person: { id: 'bob' }, code_version: '1.1' }, { method: 'refund' });
    const told = async () =>
      (await running.items()).map(({ id, totalOccurrences, people, trend }) => ({
        id,
        totalOccurrences,
        people,
        trend,
      }));
    running.clock.now += 3 * day;
    const before = await told();
    await prune(aging(1));
    const command = { id: crypto.randomUUID(), at: running.clock.now, kind: 'merge' as const, into: 1, itemIds: [2] };
    await running.client.call('items.triage', { command });
    expect(await running.items()).toMatchObject([{ id: 1, totalOccurrences: 35, people: 2 }]);
    await running.client.call('triage.undo', { id: crypto.randomUUID(), at: running.clock.now, commandId: command.id });
    expect(await told()).toEqual(before);
  });

  it('a person is deleted from reports that had gone, too', async () => {
    const email = 'ada.lovelace@example.org';
    await report(2);
    await report(9, { person: { id: '4711', email }, custom: { note: `mail to ${email}` } });
    await report(40);
    running.clock.now += 3 * day;
    await prune(aging(1));
    const { secret: token } = await running.client.call('account.createToken', {
      name: 'c',
      scopes: ['read', 'write'],
    });
    const { body } = await askApi(running, { method: 'POST', path: '/people/delete_jobs/', token, body: { email } });
    const { id } = body.result as { id: number };
    const path = `/people/delete_jobs/${String(id)}`;
    await expect
      .poll(async () => (await askApi(running, { path, token })).body.result, { timeout: 20_000 })
      .toEqual({ state: 'success', id });
    const tables = rows<{ name: string }>(`SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%'`);
    for (const { name } of tables)
      expect(JSON.stringify(rows(`SELECT * FROM ${name}`)), name).not.toMatch(/lovelace|4711/i);
  });
});

it('limits that are none are refused', async () => {
  for (const bytes of [0, -1, 1.5, 1e6])
    await expect(running.client.call('storage.limit', { limits: { ...aging(1), bytes } })).rejects.toMatchObject({
      code: 'bad-request',
    });
  expect((await read()).limits).toMatchObject({ bytes: 5_000_000_000, everywhere: none });
});
