/** Deleting a person (rollbar.md 3.12): afterwards nothing that is stored names them, and nothing else is missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

const email = 'Ada.Lovelace@Example.org';
const username = 'ada.lovelace';
const ada = { id: '4711', username, email, name: 'Ada L' };
const ben = { id: '42', username: 'ben', email: 'ben@example.org' };
const traces = [email, username, 'lovelace', encodeURIComponent(email), '203.0.113.7', 'session=secret'];

let running: RunningCollector;
/** Of the account. */
let token: string;
beforeEach(async () => {
  running = await runCollector();
  token = (await running.client.call('account.createToken', { name: 'cleaner', scopes: ['read', 'write'] })).secret;
});
afterEach(() => running.dispose());

const databasePath = (): string => join(running.folder, 'stacktray.db');

/** Every value of every table, bodies unpacked. */
function stored(): string {
  const db = new Database(databasePath(), { readonly: true });
  const tables = db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all();
  const values = tables.flatMap((table) =>
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
      .all()
      .flatMap((row) => Object.values(row)),
  );
  db.close();
  return values.map(textOf).join('\n');
}

function textOf(value: unknown): string {
  if (!Buffer.isBuffer(value)) return String(value);
  try {
    return inflateRawSync(value).toString('utf8');
  } catch {
    return value.toString('latin1');
  }
}

/** What is in the database's files, free pages and log included, of the person. */
function inFiles(): string[] {
  const files = readdirSync(running.folder).map((name) => readFileSync(join(running.folder, name)).toString('latin1'));
  const all = files.join('\n').toLowerCase();
  return traces.filter((trace) => all.includes(trace.toLowerCase()));
}

async function packEverything(): Promise<void> {
  await running.restart();
  const db = new Database(databasePath());
  const bodies = db.prepare<[], { occurrence_id: number; text: string }>('SELECT * FROM fresh_body').all();
  for (const { occurrence_id: id, text } of bodies)
    db.prepare('INSERT INTO packed_body VALUES (?, 1, ?)').run(id, deflateRawSync(text));
  db.exec('DELETE FROM fresh_body');
  db.close();
}

function reportOf(person: object, more: JsonObject = {}): JsonObject {
  return {
    ...errorData({}, { method: 'pay' }),
    person: person as JsonObject,
    request: {
      ...{ url: `http://shop.example/?who=${encodeURIComponent(email)}`, user_ip: '203.0.113.7' },
      headers: { Cookie: 'session=secret', 'X-Forwarded-For': '203.0.113.7', Accept: 'text/html' },
    },
    custom: { note: `mail to ${email.toLowerCase()} from 203.0.113.7`, big: 12_345, [username]: 'a key' },
    ...more,
  };
}

const remove = (body: object): Promise<ApiAnswer> =>
  askApi(running, { method: 'POST', path: '/people/delete_jobs/', token, body });

async function deletePerson(wanted: object = { email: email.toLowerCase() }): Promise<void> {
  const { body } = await remove(wanted);
  const { id } = body.result as { id: number };
  await expect
    .poll(async () => (await askApi(running, { path: `/people/delete_jobs/${String(id)}`, token })).body.result, {
      timeout: 20_000,
    })
    .toEqual({ state: 'success', id });
}

/** The person in every place that there is. */
async function everywhere(): Promise<void> {
  const uuid = '11111111-2222-4333-8444-555555555555';
  await running.post(reportOf(ada, { uuid, title: `${email} cannot pay` }));
  await running.post(reportOf(ada));
  await packEverything();
  await running.post(reportOf(ada));
  await running.post({ ...errorData(), person: ben, custom: { friend: `\u00e9 ${email}`, ben: 'ben@example.org' } });
  const ask = (path: string, body: object | string): Promise<ApiAnswer> =>
    askApi(running, { method: 'POST', path, body });
  await ask('/item/', `{"data":{"person":${JSON.stringify(ada)},"body":{`);
  await ask('/deploy', { environment: 'test', revision: 'a1', comment: `thanks to ${username}` });
  await ask('/rql/jobs', { query_string: `SELECT person.email FROM item_occurrence WHERE person.email = '${email}'` });
  await ask('/session', {
    resourceSpans: [{ scopeSpans: [{ spans: [{ name: `page of ${email}`, attributes: [] }] }] }],
  });
  await askApi(running, {
    ...{ method: 'POST', path: '/session', headers: { 'X-Rollbar-Replay-Id': 'abc' } },
    body: { resourceSpans: [{ scopeSpans: [{ spans: [{ name: `page of ${email}` }] }] }] },
  });
  await expect.poll(() => running.collector.status().search, { timeout: 20_000 }).toEqual({ behind: 0 });
  const filter = { view: 'all' as const, projectId: null, environment: null, text: `email:"${email}"` };
  await running.client.call('search.save', { name: `What ${username} met`, filter, sort: 'last' });
  const query = `SELECT * FROM item_occurrence WHERE person.email = '${email}'`;
  await running.client.call('queries.save', { name: `Of ${username}`, query });
  const [item] = await running.items();
  const at = running.clock.now;
  const title = `another title with ${email}`;
  await running.client.call('items.triage', {
    command: { kind: 'set-title', id: '21111111-2222-4333-8444-555555555555', at, itemIds: [item?.id ?? 0], title },
  });
}

