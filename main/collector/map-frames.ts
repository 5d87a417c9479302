/** Tells frames of built code as places in the source, wherever an occurrence is grouped or shown. */
import type { Occurrence } from '../../shared/occurrence.ts';
import { isInProject } from '../protocols/protocols.ts';
import type { Store } from '../store/store.ts';
import {
  applyMaps,
  mapVersion,
  type MapDesk,
  type MapIndex,
  type Original,
  type SymbolReader,
} from '../symbols/symbols.ts';

export interface FrameMapper {
  hasMaps(projectId: number): boolean;
  /**
   * The occurrence with its frames in the words of the source; at once and unchanged when the project has no source
   * maps. Never rejects: what cannot be mapped stays as it was sent, and says so. `wantsCode` reads source lines, too.
   */
  map(projectId: number, occurrence: Occurrence, wants: { code: boolean }): Occurrence | Promise<Occurrence>;
}

export interface MapParts {
  store: Store;
  index: MapIndex;
  reader: SymbolReader;
}

/** A map that broke the thread of the reader this often is not tried again until the program starts anew. */
const mostBreaks = 2;
const nowhere = { root: '', pageHost: '' };

export function createFrameMapper(parts: MapParts): FrameMapper {
  const trace = tracer(parts);
  return {
    hasMaps: parts.index.hasAny,
    map: (projectId, occurrence, wants) => {
      if (!parts.index.hasAny(projectId) || occurrence.exceptions.length === 0) return occurrence;
      const version = mapVersion(occurrence) ?? '';
      const desk: MapDesk = {
        find: (url) => parts.index.find({ projectId, version, url }),
        trace: (fileId, places) => trace({ fileId, places, wantsCode: wants.code }),
        isInProject: (source) => isInProject(source, null, nowhere),
      };
      return applyMaps(occurrence, version, desk);
    },
  };
}

interface Wanted {
  fileId: number;
  places: Parameters<MapDesk['trace']>[1];
  wantsCode: boolean;
}

/** Asks the thread, and hands it the file when it does not hold that yet; however many ask, it is read once. */
function tracer({ store, reader }: MapParts): (wanted: Wanted) => Promise<(Original | null)[] | null> {
  const loading = new Map<number, Promise<boolean>>();
  const breaks = new Map<number, number>();

  const load = async (fileId: number): Promise<boolean> => {
    const symbols = store.symbolFiles.read(fileId);
    if (symbols === undefined || (breaks.get(fileId) ?? 0) >= mostBreaks) return false;
    const answer = await reader.ask<'trace'>({ kind: 'trace', fileId, places: [], wantsCode: false, symbols });
    if (answer === null) breaks.set(fileId, (breaks.get(fileId) ?? 0) + 1);
    return answer?.kind === 'traced';
  };
  const loadOnce = (fileId: number): Promise<boolean> => {
    const underWay = loading.get(fileId);
    if (underWay !== undefined) return underWay;
    const started = load(fileId).finally(() => loading.delete(fileId));
    loading.set(fileId, started);
    return started;
  };
  return async (wanted) => {
    const ask = () => reader.ask<'trace'>({ kind: 'trace', ...wanted, symbols: null });
    const first = await ask();
    const answer = first?.kind === 'not-loaded' && (await loadOnce(wanted.fileId)) ? await ask() : first;
    return answer?.kind === 'traced' ? answer.found : null;
  };
}
