import { expect, it } from 'vitest';
import { createProjects } from '../../../../renderer/state/projects.svelte.ts';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { Project, ProjectToken } from '../../../../shared/project.ts';
import { createStage } from '../stage.ts';

const project = (id: number, name: string): Project => ({
  ...{ id, name, createdAt: 0, lastReportAt: null, activeItems: 0, environments: [] },
  ...{ colour: null, icon: null, archivedAt: null },
});

const aToken = (projectId: number, change: Partial<ProjectToken> = {}): ProjectToken => ({
  ...{ id: 1, projectId, name: 'ci', secret: null, hint: 'once', scopes: ['read'], status: 'enabled', createdAt: 0 },
  ...{ limit: null, ...change },
});

function setUp() {
  let tokens: ProjectToken[] = [];
  let kept = Array.from({ length: 6 }, (_, index) => project(index + 10, `p${String(index)}`));
  const stage = createStage({
    'projects.list': () => kept,
    'projects.create': ({ name }) => {
      const made = project(99, name);
      kept = [...kept, made];
      return made;
    },
    'projects.archive': ({ id, isArchived }) => {
      kept = kept.map((each) => (each.id === id ? { ...each, archivedAt: isArchived ? 5 : null } : each));
      return kept.find((each) => each.id === id) ?? project(id, '');
    },
    'projects.mark': ({ id, colour, icon }) => {
      kept = kept.map((each) => (each.id === id ? { ...each, colour, icon } : each));
      return kept.find((each) => each.id === id) ?? project(id, '');
    },
    'projects.tokens': ({ id }) => (kept.some((each) => each.id === id) ? tokens : []),
    'projects.createToken': ({ id, name, scopes }) => {
      tokens = [aToken(id, { name, scopes })];
      return { token: aToken(id, { name, scopes }), secret: 'told once' };
    },
    'tokens.change': ({ id, status = 'enabled', limit = null }) => {
      if (id !== 1) throw new Refusal('not-found', 'gone');
      tokens = [aToken(10, { status, limit })];
      return aToken(10, { status, limit });
    },
    'tokens.remove': () => {
      tokens = [];
      return null;
    },
    'projects.remove': ({ id }) => {
      if (id === 11) throw new Refusal('not-found', 'gone');
      kept = kept.filter((each) => each.id !== id);
      return null;
    },
    'projects.resolvingEnvironments': () => ['production'],
    'projects.changeResolvingEnvironments': ({ id, environments }) => {
      if (id === 11) throw new Refusal('not-found', 'gone');
      return environments;
    },
    'projects.resolveRules': () => ({ quietDays: 30, byCommits: false }),
    'projects.changeResolveRules': ({ id, rules }) => {
      if (id === 11) throw new Refusal('not-found', 'gone');
      return rules;
    },
    'projects.rename': ({ id, name }) => {
      if (name === 'taken') throw new Refusal('conflict', 'taken');
      return project(id, name);
    },
  });
  const toasts = createToasts(stage.later);
  return { stage, projects: createProjects(stage, toasts), toasts };
}

it('gives each project a dot that stays', async () => {
  const { stage, projects } = setUp();
  expect([projects.known, projects.list]).toEqual([false, []]);
  projects.refresh();
  await stage.settle();
  expect([10, 11, 14, 15].map((id) => projects.dotOf(id))).toEqual([1, 2, 5, 1]);
  expect(projects.byId(11)?.name).toBe('p1');
});

it('shows what was made, and says why something was not done', async () => {
  const { stage, projects } = setUp();
  expect((await projects.create('new'))?.id).toBe(99);
  await stage.settle();
  expect(projects.list.at(-1)?.name).toBe('new');
  expect(await projects.rename(10, 'taken')).toBeNull();
  expect(projects.failure?.title).toBe('It has changed in the meantime');
});

it('makes, changes and deletes tokens, and shows what became of them', async () => {
  const { projects } = setUp();
  expect(await projects.createToken(10, { name: 'ci', scopes: ['read'] })).toBe('told once');
  expect(projects.tokens[10]).toMatchObject([{ name: 'ci', status: 'enabled' }]);
  const limit = { count: 5, seconds: 60 };
  await projects.changeToken(aToken(10), { status: 'disabled', limit });
  expect(projects.tokens[10]).toMatchObject([{ status: 'disabled', limit }]);
  expect(await projects.changeToken({ ...aToken(10), id: 7 }, {})).toBeUndefined();
  expect(projects.failure?.title).toBe('This is not there any more');
  await projects.removeToken(aToken(10));
  expect([projects.tokens[10], projects.failure]).toEqual([[], null]);
});

it('takes a deleted project away, unless it could not be deleted', async () => {
  const { stage, projects } = setUp();
  projects.refresh();
  await stage.settle();
  expect([await projects.remove(10), await projects.remove(11)]).toEqual([true, false]);
  await stage.settle();
  expect([projects.byId(10), projects.byId(11)?.name]).toEqual([null, 'p1']);
});

it('knows in which environments deploys resolve, and keeps that when a change fails', async () => {
  const { projects } = setUp();
  await projects.loadResolving(10);
  expect(projects.resolving).toEqual({ 10: ['production'] });
  await projects.setResolving(10, []);
  await projects.loadResolving(11);
  await projects.setResolving(11, ['test']);
  expect(projects.resolving).toEqual({ 10: [], 11: ['production'] });
  expect(projects.failure).not.toBeNull();
});

it('knows what resolves items by itself, and keeps that when a change fails', async () => {
  const { projects } = setUp();
  await projects.loadRules(11);
  await projects.setRules(10, { quietDays: 7, byCommits: true });
  await projects.setRules(11, { quietDays: 7, byCommits: true });
  expect(projects.rules).toEqual({ 10: { quietDays: 7, byCommits: true }, 11: { quietDays: 30, byCommits: false } });
  expect(projects.failure).not.toBeNull();
});

it('puts an archived project aside, still knows it, and takes it back', async () => {
  const { stage, projects, toasts } = setUp();
  projects.refresh();
  await stage.settle();
  const [first] = projects.list;
  if (first) await projects.archive(first, true);
  await stage.settle();
  expect(projects.list.map(({ id }) => id)).toEqual([11, 12, 13, 14, 15]);
  expect([projects.archived.map(({ id }) => id), projects.byId(10)?.name]).toEqual([[10], 'p0']);
  expect(toasts.list[0]?.words).toBe('p0 is archived');
  toasts.list[0]?.action?.run();
  await stage.settle();
  expect([projects.list.length, projects.archived.length, toasts.list[0]?.words]).toEqual([6, 0, 'p0 is back']);
});

it('shows the colour that was chosen', async () => {
  const { stage, projects } = setUp();
  projects.refresh();
  await stage.settle();
  await projects.mark(10, { colour: 7, icon: 'rocket' });
  await stage.settle();
  expect([projects.dotOf(10), projects.byId(10)?.icon, projects.dotOf(11)]).toEqual([7, 'rocket', 2]);
});
