import { expect, it } from 'vitest';
import { createProjects } from '../../../../renderer/state/projects.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { Project } from '../../../../shared/project.ts';
import { createStage } from '../stage.ts';

const project = (id: number, name: string): Project => ({
  ...{ id, name, createdAt: 0, lastReportAt: null, activeItems: 0, environments: [] },
});

function setUp() {
  let kept = Array.from({ length: 6 }, (_, index) => project(index + 10, `p${String(index)}`));
  const stage = createStage({
    'projects.list': () => kept,
    'projects.create': ({ name }) => {
      const made = project(99, name);
      kept = [...kept, made];
      return made;
    },
    'projects.rename': ({ id, name }) => {
      if (name === 'taken') throw new Refusal('conflict', 'taken');
      return project(id, name);
    },
  });
  return { stage, projects: createProjects(stage) };
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