it('leaves no trace in any table and in no file', async () => {
  await everywhere();
  const before = stored();
  expect(traces.filter((trace) => !before.includes(trace))).toEqual([]);
  await deletePerson();
  const after = stored().toLowerCase();
  expect(traces.filter((trace) => after.includes(trace.toLowerCase()))).toEqual([]);
  expect(inFiles()).toEqual([]);
});

it('leaves everything else', async () => {
  await everywhere();
  const counts = (await running.items()).map(({ id, totalOccurrences, people }) => ({ id, totalOccurrences, people }));
  await deletePerson();
  const items = await running.items();
  expect(items.map(({ id, totalOccurrences, people }) => ({ id, totalOccurrences, people }))).toEqual(counts);
  const { instances } = (await askApi(running, { path: '/instances' })).body.result as {
    instances: { data: { person?: object; custom: JsonObject; request?: { headers: object } } }[];
  };
  expect(instances).toHaveLength(4);
  const [others, own] = instances;
  expect(others?.data).toMatchObject({ person: ben, custom: { friend: '\u00e9 [removed]', ben: 'ben@example.org' } });
  expect(own?.data.person).toBeUndefined();
  expect(own?.data.request?.headers).toEqual({ Accept: 'text/html' });
  expect(own?.data.custom).toEqual({ note: 'mail to [removed] from [removed]', big: 12_345, '[removed]': 'a key' });
});

it.each([
  ['username', { username: username.toUpperCase() }],
  ['id', { person_id: '4711' }],
  ['id, under its other name', { id: '4711' }],
])('finds the person by %s', async (_name, wanted) => {
  await running.post(reportOf(ada));
  await running.post({ ...errorData(), person: ben });
  await deletePerson(wanted);
  expect(inFiles()).toEqual([]);
  expect(stored()).toContain('ben@example.org');
});

it('deletes the person in all projects', async () => {
  await running.post(reportOf(ada), 'b'.repeat(32));
  await deletePerson();
  expect(inFiles()).toEqual([]);
});

it('does not take a short name for the person where it means something else', async () => {
  await running.post({ ...errorData(), person: { id: '7', username: 'admin' }, custom: { admin: 'admin' } });
  await running.post({ ...errorData(), custom: { role: 'admin', id: 7 } });
  await deletePerson({ username: 'admin' });
  const { instances } = (await askApi(running, { path: '/instances' })).body.result as {
    instances: { data: { custom: object; person?: object } }[];
  };
  expect(instances.map(({ data }) => data.custom)).toEqual([{ role: 'admin', id: 7 }, { '[removed]': '[removed]' }]);
  expect(instances[1]?.data.person).toBeUndefined();
});

it('takes reports meanwhile, and goes on with the next person', async () => {
  for (let sent = 0; sent < 10; sent += 1)
    await Promise.all(Array.from({ length: 30 }, () => running.post(reportOf(ada, { fingerprint: 'one' }))));
  const jobs = [deletePerson(), deletePerson({ email: ben.email })];
  const answers: number[] = [];
  for (let sent = 0; sent < 30; sent += 1) answers.push((await running.post(errorData())).status);
  await Promise.all(jobs);
  expect(answers.filter((status) => status !== 200)).toEqual([]);
  expect((await running.items()).map(({ totalOccurrences }) => totalOccurrences).toSorted()).toEqual([30, 300]);
  expect(inFiles()).toEqual([]);
});

it('forgets which items the person met, even where their report has gone', async () => {
  const uuid = '11111111-2222-4333-8444-555555555555';
  await running.post({ ...errorData({ uuid }), person: ada });
  await running.post(errorData());
  await askApi(running, { method: 'DELETE', path: `/instance/${uuid}` });
  await deletePerson();
  const db = new Database(databasePath(), { readonly: true });
  const met = db.prepare('SELECT * FROM item_person').all();
  db.close();
  expect(met).toEqual([]);
});

it('succeeds when nobody fits', async () => {
  await running.post(reportOf(ben));
  await running.items();
  const before = stored();
  await deletePerson({ email: 'nobody@example.org' });
  expect(stored()).toContain('ben@example.org');
  expect(before).toContain('ben@example.org');
});

it.each([[{}], [{ email, username }], [{ id: '1', person_id: '1' }], [{ email: '' }]])(
  'wants to know exactly one thing of the person: %j',
  async (body) => {
    const answer = await remove(body);
    expect([answer.status, answer.body]).toEqual([
      422,
      { err: 1, message: "Invalid format. Exactly one of 'email', 'username' and 'person_id' is required." },
    ]);
  },
);

it('takes the person from the query, too, and knows no other jobs', async () => {
  const created = await askApi(running, {
    method: 'POST',
    token,
    path: `/people/delete_jobs?email=${encodeURIComponent(email)}`,
  });
  expect(created.body).toEqual({ err: 0, result: { id: 1 } });
  const missing = await askApi(running, { path: '/people/delete_jobs/99', token });
  expect([missing.status, missing.body.message]).toEqual([404, 'Job not found']);
});
