/** What the tabs of an item ask for: its trend, its people, its relations, its occurrences and notes. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OccurrenceRow } from '../../shared/occurrence-row.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TriageAnswer, TriageCommand } from '../../shared/triage.ts';
import { askApi } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const hour = 3_600_000;
const idOf = async (title = ''): Promise<number> => {
  const item = (await running.items()).find((each) => each.title.includes(title));
  if (!item) throw new Error(`no item with ${title}`);
  return item.id;
};
const ask = { columns: [] as string[], ids: null, order: 'newest' as const, cursor: null, limit: 100 };
const list = (
  more: Partial<typeof ask> & { itemId: number },
): Promise<{ rows: OccurrenceRow[]; next: string | null }> =>
  running.client.call('occurrences.list', { ...ask, ...more });
const custom = (values: JsonObject): JsonObject => errorData({ custom: values });

describe('the trend', () => {
  it('tells hours with occurrences, deploys and versions, oldest first', async () => {
    const first = Math.floor(running.clock.now / hour);
    await running.post(errorData({ code_version: '1.0' }));
    running.clock.now += hour;
    const deploy = { environment: 'production', revision: '1.1' };
    await askApi(running, { method: 'POST', path: '/deploy', body: deploy });
    running.clock.now += hour;
    for (let count = 0; count < 3; count += 1) await running.post(errorData({ code_version: '1.1' }));
    const { hours, marks } = await running.client.call('items.trend', { id: await idOf(), hours: null });
    expect(hours).toEqual([
      { hour: first, count: 1 },
      { hour: first + 2, count: 3 },
    ]);
    expect(marks.map(({ kind, version }) => [kind, version])).toEqual([
      ['version', '1.0'],
      ['deploy', '1.1'],
    ]);
  });

  it('goes back only as far as it is asked to', async () => {
    await running.post(errorData());
    running.clock.now += 5 * hour;
    await running.post(errorData());
    const { hours } = await running.client.call('items.trend', { id: await idOf(), hours: 5 });
    expect(hours).toHaveLength(1);
  });
});

it('tells who met an item, how often, and when', async () => {
  const start = running.clock.now;
  for (const [id, seconds] of [
    ['7', 0],
    ['8', 1],
    ['7', 2],
  ] as const) {
    running.clock.now = start + seconds * 1000;
    await running.post(errorData({ person: { id, username: `user ${id}` }, timestamp: start / 1000 + seconds }));
  }
  await running.post(errorData());
  const { people, counted } = await running.client.call('items.people', { id: await idOf() });
  expect(counted).toBe(4);
  expect(people).toMatchObject([
    { id: '7', username: 'user 7', occurrences: 2, firstAt: start, lastAt: start + 2000 },
    { id: '8', occurrences: 1 },
  ]);
});

describe('related items', () => {
  it('are the same title elsewhere, the same class, the same place and the same deploy', async () => {
    const deploy = { environment: 'production', revision: '2' };
    await askApi(running, { method: 'POST', path: '/deploy', body: deploy });
    await running.post(errorData());
    await running.post(errorData({ environment: 'staging' }));
    await running.post(errorData({}, { method: 'refund' }));
    await running.post(
      errorData({ body: { trace: { frames: [], exception: { class: 'RangeError', message: 'far' } } } }),
    );
    const items = await running.items();
    const subject = items.find((each) => each.environment === 'production' && each.culprit.includes('pay'));
    const found = await running.client.call('items.related', { id: subject?.id ?? 0 });
    const told = found.map(({ item, relations }) => [item.environment, item.culprit, item.title, relations]);
    const place = subject?.culprit ?? '';
    const title = 'TypeError: x is not a function';
    expect(told).toEqual([
      ['staging', place, title, ['same-title', 'same-class', 'same-place']],
      ['production', place.replace('pay', 'refund'), title, ['same-class', 'same-deploy']],
      ['production', '', 'RangeError: far', ['same-deploy']],
    ]);
  });

  it('are none when nothing is like it', async () => {
    await running.post(errorData());
    expect(await running.client.call('items.related', { id: await idOf() })).toEqual([]);
  });
});

describe('the list of occurrences', () => {
  it('has values of payloads as columns, whatever their keys and kinds', async () => {
    await running.post(custom({ cart: { 'a.b': 3 }, flags: [true, false] }));
    const [row] = (
      await list({ itemId: await idOf(), columns: ['custom.cart.a.b', 'custom.flags.0', 'custom.flags', 'no'] })
    ).rows;
    expect(row?.values).toEqual([3, true, '[true,false]', null]);
    expect(row).toMatchObject({ environment: 'production', level: 'error', occurredAt: running.clock.now });
  });

  it('is paged by key in both orders, without gaps while more arrive', async () => {
    for (let count = 0; count < 5; count += 1) await running.post(custom({ count }));
    const itemId = await idOf();
    for (const order of ['newest', 'oldest'] as const) {
      const first = await list({ itemId, order: order as 'newest', limit: 2, columns: ['custom.count'] });
      const second = await list({
        itemId,
        order: order as 'newest',
        limit: 5,
        cursor: first.next as null,
        columns: ['custom.count'],
      });
      const counts = [...first.rows, ...second.rows].map(({ values }) => values[0]);
      expect(counts).toEqual(order === 'newest' ? [4, 3, 2, 1, 0] : [0, 1, 2, 3, 4]);
    }
  });

  it('knows which paths there are', async () => {
    await running.post(custom({ tenant: 'acme', cart: [{ sku: 1 }] }));
    await running.post(custom({ tenant: 'other' }));
    const paths = await running.client.call('occurrences.paths', { itemId: await idOf() });
    expect(paths).toContainEqual({ path: 'custom.tenant', example: 'other', count: 2 });
    expect(paths).toContainEqual({ path: 'custom.cart.0.sku', example: 1, count: 1 });
  });

  it('is exported line by line, all or the chosen ones, without tokens', async () => {
    for (let count = 0; count < 3; count += 1) await running.post({ ...custom({ count }), access_token: 'secret' });
    const itemId = await idOf();
    const all = await running.client.call('occurrences.export', { itemId, ids: null, cursor: null, limit: 2 });
    expect(all.lines.map((line) => (JSON.parse(line) as { data: { custom: JsonObject } }).data.custom)).toEqual([
      { count: 2 },
      { count: 1 },
    ]);
    const ids = (await list({ itemId })).rows.slice(-1).map(({ id }) => id);
    const one = await running.client.call('occurrences.export', { itemId, ids, cursor: all.next, limit: 2 });
    expect(one).toMatchObject({ lines: [expect.stringContaining('"count":0') as string], next: null });
    expect(all.lines.join('')).not.toContain(running.collector.status().token);
  });
});

it('tells what occurrences share that others have not', async () => {
  for (const tenant of ['acme', 'other', 'acme', 'third']) await running.post(custom({ tenant, shop: 'all' }));
  const itemId = await idOf();
  const { rows } = await list({ itemId, columns: ['custom.tenant'] });
  const ids = rows.filter(({ values }) => values[0] === 'acme').map(({ id }) => id);
  const { others, values } = await running.client.call('occurrences.shared', { itemId, ids, among: 'item' });
  expect(others).toBe(2);
  expect(values).toEqual([{ path: 'custom.tenant', value: 'acme', others: 0 }]);
});

it('refuses what is asked of an item that is not there', async () => {
  await expect(running.client.call('items.trend', { id: 9, hours: 1 })).rejects.toMatchObject({ code: 'not-found' });
  await expect(list({ itemId: 9 })).rejects.toMatchObject({ code: 'not-found' });
});

describe('a note', () => {
  const triage = (command: TriageCommand): Promise<TriageAnswer> => running.client.call('items.triage', { command });
  const stamp = (): { id: string; at: number } => ({ id: randomUUID(), at: running.clock.now });
  const notes = async (id: number): Promise<unknown[]> => {
    const { activity } = await running.client.call('items.get', { id });
    return activity.filter(({ kind }) => kind === 'noted').map(({ detail }) => detail['text']);
  };
  const write = (itemId: number, text: string): TriageCommand => ({
    ...stamp(),
    kind: 'note',
    itemIds: [itemId],
    text,
  });

  it('is an entry of the activity, and can be undone and done again', async () => {
    await running.post(errorData());
    const id = await idOf();
    const { undo } = await triage(write(id, '  look at the <b>cache</b> '));
    expect(await notes(id)).toEqual(['look at the <b>cache</b>']);
    const back = await triage({ ...stamp(), kind: 'restore', points: undo });
    expect(await notes(id)).toEqual([]);
    await triage({ ...stamp(), kind: 'restore', points: back.undo });
    expect(await notes(id)).toEqual(['look at the <b>cache</b>']);
  });

  it('is written once, however often its command comes', async () => {
    await running.post(errorData());
    const id = await idOf();
    const command = write(id, 'once');
    expect(await triage(command)).toEqual(await triage(command));
    expect(await notes(id)).toEqual(['once']);
  });

  it('is taken away and brought back at its place', async () => {
    await running.post(errorData());
    const id = await idOf();
    for (const text of ['first', 'second']) await triage(write(id, text));
    const { activity } = await running.client.call('items.get', { id });
    const noteId = activity.find(({ detail }) => detail['text'] === 'first')?.id ?? 0;
    const { undo } = await triage({ ...stamp(), kind: 'remove-note', itemIds: [id], noteId });
    expect(await notes(id)).toEqual(['second']);
    await triage({ ...stamp(), kind: 'restore', points: undo });
    expect(await notes(id)).toEqual(['second', 'first']);
  });

  it('is refused for an item or a note that is not there, and touches no other activity', async () => {
    await running.post(errorData());
    const id = await idOf();
    expect(await triage(write(77, 'x'))).toMatchObject({ applied: [], refused: [{ itemId: 77 }] });
    const [appeared] = (await running.client.call('items.get', { id })).activity;
    const answer = await triage({ ...stamp(), kind: 'remove-note', itemIds: [id], noteId: appeared?.id ?? 0 });
    expect(answer.refused).toHaveLength(1);
    expect((await running.client.call('items.get', { id })).activity).toHaveLength(1);
  });
});
