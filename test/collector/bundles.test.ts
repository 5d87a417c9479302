/** What is exported by one installation and imported by another. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bodyTable } from '../../main/store/bodies.ts';
import { bodyPacker } from '../../main/store/packing/body-packer.ts';
import { bundled, notBundled } from '../../main/store/safekeeping/bundle-tables.ts';
import { ordinaryTables } from '../../main/store/safekeeping/table-list.ts';
import type { JsonObject } from '../../shared/json.ts';
import { ended, exportFrom, importInto } from './keeping-jobs-of.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const fixtures = join(import.meta.dirname, '../fixtures/rollbar');
let source: RunningCollector;
let target: RunningCollector;
beforeEach(async () => {
  [source, target] = await Promise.all([runCollector(), runCollector()]);
});
afterEach(async () => {
  await Promise.all([source.dispose(), target.dispose()]);
});

/** Reports of every recorded SDK in two projects, a deploy, users, and decisions of many kinds. */
async function fill(): Promise<void> {
  const names = readdirSync(fixtures).filter((name) => !name.endsWith('.expected.json'));
  for (const [index, name] of names.entries()) {
    source.clock.now += 3_600_000;
    const { data } = JSON.parse(readFileSync(join(fixtures, name), 'utf8')) as { data: JsonObject };
    await source.post(data, index % 3 === 0 ? 'b'.repeat(32) : undefined);
  }
  const person = { id: 7, username: 'ann', email: 'ann@example.com' };
  for (const method of ['pay', 'ship', 'bill', 'pay', 'pay'])
    await source.post(errorData({ person, code_version: '1.2.0', note: 'žluťoučký \u0000 🐎' }, { method }));
  await fetch(`${source.collector.status().ingest.url}/api/1/deploy`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Rollbar-Access-Token': source.collector.status().token },
    body: JSON.stringify({ environment: 'production', revision: '1.2.0', local_username: 'ann' }),
  });
  await source.client.call('users.create', { username: 'bob', email: 'bob@example.com' });
  await decide();
}

async function decide(): Promise<void> {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (await source.items()).map(({ id }) => id);
  const wishes = [
    { kind: 'resolve', inVersion: '2.0', itemIds: [a] },
    { kind: 'mute', itemIds: [b] },
    { kind: 'note', itemIds: [c], text: 'see the <b>log</b>' },
    { kind: 'merge', itemIds: [d], into: e },
    { kind: 'assign', itemIds: [c], userId: 2 },
    { kind: 'pin', itemIds: [f], isOn: true },
    { kind: 'set-title', itemIds: [f], title: 'A name of my own' },
  ] as const;
  for (const [index, wish] of wishes.entries()) {
    const stamp = { id: `00000000-0000-4000-9000-00000000000${String(index)}`, at: source.clock.now };
    const { itemIds, ...rest } = wish;
    await source.client.call('items.triage', { command: { ...stamp, ...rest, itemIds: [...itemIds] } });
  }
  const filter = { view: 'active', projectId: 1, environment: null, text: 'level:error' } as const;
  await source.client.call('search.save', { name: 'mine', filter, sort: 'last' });
}

type Dump = Record<string, unknown[]>;

/** Every row of every table of a bundle, reports as text. */
async function dump({ folder, client }: RunningCollector): Promise<Dump> {
  // Counts are written when somebody asks.
  await client.call('app.status', {});
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const tables: Dump = {};
  for (const { name } of bundled) tables[name] = db.prepare(`SELECT * FROM ${name}`).all();
  const bodies = bodyTable(db);
  const ids = db.prepare<[], number>('SELECT id FROM occurrence').pluck().all();
  tables['body'] = ids.map((id) => [id, bodies.read(id)]);
  for (const name of ['item_count', 'active_hour'])
    tables[name] = db.prepare(`SELECT * FROM ${name} WHERE count <> 0`).all();
  db.close();
  return tables;
}

interface Counted {
  rows: number;
  uuids: number;
  total: number;
}

/** The uuids of all occurrences, and the sum of what items count. */
async function counted({ folder, client }: RunningCollector): Promise<Counted | undefined> {
  await client.call('app.status', {});
  const db = new Database(join(folder, 'stacktray.db'), { readonly: true });
  const row = db
    .prepare<[], Counted>(
      `SELECT count(*) AS rows, count(DISTINCT uuid) AS uuids,
         (SELECT sum(total_occurrences) FROM item WHERE merged_into IS NULL) AS total FROM occurrence`,
    )
    .get();
  db.close();
  return row;
}

