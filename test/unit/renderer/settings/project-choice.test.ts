import { expect, it } from 'vitest';
import { another, projectChoice } from '../../../../renderer/settings/project-choice.ts';
import type { Project } from '../../../../shared/project.ts';

const project = (id: number, name: string): Project => ({
  ...{ id, name, createdAt: 1, lastReportAt: 2, activeItems: 0, environments: [] },
  ...{ colour: null, icon: null, archivedAt: null },
});
const shop = project(2, 'shop');

it('offers the first project under another name while nothing has been reported to it', () => {
  const choice = projectChoice([shop], null, 1);
  expect(choice.choices.map((each) => each.words)).toEqual(['shop', 'Another app']);
  expect(choice.project).toBe(shop);
  expect(projectChoice([shop], another, 1)).toMatchObject({ value: another, project: null });
});

it('follows the first project into the list when its first report comes', () => {
  const first = project(1, 'first');
  expect(projectChoice([first, shop].toReversed(), another, 1).project).toBe(first);
});

it('offers it once when it is in the list', () => {
  expect(projectChoice([project(1, 'first'), shop], '2', 1)).toMatchObject({ value: '2', project: shop });
  expect(projectChoice([project(1, 'first'), shop], null, 1).choices).toHaveLength(2);
});

it('falls back to what there is when the wanted one has gone', () => {
  expect(projectChoice([shop], '9', 2).project).toBe(shop);
  expect(projectChoice([], null, undefined)).toEqual({ choices: [], value: null, project: null });
});
