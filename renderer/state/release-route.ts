/** The addresses of deploys and versions: one of them, and the project and environment that the list keeps to. Pure. */
import { versionEvents, type VersionEvent } from '../../shared/version.ts';

/** Null for all. */
export interface Whereabouts {
  projectId: number | null;
  environment: string | null;
}

export interface DeploysRoute extends Whereabouts {
  screen: 'deploys';
  id: number | null;
}

/** Without an event it is `new`. `withId` is the version that it is compared with. */
export interface VersionsRoute extends Whereabouts {
  screen: 'versions';
  id: number | null;
  event?: VersionEvent;
  withId?: number;
}

export type ReleaseRoute = DeploysRoute | VersionsRoute;

/** `words` is the query of the address; `idOf` reads a number above 0. */
export function parseReleases(
  screen: 'deploys' | 'versions',
  id: number | null,
  { words, idOf }: { words: URLSearchParams; idOf: (text: string | undefined) => number | null },
): ReleaseRoute {
  const projectId = idOf(words.get('project') ?? undefined);
  const environment = words.get('environment')?.slice(0, 255) ?? null;
  if (screen === 'deploys') return { screen, id, projectId, environment };
  const event = versionEvents.find((each) => each === words.get('event') && each !== 'new');
  const withId = idOf(words.get('with') ?? undefined);
  return {
    ...{ screen, id, projectId, environment },
    ...(event === undefined ? {} : { event }),
    ...(withId === null ? {} : { withId }),
  };
}

export function hashOfReleases(route: ReleaseRoute): string {
  const { screen, id, projectId, environment } = route;
  const words = new URLSearchParams();
  if (projectId !== null) words.set('project', String(projectId));
  if (environment !== null) words.set('environment', environment);
  if (screen === 'versions' && route.event !== undefined && route.event !== 'new') words.set('event', route.event);
  if (screen === 'versions' && route.withId !== undefined) words.set('with', String(route.withId));
  const path = `#/${screen}${id === null ? '' : `/${String(id)}`}`;
  return words.size === 0 ? path : `${path}?${words.toString()}`;
}
