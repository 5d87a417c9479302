/** Finds the routes at a URL. One place per path, so that a wrong method and a preflight can be told from a wrong path. */
import findMyWay from 'find-my-way';
import type { Route } from './route.ts';

/** All routes of one path. */
export interface Place {
  path: string;
  open: boolean;
  methods: Map<string, Route>;
}

/**
 * Looks up the path of a request target, in origin or absolute form, whatever its slashes are (rollbar.md 1.1: trailing
 * slashes are irrelevant, and a redirect would lose the report). Null for an unknown path.
 */
export type FindPlace = (target: string) => Place | null;

export function createRouter(routes: Route[]): FindPlace {
  const router = findMyWay({ ignoreTrailingSlash: true, ignoreDuplicateSlashes: true });
  for (const place of placesOf(routes)) router.on('GET', place.path, doNothing, place);
  return (target) => {
    const found = router.find('GET', target);
    return found === null ? null : (found.store as Place);
  };
}

function placesOf(routes: Route[]): Iterable<Place> {
  const places = new Map<string, Place>();
  for (const route of routes) {
    const place = places.get(route.path) ?? { path: route.path, open: route.open, methods: new Map<string, Route>() };
    place.methods.set(route.method, route);
    places.set(route.path, place);
  }
  return places.values();
}

/** The router wants a handler; the listener calls the route itself. */
function doNothing(): void {}
