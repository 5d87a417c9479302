/** Finds the routes at a URL. One place per path, so that a wrong method and a preflight can be told from a wrong path. */
import findMyWay from 'find-my-way';
import type { Route } from './route.ts';

/** All routes of one path. */
export interface Place {
  path: string;
  methods: Map<string, Route>;
}

export interface Found {
  place: Place;
  params: Record<string, string>;
}

/**
 * Looks up the path of a request target, in origin or absolute form, whatever its slashes are (rollbar.md 1.1: trailing
 * slashes are irrelevant, and a redirect would lose the report). Null for an unknown path.
 */
export type FindPlace = (target: string) => Found | null;

/** Names of versions can be long and, encoded, three times as long. */
const maxParamLength = 1000;

export function createRouter(routes: Route[]): FindPlace {
  const router = findMyWay({ ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength });
  for (const place of placesOf(routes)) router.on('GET', place.path, doNothing, place);
  return (target) => {
    const found = router.find('GET', target);
    const place = (found?.store ?? null) as Place | null;
    return place && { place, params: { ...found?.params } as Record<string, string> };
  };
}

function placesOf(routes: Route[]): Iterable<Place> {
  const places = new Map<string, Place>();
  for (const route of routes) {
    const place = places.get(route.path) ?? { path: route.path, methods: new Map<string, Route>() };
    place.methods.set(route.method, route);
    places.set(route.path, place);
  }
  return places.values();
}

/**
 * Is this method open to any web page there? A preflight is judged by the method that it asks for; where there is no such
 * method, the refusal may be read by pages that may call the place at all.
 */
export function isOpenFor({ methods }: Place, method: string): boolean {
  const route = methods.get(method === 'HEAD' ? 'GET' : method);
  return route?.open ?? [...methods.values()].some((each) => each.open);
}

/** The router wants a handler; the listener calls the route itself. */
function doNothing(): void {}
