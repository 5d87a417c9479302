/** Rollbar's read/write API (rollbar.md 3) over what was kept: all its routes. */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { deployRoutes } from './deploys.ts';
import { instanceRoutes } from './instances.ts';
import { itemRoutes } from './items.ts';
import { metricRoutes } from './metrics.ts';
import { notificationRoutes } from './notifications.ts';
import { replayRoutes } from './replays.ts';
import { reportRoutes } from './reports.ts';
import { searchRoutes } from './search.ts';
import { serviceLinkRoutes } from './service-links.ts';
import { versionRoutes } from './versions.ts';

export function apiRoutes(library: Library): Route[] {
  return [
    ...itemRoutes(library),
    ...instanceRoutes(library),
    ...deployRoutes(library),
    ...versionRoutes(library),
    ...reportRoutes(library),
    ...replayRoutes(library),
    ...notificationRoutes(library),
    ...serviceLinkRoutes(library),
    ...metricRoutes(library),
    ...searchRoutes(library),
  ];
}
