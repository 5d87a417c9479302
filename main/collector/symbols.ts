/** Symbol files: taken, listed, removed, and applied to frames. One for the whole collector. */
import type { Page, ParamsOf } from '../../shared/contract.ts';
import type { SymbolFile } from '../../shared/symbol-file.ts';
import type { SymbolShelf } from '../protocols/library.ts';
import type { Store } from '../store/store.ts';
import { createMapIndex, createSymbolReader } from '../symbols/symbols.ts';
import type { Changes } from './changes.ts';
import type { CallContext } from './dispatch.ts';
import { createSymbolShelf } from './keep-symbols.ts';
import { createFrameMapper, type FrameMapper } from './map-frames.ts';
import { createCulpritRefresh } from './refresh-culprits.ts';
import type { Storing } from './storing.ts';

export interface Symbols extends FrameMapper {
  /** For uploads. */
  shelf: SymbolShelf;
  remove(ids: number[]): void;
  /** Lets go of the threads. Nothing may be asked afterwards. */
  stop(): Promise<void>;
}

interface Parts {
  store: Store;
  changes: Changes;
  storing: Storing;
  log(line: string): void;
}

export function createSymbols({ store, changes, storing, log }: Parts): Symbols {
  const index = createMapIndex(store.symbolFiles.sourceMaps());
  const reader = createSymbolReader(log);
  const mapper = createFrameMapper({ store, index, reader });
  const refresh = createCulpritRefresh({ store, mapper, changes, storing, log });
  const onMaps = (projectId: number, version: string): void => {
    changes.publish({ projects: true });
    refresh.start(projectId, version);
  };
  return {
    ...mapper,
    shelf: createSymbolShelf({ store }, { store, index, reader, onMaps }),
    remove: (ids) => {
      for (const place of store.inTransaction(() => store.symbolFiles.remove(ids))) index.remove(place);
      changes.publish({ projects: true });
    },
    stop: async () => {
      await Promise.all([refresh.stop(), reader.stop()]);
    },
  };
}

export function listSymbols(
  { store }: CallContext,
  { projectId, cursor, limit }: ParamsOf<'symbols.list'>,
): Page<SymbolFile> {
  const before = Number(cursor ?? '');
  const page = { projectId, before: before > 0 ? before : null, limit: limit + 1 };
  const rows = store.symbolFiles.page(page);
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? String(shown.at(-1)?.id ?? '') : null };
}

export function removeSymbols({ symbols }: CallContext, { ids }: { ids: number[] }): null {
  symbols.remove(ids);
  return null;
}
