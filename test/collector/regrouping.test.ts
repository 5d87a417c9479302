/** An installation that groups the older way is changed to the newer one, and back. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Regrouping, RegroupingState } from '../../shared/regrouping.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
  await running.collector.stop();
  const store = openStore(running.folder, { now: () => 1, log: () => undefined });
  store.settings.set('grouping', 'st1');
  await store.close();
  await running.restart();
});
afterEach(async () => {
  await running.dispose();
});

function calledBy(caller: string, more: JsonObject = {}): JsonObject {
  const data = errorData({}, { line: 7 });
  const { trace } = data['body'] as { trace: { frames: JsonObject[] } };
  trace.frames.unshift({ filename: '/srv/shop/src/main.ts', lineno: 1, method: caller });
  return { ...data, ...more };
}

/** The same calls in the older way's eyes; in the newer one's, two bugs: it looks at constants in the message. */
function failing(constant: string): JsonObject {
  const frames = [{ filename: '/srv/shop/src/job.ts', lineno: 3, method: 'run' }];
  const trace = { frames, exception: { class: 'JobError', message: `job ended as ${constant}` } };
  return { environment: 'production', body: { trace }, server: { root: '/srv/shop' } };
}

const read = (): Promise<Regrouping> => running.client.call('grouping.read', {});
async function reach(state: RegroupingState): Promise<void> {
  await expect.poll(async () => (await read()).state, { timeout: 20_000, interval: 20 }).toBe(state);
}
const totals = async (): Promise<number[]> => {
  const items = await running.items();
  return items.toSorted((a, b) => a.id - b.id).map(({ totalOccurrences }) => totalOccurrences);
};

/** Two items that become one, one that becomes two, and one that stays. */
async function postEverything(): Promise<void> {
  await running.post(calledBy('start', { code_version: '1.0', person: { id: 'ann' } }));
  await running.post(calledBy('retry', { code_version: '1.1', person: { id: 'bob' } }));
  await running.post(calledBy('retry', { code_version: '1.1', person: { id: 'ann' } }));
  await running.post(failing('COMMIT_PENDING'));
  await running.post(failing('ROLLED_BACK'));
  await running.post({ environment: 'production', body: { message: { body: 'The queue is full' } } });
  expect(await totals()).toEqual([1, 2, 2, 1]);
}

/** Everything that is told of items and occurrences, whichever way they were grouped. */
function stored(): Record<string, unknown[]> {
  const db = new Database(join(running.folder, 'stacktray.db'), { readonly: true });
  const tables = {
    item: `SELECT * FROM item WHERE status <> 4 ORDER BY id`,
    occurrence: 'SELECT id, item_id FROM occurrence ORDER BY id',
    activity: 'SELECT * FROM activity WHERE item_id IN (SELECT id FROM item WHERE status <> 4) ORDER BY id',
    ...{ item_hour: 'SELECT * FROM item_hour', item_person: 'SELECT * FROM item_person' },
    ...{ item_version: 'SELECT * FROM item_version', item_key: 'SELECT * FROM item_key' },
    ...{ message_template: 'SELECT * FROM message_template', regroup_item: 'SELECT * FROM regroup_item' },
    ...{ regroup_move: 'SELECT * FROM regroup_move', recount: 'SELECT * FROM recount' },
  };
  const rows = Object.fromEntries(Object.entries(tables).map(([name, sql]) => [name, db.prepare(sql).all()]));
  db.close();
  return rows;
}

describe('a preview', () => {
  it('tells what would merge and split, and changes nothing', async () => {
    await postEverything();
    const before = stored();
    await running.client.call('grouping.preview', {});
    await expect.poll(async () => (await read()).preview?.state, { timeout: 20_000 }).toBe('done');
    const { preview } = await read();
    expect(preview).toMatchObject({
      done: 6,
      total: 6,
      isPartial: false,
      items: 4,
      itemsAfter: 4,
      merged: 1,
      split: 1,
    });
    expect(
      preview?.examples.map(({ kind, item, others, occurrences }) => [kind, item.counter, others.length, occurrences]),
    ).toEqual([
      ['merge', 1, 1, 2],
      ['split', 3, 0, 1],
    ]);
    expect(stored()).toEqual(before);
  });
});

describe('a preview that is stopped', () => {
  it('says so, and can be asked for anew', async () => {
    await postEverything();
    await running.client.call('grouping.preview', {});
    await running.client.call('grouping.cancelPreview', {});
    await expect.poll(async () => (await read()).preview?.state).toBe('cancelled');
    await running.client.call('grouping.preview', {});
    await expect.poll(async () => (await read()).preview?.state).toBe('done');
  });
});

