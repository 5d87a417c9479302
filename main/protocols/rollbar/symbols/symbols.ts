/** Uploads of symbol files (rollbar.md 3.8): all their routes. */
import type { Library } from '../../library.ts';
import type { Route } from '../../route.ts';
import { bundleRoutes } from './bundles.ts';
import { nativeSymbolRoutes } from './native-symbols.ts';
import { sourceMapRoutes } from './source-maps.ts';

export function symbolRoutes(library: Library): Route[] {
  return [...sourceMapRoutes(library), ...bundleRoutes(library), ...nativeSymbolRoutes(library)];
}
