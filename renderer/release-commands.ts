/** What the commands of the screens of deploys and versions do. */
import type { App } from './state/app.svelte.ts';
import type { ReleaseRoute, VersionsRoute, Whereabouts } from './state/release-route.ts';

function routeOf(app: App): ReleaseRoute | null {
  const { route } = app.address;
  return route.screen === 'deploys' || route.screen === 'versions' ? route : null;
}

/** From one of the screens to the other, project and environment stay chosen. */
export function goTo(app: App, screen: ReleaseRoute['screen']): void {
  const { projectId, environment } = routeOf(app) ?? { projectId: null, environment: null };
  app.address.go({ screen, projectId, environment, id: null });
}

/** Shows one of the list beside it; null closes it. */
export function open(app: App, id: number | null): void {
  const route = routeOf(app);
  if (!route) return;
  const { screen, projectId, environment } = route;
  const wanted = { screen, projectId, environment, id };
  if (route.id === null) app.address.go(wanted);
  else app.address.replace(wanted);
}

export function step(app: App, by: number): void {
  const route = routeOf(app);
  const list = route?.screen === 'deploys' ? app.deploys.list : app.versions.list;
  const id = list.neighbour(route?.id ?? null, by);
  if (id !== null) open(app, id);
}

export function keepTo(app: App, change: Partial<Whereabouts>): void {
  const route = routeOf(app);
  if (!route) return;
  const { screen, projectId, environment } = route;
  app.address.replace({ screen, projectId, environment, id: null, ...change });
}

/** What of the open version is shown. */
export function showOfVersion(app: App, change: Pick<VersionsRoute, 'event' | 'withId'>): void {
  const route = routeOf(app);
  if (route?.screen !== 'versions') return;
  const { screen, id, projectId, environment } = route;
  app.address.replace({ screen, id, projectId, environment, ...change });
}