describe('the change', () => {
  it('merges into the older item, splits, counts anew, and groups what comes that way', async () => {
    await postEverything();
    await running.client.call('grouping.change', {});
    await reach('changed');
    expect(await totals()).toEqual([3, 1, 1, 1]);
    const items = (await running.items()).toSorted((a, b) => a.id - b.id);
    expect(items.map(({ counter, mechanism, people }) => [counter, mechanism, people])).toEqual([
      [1, 'st2', 2],
      [3, 'st2', 0],
      [4, 'st2', 0],
      [5, 'st2', 0],
    ]);
    await running.post(calledBy('somebody else'));
    await running.post(failing('ROLLED_BACK'));
    expect(await totals()).toEqual([4, 1, 1, 2]);
    expect(running.log).toEqual([]);
  });

  it('keeps the way to an item that has gone into another', async () => {
    await postEverything();
    const merged = (await running.items()).find(({ counter }) => counter === 2)?.id ?? 0;
    await running.client.call('grouping.change', {});
    await reach('changed');
    const { status, activity } = await running.client.call('items.get', { id: merged });
    expect([status, activity[0]?.kind, activity[0]?.detail['into']]).toEqual(['archived', 'regrouped', 1]);
    expect((await running.client.call('occurrences.latest', { itemId: merged })).itemId).toBe(1);
  });

  it('finds by their contents what it has moved', async () => {
    await postEverything();
    await running.client.call('grouping.change', {});
    await reach('changed');
    await expect.poll(() => running.collector.status().search, { timeout: 20_000 }).toEqual({ behind: 0 });
    const filter = { view: 'all' as const, projectId: null, environment: null, text: 'retry' };
    const found = await running.client.call('items.list', {
      ...{ filter, sort: 'last', ascending: false, grouped: false, span: 'day', cursor: null, limit: 10 },
    });
    expect(found.rows.map(({ counter }) => counter)).toEqual([1]);
  });

  it('leaves together what a person has merged', async () => {
    await postEverything();
    const at = running.clock.now;
    const id = '21111111-2222-4333-8444-555555555555';
    await running.client.call('items.triage', { command: { kind: 'merge', id, at, itemIds: [4], into: 3 } });
    expect(await totals()).toEqual([1, 2, 3]);
    await running.client.call('grouping.change', {});
    await reach('changed');
    expect(await totals()).toEqual([3, 3]);
    await running.client.call('grouping.takeBack', {});
    await reach('none');
    expect(await totals()).toEqual([1, 2, 3]);
  });

  it('is refused where there is nothing to change', async () => {
    await running.client.call('grouping.change', {});
    await reach('changed');
    await expect(running.client.call('grouping.change', {})).rejects.toMatchObject({ code: 'conflict' });
    await expect(running.client.call('grouping.preview', {})).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the way back', () => {
  it('leaves everything as it was, field by field', async () => {
    await postEverything();
    // Counted, and looked at by nobody.
    await read();
    const before = stored();
    await running.client.call('grouping.change', {});
    await reach('changed');
    expect(stored()).not.toEqual(before);
    await running.client.call('grouping.takeBack', {});
    await reach('none');
    expect(stored()).toEqual(before);
    await running.post(calledBy('retry'));
    expect(await totals()).toEqual([1, 3, 2, 1]);
    expect(running.log).toEqual([]);
  });

  it('can be gone before the change has ended', async () => {
    await postEverything();
    await read();
    const before = stored();
    for (const state of ['learning', 'moving', 'counting'] as const) {
      await running.client.call('grouping.change', {});
      await expect
        .poll(async () => [state, 'changed'].includes((await read()).state), { interval: 1, timeout: 20_000 })
        .toBe(true);
      await running.client.call('grouping.takeBack', {});
      await reach('none');
      expect(stored()).toEqual(before);
    }
  });

  it('can be gone twice', async () => {
    await postEverything();
    for (let round = 0; round < 2; round += 1) {
      await running.client.call('grouping.change', {});
      await reach('changed');
      expect(await totals()).toEqual([3, 1, 1, 1]);
      await running.client.call('grouping.takeBack', {});
      await reach('none');
      expect(await totals()).toEqual([1, 2, 2, 1]);
    }
  });

  it('is refused where there was no change', async () => {
    await expect(running.client.call('grouping.takeBack', {})).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('takes reports meanwhile, and counts each once', async () => {
  await postEverything();
  await running.client.call('grouping.change', {});
  const answers: number[] = [];
  for (let sent = 0; sent < 20; sent += 1) answers.push((await running.post(calledBy('retry'))).status);
  await reach('changed');
  await running.client.call('grouping.takeBack', {});
  for (let sent = 0; sent < 20; sent += 1) answers.push((await running.post(calledBy('retry'))).status);
  await reach('none');
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  const [first = 0, second = 0, ...others] = await totals();
  expect([first + second, others]).toEqual([43, [2, 1]]);
  expect(running.log).toEqual([]);
});

it('goes on after each stop', async () => {
  await postEverything();
  await running.client.call('grouping.change', {});
  for (let round = 0; round < 3; round += 1) await running.restart();
  await reach('changed');
  expect(await totals()).toEqual([3, 1, 1, 1]);
  await running.client.call('grouping.takeBack', {});
  for (let round = 0; round < 3; round += 1) await running.restart();
  await reach('none');
  expect(await totals()).toEqual([1, 2, 2, 1]);
});