it('makes an empty installation equal, field by field', async () => {
  await fill();
  const bundle = await exportFrom(source.client);
  const job = await importInto(target.client, bundle);
  expect(job).toMatchObject({ state: 'done', problem: null, outcome: { kind: 'imported', projects: 2, known: 0 } });
  expect(await dump(target)).toEqual(await dump(source));
  // Counted once, also by the next start.
  await target.restart();
  expect(await dump(target)).toEqual(await dump(source));
  const titles = (await source.items()).map(({ title, status }) => [title, status]);
  expect((await target.items()).map(({ title, status }) => [title, status])).toEqual(titles);
  // The next report finds its item there.
  const before = (await target.items()).length;
  await target.post(errorData({}, { method: 'ship' }));
  expect(await target.items()).toHaveLength(before);
});

/** Packs all reports; each item has had seven that are not stored any more, two of them moved by a change of the grouping. */
function packAndPrune(): void {
  const db = new Database(join(source.folder, 'stacktray.db'));
  const packer = bodyPacker(db);
  while (packer.packSome(Number.MAX_SAFE_INTEGER, 1));
  for (const [from, count] of [
    [0, 5],
    [99, 2],
  ])
    db.prepare(
      `INSERT INTO unstored_count SELECT id, id, ?, 3, environment_id, 0, first_occurrence_id, ?, first_occurrence_id,
         11000000, last_occurrence_id, 11000000 FROM item`,
    ).run(from, count);
  db.exec(`UPDATE item SET total_occurrences = total_occurrences + 7;
    INSERT INTO item_hour SELECT id, 3, environment_id, 7 FROM item;
    INSERT INTO unstored_person SELECT id, id, 0, 'gone' FROM item;
    INSERT INTO retention_item SELECT id, first_occurrence_id, 8, 0 FROM item;
    INSERT INTO milestone SELECT first_occurrence_id FROM item WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO storm_gap SELECT id, first_occurrence_id, 4 FROM item`);
  db.close();
}

it('takes packed reports along, and what counts without being stored', async () => {
  await fill();
  packAndPrune();
  const bundle = await exportFrom(source.client);
  expect(await importInto(target.client, bundle)).toMatchObject({ state: 'done', problem: null });
  const [there, here] = [await dump(source), await dump(target)];
  const joined = (there['unstored_count'] ?? []).flatMap((row) =>
    (row as { from_item_id: number }).from_item_id === 0 ? [{ ...(row as object), count: 7 }] : [],
  );
  expect(joined.length).toBeGreaterThan(5);
  expect(here).toEqual({ ...there, unstored_count: joined });
  const checked = await ended(target.client, target.client.call('data.check', { backup: null }));
  expect(checked.outcome).toMatchObject({ report: { isSound: true, findings: [] } });
});

it('adds projects beside those that are there, and passes over what is known', async () => {
  await fill();
  for (const method of ['own', 'other']) await target.post(errorData({}, { method }));
  await target.client.call('users.create', { username: 'ann', email: 'ann@example.com' });
  const own = await target.items();
  const bundle = await exportFrom(source.client);
  const added = (await dump(source))['occurrence']?.length ?? 0;
  expect((await importInto(target.client, bundle)).outcome).toMatchObject({ occurrences: added, known: 0 });
  const all = await target.items();
  expect(all.filter(({ id }) => own.some((each) => each.id === id))).toEqual(own);
  expect(await counted(target)).toEqual({ rows: added + 2, uuids: added + 2, total: added + 2 });
  const assigned = all.find(({ assignedUserId }) => assignedUserId !== null);
  const users = await target.client.call('users.list', {});
  expect(users.find(({ id }) => id === assigned?.assignedUserId)?.username).toBe('bob');
  const detail = await target.client.call('items.get', { id: assigned?.id ?? 0 });
  expect(JSON.stringify(detail)).toContain('see the <b>log</b>');
  const again = await importInto(target.client, bundle);
  expect(again.outcome).toMatchObject({ projects: 0, items: 0, occurrences: 0, known: added });
  expect((await counted(target))?.rows).toBe(added + 2);
});

