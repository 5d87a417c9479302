/** Which source maps there are, in memory: asked for every report, so a project without maps costs one look. */
import { flatKeys, mapKey } from './map-url.ts';

/** Where a source map is to be applied; `identifier` is a key of map-url.ts. */
export interface MapPlace {
  id: number;
  projectId: number;
  version: string;
  identifier: string;
  /** May the built file be in any folder below that of the identifier? */
  isFlat: boolean;
}

export interface MapIndex {
  /** Takes the place of what was known of the same project, version and identifier. */
  add(place: MapPlace): void;
  remove(place: MapPlace): void;
  hasAny(projectId: number): boolean;
  /** The source map of a built file. */
  find(wanted: { projectId: number; version: string; url: string }): number | null;
}

/** A report's version is cut there (rollbar.md 2.1), in characters. */
const longestVersion = 40;

/** The version by which reports and uploads meet. */
export function versionKey(version: string): string {
  return version.slice(0, longestVersion);
}

interface Entry {
  id: number;
  isFlat: boolean;
}

export function createMapIndex(places: Iterable<MapPlace>): MapIndex {
  /** Project, version, identifier. */
  const projects = new Map<number, Map<string, Map<string, Entry>>>();
  const add = ({ id, projectId, version, identifier, isFlat }: MapPlace): void => {
    const versions = projects.get(projectId) ?? new Map<string, Map<string, Entry>>();
    const files = versions.get(versionKey(version)) ?? new Map<string, Entry>();
    projects.set(projectId, versions.set(versionKey(version), files.set(identifier, { id, isFlat })));
  };
  for (const place of places) add(place);
  return {
    add,
    remove: ({ id, projectId, version, identifier }) => {
      const versions = projects.get(projectId);
      const key = versionKey(version);
      const files = versions?.get(key);
      // It may have been replaced since.
      if (files?.get(identifier)?.id === id) files.delete(identifier);
      if (files?.size === 0) versions?.delete(key);
      if (versions?.size === 0) projects.delete(projectId);
    },
    hasAny: (projectId) => projects.has(projectId),
    find: ({ projectId, version, url }) => {
      const files = projects.get(projectId)?.get(versionKey(version));
      if (files === undefined) return null;
      const key = mapKey(url);
      const exact = files.get(key);
      if (exact !== undefined) return exact.id;
      return (
        flatKeys(key)
          .map((flat) => files.get(flat))
          .find((entry) => entry?.isFlat)?.id ?? null
      );
    },
  };
}
