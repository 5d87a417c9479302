/** Backups, checks and restores of a collector that goes on taking reports. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCollector } from '../../main/collector/collector.ts';
import { ended } from './keeping-jobs-of.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

async function post(from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number += 1)
    await running.post(errorData({ uuid: uuidOf(number) }, { method: `m${String(number % 5)}` }));
}

function stored(path: string): { uuids: string[]; sound: unknown; counted: number } {
  const db = new Database(path, { readonly: true });
  const uuids = db.prepare<[], string>('SELECT lower(hex(uuid)) FROM occurrence ORDER BY id').pluck().all();
  const bodies = db.prepare<[], number>('SELECT count(*) FROM fresh_body').pluck().get();
  const sound = db.pragma('integrity_check', { simple: true });
  db.close();
  return { uuids, sound, counted: bodies ?? 0 };
}

it('backs up while reports arrive: sound, and complete up to a moment after it was asked for', async () => {
  await post(0, 60);
  const sender = { isOver: false };
  let sent = 60;
  const sending = (async () => {
    for (; !sender.isOver; sent += 1) await post(sent, 1);
  })();
  const job = await ended(running.client, running.client.call('data.backUp', { folder: null }));
  sender.isOver = true;
  await sending;
  expect(job).toMatchObject({ kind: 'back-up', state: 'done', problem: null });
  const [backup] = (await running.client.call('data.read', {})).backups;
  const { uuids, sound, counted } = stored(join(running.folder, 'backups', String(backup?.name)));
  expect(sound).toBe('ok');
  expect(uuids.length).toBeGreaterThanOrEqual(60);
  expect(uuids.length).toBeLessThanOrEqual(sent);
  expect(uuids).toEqual(Array.from(uuids, (_uuid, number) => uuidOf(number).replaceAll('-', '')));
  expect(counted).toBe(uuids.length);
  expect(backup).toMatchObject({ kind: 'manual', facts: { occurrences: uuids.length, items: 5 } });
});

it('restores a backup, and keeps what was there before, which can be restored in turn', async () => {
  await post(0, 3);
  await ended(running.client, running.client.call('data.backUp', { folder: null }));
  await post(3, 4);
  const [backup] = (await running.client.call('data.read', {})).backups;
  const job = await ended(
    running.client,
    running.client.call('data.restore', { backup: String(backup?.name), file: null }),
  );
  expect(job).toMatchObject({ state: 'done', outcome: { kind: 'restored', facts: { occurrences: 3 } } });
  await running.restart();
  const counts = async (): Promise<number> =>
    (await running.items()).reduce((sum, { totalOccurrences }) => sum + totalOccurrences, 0);
  expect(await counts()).toBe(3);
  const { backups } = await running.client.call('data.read', {});
  expect(backups.map(({ kind }) => kind).toSorted()).toEqual(['manual', 'replaced']);
  const aside = backups.find(({ kind }) => kind === 'replaced')?.name ?? '';
  await ended(running.client, running.client.call('data.restore', { backup: aside, file: null }));
  await running.restart();
  expect(await counts()).toBe(7);
  // And goes on from there.
  await post(7, 1);
  expect(await counts()).toBe(8);
});

it('refuses to restore what is no sound backup, and changes nothing', async () => {
  await post(0, 2);
  const strange = join(running.folder, 'strange.db');
  writeFileSync(strange, 'no database at all, but long enough to be read as one'.repeat(100));
  const job = await ended(running.client, running.client.call('data.restore', { backup: null, file: strange }));
  expect(job).toMatchObject({ state: 'failed', problem: `${strange} is no backup of Stacktray. Nothing was changed.` });
  await running.restart();
  expect(await running.items()).toHaveLength(2);
  expect((await running.client.call('data.read', {})).backups).toEqual([]);
  await expect(running.client.call('data.restore', { backup: '../strange.db', file: null })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('checks the data, and tells what is wrong with it', async () => {
  await post(0, 6);
  const sound = await ended(running.client, running.client.call('data.check', { backup: null }));
  expect(sound.outcome).toEqual({
    kind: 'checked',
    report: {
      ...{ isSound: true, findings: [] },
      facts: { projects: 1, items: 5, occurrences: 6, newestReportAt: running.clock.now },
    },
  });
  const db = new Database(join(running.folder, 'stacktray.db'));
  db.pragma('foreign_keys = OFF');
  db.exec(`DELETE FROM fresh_body WHERE occurrence_id = 2; UPDATE item SET total_occurrences = 0 WHERE id = 1;
    UPDATE occurrence SET item_id = 99 WHERE id = 6`);
  db.close();
  const { outcome } = await ended(running.client, running.client.call('data.check', { backup: null }));
  expect(outcome).toMatchObject({
    report: {
      isSound: false,
      findings: [
        'occurrence: 1 rows belong to a row of item that is not there.',
        'Item #1 counts 0 occurrences and has 1.',
        'Occurrence 2 has no report.',
      ],
    },
  });
});

it('makes one thing at a time', async () => {
  await post(0, 1);
  const first = running.client.call('data.backUp', { folder: null });
  await expect(running.client.call('data.check', { backup: null })).rejects.toMatchObject({ code: 'conflict' });
  await ended(running.client, first);
});

it('leaves nothing behind of a backup that is cancelled', async () => {
  await post(0, 1);
  const started = running.client.call('data.backUp', { folder: null });
  await running.client.call('data.cancel', {});
  expect((await ended(running.client, started)).state).toBe('cancelled');
  expect(readdirSync(join(running.folder, 'backups'))).toEqual([]);
});

it('says that its database is damaged instead of starting on it, and repairs it when it is told to', async () => {
  await post(0, 30);
  await running.collector.stop();
  const path = join(running.folder, 'stacktray.db');
  writeFileSync(path, Buffer.alloc(100, 7), { flag: 'r+' });
  const options = { dataFolder: running.folder, port: 0, host: 'test', version: '0.0.0-test' } as const;
  await expect(startCollector(options)).rejects.toMatchObject({ code: 'data-damaged' });
  running.collector = await startCollector({ ...options, repair: true, log: (line) => running.log.push(line) });
  expect(running.log.at(-1)).toContain('5 items and 30 occurrences were saved');
  await running.restart();
  expect((await running.items()).reduce((sum, { totalOccurrences }) => sum + totalOccurrences, 0)).toBe(30);
  expect((await running.client.call('data.read', {})).backups).toMatchObject([{ kind: 'damaged' }]);
});
