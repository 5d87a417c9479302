import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import type { GroupingReason } from '../../shared/grouping-reason.ts';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

const saying = (text: string): JsonObject => ({ environment: 'production', body: { message: { body: text } } });
const counts = async (): Promise<number[]> => (await running.items()).map(({ totalOccurrences }) => totalOccurrences);

/** Why the newest occurrence is in its item. */
async function reason(): Promise<GroupingReason> {
  const [item] = await running.items();
  const { id } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
  return running.client.call('occurrences.grouping', { id });
}

/** The error of `errorData`, called by something else. */
function calledBy(caller: string, line = 7): JsonObject {
  const data = errorData({}, { line });
  const { trace } = data['body'] as { trace: { frames: JsonObject[] } };
  trace.frames.unshift({ filename: '/srv/shop/src/main.ts', lineno: 1, method: caller });
  return data;
}

/** The folder as an installation left it that began with the older grouping. */
async function beganWith(mechanism: string): Promise<void> {
  await running.collector.stop();
  const store = openStore(running.folder, { now: () => 1, log: () => undefined });
  store.settings.set('grouping', mechanism);
  await store.close();
  await running.restart();
}

describe('a variant of a known error', () => {
  it('joins its item, and so does what resembles the variant only', async () => {
    await running.post(calledBy('start'));
    await running.post(calledBy('retry'));
    expect(await counts()).toEqual([2]);
    expect(await reason()).toMatchObject({ mechanism: 'st2', match: 'same', rule: 'line' });
    // The same stack as the second report, the line moved: nothing of it was known from the first.
    await running.post(calledBy('retry', 99));
    expect(await counts()).toEqual([3]);
    expect(await reason()).toMatchObject({ rule: 'stack' });
  });

  it('joins after a restart, too', async () => {
    await running.post(calledBy('start'));
    await running.restart();
    await running.post(calledBy('retry'));
    expect(await counts()).toEqual([2]);
  });

  it('starts an item of its own in another environment and another project', async () => {
    await running.post(calledBy('start'));
    await running.post({ ...calledBy('retry'), environment: 'staging' });
    await running.post(calledBy('retry'), 'f'.repeat(32));
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it('starts an item of its own where the item has been deleted', async () => {
    const { body } = await running.post(calledBy('start'));
    const { url } = running.collector.status().ingest;
    const uuid = (body['result'] as { uuid: string }).uuid;
    const [item] = await running.items();
    const { id } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
    const headers = { 'X-Rollbar-Access-Token': running.collector.status().token };
    expect((await fetch(`${url}/api/1/instance/${String(id)}`, { method: 'DELETE', headers })).status).toBe(200);
    expect(await counts()).toEqual([]);
    await running.post({ ...calledBy('retry'), uuid: uuid.replace(/^./, '0') });
    expect(await counts()).toEqual([1]);
    expect(running.log).toEqual([]);
  });
});

describe('messages', () => {
  it('of one template become one item as they come, and stay so after a restart', async () => {
    await running.post(saying('Invalid user ann from 10.0.0.1'));
    await running.post(saying('Invalid user bob from 10.0.0.2'));
    await running.restart();
    await running.post(saying('Invalid user eve from 10.0.0.3'));
    await running.post(saying('Session closed for user ann'));
    expect((await counts()).sort()).toEqual([1, 3]);
  });

  it('tell the words that counted', async () => {
    await running.post(saying('Invalid user ann from 10.0.0.1'));
    expect(await reason()).toMatchObject({ match: 'first', rule: 'template' });
    await running.post(saying('Invalid user bob from 10.0.0.2'));
    const { match, words } = await reason();
    expect([match, words]).toEqual(['alike', ['Invalid', 'user', 'bob', 'from', '*']]);
  });
});

describe('the reason of an occurrence', () => {
  it('names the frames that counted, as they were compared and where they stand', async () => {
    await running.post(calledBy('start'));
    await running.post(calledBy('retry'));
    const { frames, words } = await reason();
    expect(frames).toEqual([{ place: 'src/checkout.ts', method: 'pay', exception: 0, frame: 2, line: 7 }]);
    expect(words).toEqual(['TypeError']);
  });

  it('is the fingerprint where the client chose it', async () => {
    await running.post(errorData({ fingerprint: 'checkout' }));
    expect(await reason()).toMatchObject({ mechanism: 'client', rule: 'client', words: ['checkout'] });
  });

  it('is refused for an occurrence that is not there', async () => {
    await expect(running.client.call('occurrences.grouping', { id: 99 })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('near neighbours', () => {
  const near = async (): Promise<{ nearness: string; rule: string | null; words: string[]; title: string }[]> => {
    const [item] = await running.items();
    const { id } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
    const found = await running.client.call('occurrences.neighbours', { id });
    return found.map(({ nearness, rule, words, item: { title } }) => ({ nearness, rule, words, title }));
  };

  it('are messages that begin alike, with the words that keep them apart', async () => {
    await running.post(saying('Worker lost its connection to the queue'));
    await running.post(saying('Worker found several letters behind some door'));
    expect(await near()).toEqual([
      {
        ...{ nearness: 'message', rule: null, title: 'Worker lost its connection to the queue' },
        words: ['lost', 'its', 'connection', 'to', 'the', 'queue'],
      },
    ]);
  });

  it('are the same error in another environment, and another error in the same place', async () => {
    await running.post({ ...calledBy('start'), environment: 'staging' });
    await running.post(errorData({ fingerprint: 'chosen' }));
    await running.post(calledBy('start'));
    expect((await near()).map(({ nearness, rule }) => [nearness, rule])).toEqual([
      ['elsewhere', 'stack'],
      ['place', null],
    ]);
  });

  it('are none where nothing is alike, and refused for an occurrence that is not there', async () => {
    await running.post(calledBy('start'));
    expect(await near()).toEqual([]);
    await expect(running.client.call('occurrences.neighbours', { id: 99 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('an installation', () => {
  it('that began with the older grouping keeps it', async () => {
    await beganWith('st1');
    await running.post(calledBy('start'));
    await running.post(calledBy('retry'));
    expect(await counts()).toEqual([1, 1]);
    expect(await reason()).toMatchObject({ mechanism: 'st1', rule: 'all', frames: [] });
  });

  it('from before there was a choice keeps the older grouping', async () => {
    await beganWith('');
    await running.post(calledBy('start'));
    await running.post(calledBy('retry'));
    expect(await counts()).toEqual([1, 1]);
  });
});