it('counts of an item that is half known only what is new', async () => {
  const uuid = '00000000-0000-4000-8000-000000000001';
  await source.post(errorData({ uuid }));
  await source.post(errorData({}));
  await target.post(errorData({ uuid }));
  const { outcome } = await importInto(target.client, await exportFrom(source.client));
  expect(outcome).toMatchObject({ occurrences: 1, known: 1, items: 1 });
  expect(await counted(target)).toEqual({ rows: 2, uuids: 2, total: 2 });
});

it('exports one project, or some items with what belongs to them', async () => {
  await fill();
  const [first] = await source.client.call('projects.list', {});
  await importInto(target.client, await exportFrom(source.client, { projectId: first?.id ?? 0, itemIds: null }));
  expect((await target.client.call('projects.list', {})).map(({ name }) => name)).toEqual([first?.name]);
  const [item] = await source.items({ text: 'pay' });
  const some = await exportFrom(source.client, { projectId: null, itemIds: [item?.id ?? 0] });
  const third = await runCollector();
  try {
    await importInto(third.client, some);
    expect((await third.items()).map(({ title }) => title)).toEqual([item?.title]);
    expect((await counted(third))?.rows).toBe(item?.totalOccurrences);
  } finally {
    await third.dispose();
  }
});

it('has no secrets in a bundle', async () => {
  await fill();
  const made = await source.client.call('account.createToken', { name: 'mcp', scopes: ['read'] });
  const text = gunzipSync(await exportFrom(source.client)).toString('utf8');
  expect(text).toContain('ann@example.com');
  for (const secret of [made.secret, source.collector.status().token, 'b'.repeat(32)])
    expect(text).not.toContain(secret);
});

it.each([
  ['is cut off', (text: string): string => text.slice(0, -200), 'its end is missing|no JSON'],
  ['has lost a line', (text: string): string => text.replace(/^\["occurrence".*\n/m, ''), 'lost rows of occurrence'],
  ['is of another kind', (): string => '{"hello":1}\n', 'no bundle of Stacktray'],
  ['is newer', (text: string): string => text.replace(/"tables":\d+/, '"tables":9999'), 'newer Stacktray'],
  ['names no table', (text: string): string => text.replace('["person"', '["token"'), 'not known here'],
  ['has a status of its own', (text: string): string => text.replace(/"status":1/, '"status":77'), 'no reader'],
])('refuses a bundle that %s, and changes nothing', async (_what, spoil, words) => {
  await source.post(errorData({ person: { id: '1' } }));
  const text = gunzipSync(await exportFrom(source.client)).toString('utf8');
  await target.post(errorData({}));
  const before = await dump(target);
  const job = await importInto(target.client, gzipSync(spoil(text)));
  expect(job.state).toBe('failed');
  expect(job.problem).toMatch(new RegExp(words));
  expect(await dump(target)).toEqual(before);
});

it('refuses what is no gzip', async () => {
  const job = await importInto(target.client, Buffer.from('this is just a text that somebody dropped'));
  expect(job).toMatchObject({ state: 'failed' });
  expect(job.problem).toContain('it is damaged, or no bundle');
});

it('takes away at the next start what an import has left that was stopped with the whole process', async () => {
  await target.post(errorData({}));
  const before = await dump(target);
  const db = new Database(join(target.folder, 'stacktray.db'));
  db.exec(`
    UPDATE sqlite_sequence SET seq = 10 WHERE name IN ('project', 'item', 'occurrence');
    INSERT INTO project (id, name, named_by, created_at, deleted_at) VALUES (7, 'half', 'person', 1, 1);
    INSERT INTO setting VALUES ('import-under-way',
      '{"project":{"after":5,"until":10},"item":{"after":5,"until":10},"occurrence":{"after":5,"until":10}}')`);
  db.close();
  await target.restart();
  await expect.poll(() => dump(target)).toEqual(before);
});

it('has a place or a reason for every table', () => {
  const db = new Database(join(source.folder, 'stacktray.db'), { readonly: true });
  const tables = ordinaryTables(db).map(({ name }) => name);
  db.close();
  const placed = [...bundled.map(({ name }) => name), ...Object.keys(notBundled)];
  expect(tables.toSorted()).toEqual(placed.toSorted());
});
