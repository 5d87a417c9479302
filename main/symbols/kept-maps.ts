/** Source maps that have been read, the least recently used one going first when they take too much memory. */
import type { SourceMap } from './source-map.ts';

export interface KeptMaps {
  get(fileId: number): SourceMap | undefined;
  /** Keeps a map, or marks one that is kept as used just now. */
  keep(fileId: number, map: SourceMap): void;
}

/** `most` in bytes; one map that takes more by itself is kept as long as no other one is asked for. */
export function createKeptMaps(most: number): KeptMaps {
  const maps = new Map<number, SourceMap>();
  let cost = 0;
  const drop = (fileId: number): void => {
    cost -= maps.get(fileId)?.cost ?? 0;
    maps.delete(fileId);
  };
  return {
    get: (fileId) => maps.get(fileId),
    keep: (fileId, map) => {
      // A Map keeps the order in which its keys came.
      drop(fileId);
      maps.set(fileId, map);
      cost += map.cost;
      for (const oldest of maps.keys()) {
        if (cost <= most || oldest === fileId) break;
        drop(oldest);
      }
    },
  };
}
