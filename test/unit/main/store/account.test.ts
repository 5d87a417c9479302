/** Tokens, teams and invites as they are stored. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../main/store/store.ts';

let folder: string;
let store: Store;
const open = (): Store => openStore(folder, { now: () => 1_000_000, log: (line) => expect.unreachable(line) });
const secret = 'a1b2c3d4'.repeat(4);
const first = { offset: 0, limit: 100 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-account-'));
  store = open();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function newToken(keepSecret: boolean): number {
  const projectId = store.projects.create({ name: 'shop', namedBy: 'person', at: 5 });
  return store.tokens.create({ projectId, name: 'ci', token: secret, keepSecret, scopes: ['read'], at: 6 });
}

it('forgets a token in use as soon as it is changed', () => {
  const id = newToken(true);
  expect(store.tokens.find(secret)).toMatchObject({ status: 'enabled', limit: null });
  store.tokens.change(id, { status: 'disabled', limit: { count: 1, seconds: 60 } }, 7);
  expect(store.tokens.find(secret)).toMatchObject({ status: 'disabled', limit: { count: 1, seconds: 60 } });
  expect(store.tokens.hasLimits()).toBe(true);
  store.tokens.remove(id, 8);
  expect(store.tokens.find(secret)).toMatchObject({ status: 'deleted' });
  expect([store.tokens.byId(id), store.tokens.ofProject(1), store.tokens.hasLimits()]).toEqual([undefined, [], false]);
});

it('writes no secret to the disk that is told once', async () => {
  newToken(false);
  const account = 'e5f6a7b8'.repeat(4);
  store.accountTokens.create({ token: account, name: 'mcp', scopes: ['read'], at: 6 });
  expect(store.accountTokens.find(account)).toEqual({ scopes: ['read'], status: 'enabled' });
  await store.close();
  const file = readFileSync(join(folder, 'stacktray.db'));
  store = open();
  expect([file.includes('"read"'), file.includes(secret), file.includes(account)]).toEqual([true, false, false]);
});

it('has two teams and one user from the beginning, and the owners look after every project', () => {
  expect(store.users.list()).toEqual([{ id: 1, username: 'you', email: 'you@localhost' }]);
  expect(store.teams.page(first).map((team) => team.accessLevel)).toEqual(['owner', 'everyone']);
  const id = store.projects.create({ name: 'shop', namedBy: 'default', at: 5 });
  expect([store.teams.projects.has(1, id), store.teams.projects.has(2, id)]).toEqual([true, false]);
  expect(store.teams.projects.ofUser(1)).toEqual([id]);
  store.projects.remove(id, 6);
  expect([store.teams.projects.of(1, first), store.projects.records()]).toEqual([[], []]);
});

it('takes members, projects and invites of a team away with it', () => {
  const projectId = store.projects.create({ name: 'shop', namedBy: 'person', at: 5 });
  const teamId = store.teams.create({ name: 'web', accessLevel: 'light' });
  store.teams.users.add(teamId, 1);
  store.teams.users.add(teamId, 1);
  store.teams.projects.add(teamId, projectId);
  const invite = { fromUserId: 1, teamId, email: 'a@b', status: 'pending' as const, createdAt: 5, redeemedAt: null };
  store.invites.create(invite);
  expect(store.teams.users.of(teamId, first)).toHaveLength(1);
  expect(store.invites.pending('A@B')).toMatchObject([{ teamId }]);
  store.teams.remove(teamId);
  expect(store.teams.users.teamsOf(1).map(({ id }) => id)).toEqual([1, 2]);
  expect(store.teams.projects.teamsOf(projectId).map(({ id }) => id)).toEqual([1]);
  expect(store.invites.page({ ...first, teamId: null, email: null })).toEqual([]);
});
