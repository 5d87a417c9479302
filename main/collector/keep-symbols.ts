/** Takes symbol files that builds upload: packed in a thread of their own, then written in one transaction. */
import type { BundleUpload, SymbolProblem, SymbolShelf, SymbolUpload } from '../protocols/library.ts';
import type { NewSymbolFile } from '../store/store.ts';
import { mapKey } from '../symbols/symbols.ts';
import type { CollectorContext } from './collector.ts';
import type { MapParts } from './map-frames.ts';
import { projectOfToken } from './tokens.ts';

type Parts = MapParts & { onMaps(projectId: number, version: string): void };

const broken = 'The file cannot be read: it is too large or damaged.';

export function createSymbolShelf(context: Pick<CollectorContext, 'store'>, parts: Parts): SymbolShelf {
  const { store } = context;
  return {
    projectOf: (token) =>
      store.tokens.find(token)?.projectId ?? store.inTransaction((at) => projectOfToken(context, token, at)),
    keep: (upload) => keep(parts, upload),
    keepBundle: (bundle) => keepBundle(parts, bundle),
  };
}

async function keep(parts: Parts, upload: SymbolUpload): Promise<SymbolProblem> {
  const { projectId, kind, version, content, sources } = upload;
  const isSourceMap = kind === 'sourcemap';
  const main = await parts.reader.ask<'pack'>({ kind: 'pack', bytes: content, isSourceMap });
  if (main?.kind !== 'packed') return main?.problem ?? broken;
  const packed: NewSymbolFile['sources'] = new Map();
  for (const source of sources) {
    const one = await parts.reader.ask<'pack'>({ kind: 'pack', bytes: source.content, isSourceMap: false });
    if (one?.kind !== 'packed') return broken;
    packed.set(source.name, one.content);
  }
  const identifier = isSourceMap ? mapKey(upload.identifier) : upload.identifier;
  write(parts, [{ projectId, kind, version, identifier, isFlat: false, content: main.content, sources: packed }]);
  return null;
}

/** The built file of `js/main.js.map` is `js/main.js` below the prefix. */
async function keepBundle(parts: Parts, { projectId, version, prefix, zip }: BundleUpload): Promise<SymbolProblem> {
  const read = await parts.reader.ask<'unpack'>({ kind: 'unpack', zip });
  if (read?.kind !== 'unpacked') return read?.problem ?? broken;
  if (read.manifest.version !== null && read.manifest.version !== version)
    return 'manifest.json names another version than the address was asked for.';
  const base = prefix.replace(/\/+$/, '');
  const files = read.maps.map(({ name, content }): NewSymbolFile => {
    const identifier = mapKey(`${base}/${name.replace(/\.map$/, '')}`);
    // rollbar-cli puts files of all folders side by side.
    const isFlat = !name.includes('/');
    return { projectId, kind: 'sourcemap', version, identifier, isFlat, content, sources: new Map() };
  });
  write(parts, files);
  return null;
}

function write({ store, index, onMaps }: Parts, files: NewSymbolFile[]): void {
  const written = store.inTransaction((at) => files.map((file) => ({ file, ...store.symbolFiles.put(file, at) })));
  for (const { file, id } of written) {
    if (file.kind === 'sourcemap') index.add({ ...file, id });
  }
  for (const { projectId, kind, version } of files.slice(0, 1)) {
    if (kind === 'sourcemap') onMaps(projectId, version);
  }
}
