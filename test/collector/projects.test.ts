/** How projects look, and what it means that one is archived. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemFilter } from '../../shared/contract.ts';
import type { Project } from '../../shared/project.ts';
import { errorData, everything, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

const shopToken = 'b'.repeat(32);
const filter = (some: Partial<ItemFilter>): ItemFilter => ({ ...everything, ...some });

/** Two projects with a report each; the second is the one of `shopToken`. */
async function twoProjects(): Promise<[Project, Project]> {
  await running.post(errorData({ server: { root: '/srv/api' } }));
  await running.post(errorData({ server: { root: '/srv/shop' } }), shopToken);
  await running.items();
  const [first, second] = await running.client.call('projects.list', {});
  if (!first || !second) throw new Error('a project is missing');
  return [first, second];
}
const projectsOfItems = async (some: Partial<ItemFilter> = {}): Promise<number[]> =>
  (await running.items(some)).map((row) => row.projectId).toSorted((a, b) => a - b);

it('keeps the colour and the icon that a person chose', async () => {
  const [project] = await twoProjects();
  expect(project).toMatchObject({ colour: null, icon: null, archivedAt: null });
  const marked = await running.client.call('projects.mark', { id: project.id, colour: 7, icon: 'rocket' });
  expect(marked).toMatchObject({ colour: 7, icon: 'rocket' });
  await running.restart();
  expect((await running.client.call('projects.list', {}))[0]).toMatchObject({ colour: 7, icon: 'rocket' });
  await running.client.call('projects.mark', { id: project.id, colour: null, icon: null });
  expect((await running.client.call('projects.list', {}))[0]).toMatchObject({ colour: null, icon: null });
});

it('lists nothing of an archived project among others, in any view or environment', async () => {
  const [api, shop] = await twoProjects();
  running.clock.now += 1000;
  const archived = await running.client.call('projects.archive', { id: shop.id, isArchived: true });
  expect(archived.archivedAt).toBe(running.clock.now);
  expect(await projectsOfItems()).toEqual([api.id]);
  expect(await projectsOfItems({ view: 'active', environment: 'production' })).toEqual([api.id]);
  expect(await projectsOfItems({ text: 'x is not a function' })).toEqual([api.id]);
  expect(await running.client.call('items.counts', { filter: everything })).toMatchObject({
    active: 1,
    new: 1,
    all: 1,
  });
  const named = filter({ environment: 'production', text: 'TypeError' });
  expect(await running.client.call('items.counts', { filter: named })).toMatchObject({ active: 1, all: 1 });
  expect((await running.client.call('overview.read', { since: 0 })).active).toBe(1);
});

it('shows an archived project where it is asked for, and brings it back whole', async () => {
  const [api, shop] = await twoProjects();
  await running.client.call('projects.archive', { id: shop.id, isArchived: true });
  expect(await projectsOfItems({ projectId: shop.id })).toEqual([shop.id]);
  await running.client.call('projects.archive', { id: shop.id, isArchived: false });
  expect(await projectsOfItems()).toEqual([api.id, shop.id]);
  expect((await running.client.call('projects.list', {}))[1]).toEqual(shop);
});

it('goes on taking reports of an archived project', async () => {
  const [, shop] = await twoProjects();
  await running.client.call('projects.archive', { id: shop.id, isArchived: true });
  const other = errorData({ server: { root: '/srv/shop' } }, { method: 'ship' });
  expect((await running.post(other, shopToken)).status).toBe(200);
  expect(await projectsOfItems({ projectId: shop.id })).toEqual([shop.id, shop.id]);
  expect(await running.client.call('projects.archive', { id: shop.id, isArchived: true })).toMatchObject({
    name: 'shop',
  });
});

it('refuses what is no look and a project that is not there', async () => {
  const [{ id }] = await twoProjects();
  const ask = (params: object): Promise<unknown> =>
    running.client.call('projects.mark', { id, colour: null, icon: null, ...params });
  await expect(ask({ colour: 9 })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(ask({ icon: '<b>' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(ask({ id: 4711 })).rejects.toMatchObject({ code: 'not-found' });
  const gone = running.client.call('projects.archive', { id: 4711, isArchived: true });
  await expect(gone).rejects.toMatchObject({ code: 'not-found' });
});
