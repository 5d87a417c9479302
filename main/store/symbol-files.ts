/** Symbol files and the source files that came with them. Equal bytes are kept once, packed by whoever hands them in. */
import type { Database } from 'better-sqlite3';
import type { PackedBytes, StoredSymbols, SymbolFile, SymbolKind } from '../../shared/symbol-file.ts';

export interface NewSymbolFile {
  projectId: number;
  kind: SymbolKind;
  version: string;
  identifier: string;
  /** May any folder between the prefix and the name of `identifier` be meant? */
  isFlat: boolean;
  content: PackedBytes;
  /** Path to content. */
  sources: Map<string, PackedBytes>;
}

/** Where a source map is to be applied. */
export type SourceMapPlace = Pick<SymbolFile, 'id' | 'projectId' | 'version' | 'identifier'> & { isFlat: boolean };

export interface SymbolFileTable {
  /** Replaces the file of the same project, kind, version and identifier. Returns the new id. */
  put(file: NewSymbolFile, at: number): { id: number; replacedId: number | null };
  /** Newest first; `before` is an id. */
  page(wanted: { projectId: number; before: number | null; limit: number }): SymbolFile[];
  /** Returns the places of the source maps among them. */
  remove(ids: number[]): SourceMapPlace[];
  sourceMaps(): SourceMapPlace[];
  read(id: number): StoredSymbols | undefined;
}

interface FileRow extends Omit<SymbolFile, 'bytes'> {
  ownBytes: number;
  sourceBytes: number;
}

interface PlaceRow extends Omit<SourceMapPlace, 'isFlat'> {
  isFlat: number;
}

const place = 'id, project_id AS projectId, version, identifier, is_flat AS isFlat';

export function symbolFileTable(db: Database): SymbolFileTable {
  const maps = db.prepare<[], PlaceRow>(`SELECT ${place} FROM symbol_file WHERE kind = 'sourcemap' ORDER BY id`);
  const page = db.prepare<[number, number, number], FileRow>(
    `SELECT file.id, project_id AS projectId, kind, version, identifier, uploaded_at AS uploadedAt, size AS ownBytes,
       (SELECT count(*) FROM symbol_source WHERE file_id = file.id) AS sources,
       (SELECT coalesce(sum(size), 0) FROM symbol_source
        JOIN symbol_blob ON symbol_blob.id = symbol_source.blob_id WHERE file_id = file.id) AS sourceBytes
     FROM symbol_file AS file JOIN symbol_blob ON symbol_blob.id = file.blob_id
     WHERE project_id = ? AND file.id < ? ORDER BY file.id DESC LIMIT ?`,
  );
  const own = db
    .prepare<[number], Buffer>(
      'SELECT packed FROM symbol_file JOIN symbol_blob ON symbol_blob.id = blob_id WHERE symbol_file.id = ?',
    )
    .pluck();
  const others = db.prepare<[number], { name: string; packed: Buffer }>(
    'SELECT name, packed FROM symbol_source JOIN symbol_blob ON symbol_blob.id = blob_id WHERE file_id = ?',
  );
  return {
    ...writers(db),
    page: ({ projectId, before, limit }) =>
      page
        .all(projectId, before ?? Number.MAX_SAFE_INTEGER, limit)
        .map(({ ownBytes, sourceBytes, ...file }) => ({ ...file, bytes: ownBytes + sourceBytes })),
    sourceMaps: () => maps.all().map(placeOf),
    read: (id) => {
      const packed = own.get(id);
      return packed && { packed, sources: others.all(id) };
    },
  };
}

function placeOf({ id, projectId, version, identifier, isFlat }: PlaceRow): SourceMapPlace {
  return { id, projectId, version, identifier, isFlat: isFlat === 1 };
}

function writers(db: Database): Pick<SymbolFileTable, 'put' | 'remove'> {
  const old = db
    .prepare<[number, string, string, string], number>(
      'SELECT id FROM symbol_file WHERE project_id = ? AND kind = ? AND version = ? AND identifier = ?',
    )
    .pluck();
  const insert = db.prepare<[number, string, string, string, number, number, number]>(
    `INSERT INTO symbol_file (project_id, kind, version, identifier, is_flat, blob_id, uploaded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const addSource = db.prepare<[number, string, number]>(
    'INSERT INTO symbol_source (file_id, name, blob_id) VALUES (?, ?, ?)',
  );
  const drop = db.prepare<[number], PlaceRow & { isMap: number }>(
    `DELETE FROM symbol_file WHERE id = ? RETURNING ${place}, kind = 'sourcemap' AS isMap`,
  );
  const blobs = blobKeeper(db);
  const remove = (id: number): SourceMapPlace[] => {
    const used = blobs.usedBy(id);
    const rows = drop.all(id);
    blobs.dropUnused(used);
    return rows.filter(({ isMap }) => isMap === 1).map(placeOf);
  };
  return {
    put: ({ projectId, kind, version, identifier, isFlat, content, sources }, at) => {
      // Kept before the old one goes: what both hold is not written again.
      const blobId = blobs.keep(content);
      const sourceIds = Array.from(sources, ([name, bytes]) => ({ name, blobId: blobs.keep(bytes) }));
      const replacedId = old.get(projectId, kind, version, identifier) ?? null;
      const before = replacedId === null ? [] : blobs.usedBy(replacedId);
      if (replacedId !== null) drop.all(replacedId);
      const row = insert.run(projectId, kind, version, identifier, isFlat ? 1 : 0, blobId, at);
      const id = Number(row.lastInsertRowid);
      for (const source of sourceIds) addSource.run(id, source.name, source.blobId);
      blobs.dropUnused(before);
      return { id, replacedId };
    },
    remove: (ids) => ids.flatMap(remove),
  };
}

interface BlobKeeper {
  /** The id of these bytes, written if they are new. */
  keep(bytes: PackedBytes): number;
  usedBy(fileId: number): number[];
  dropUnused(ids: number[]): void;
}

function blobKeeper(db: Database): BlobKeeper {
  const known = db.prepare<[Uint8Array], number>('SELECT id FROM symbol_blob WHERE sha256 = ?').pluck();
  const insert = db.prepare<[Uint8Array, number, Uint8Array]>(
    'INSERT INTO symbol_blob (sha256, size, packed) VALUES (?, ?, ?)',
  );
  const used = db
    .prepare<[number, number], number>(
      'SELECT blob_id FROM symbol_file WHERE id = ? UNION SELECT blob_id FROM symbol_source WHERE file_id = ?',
    )
    .pluck();
  const drop = db.prepare<[number]>(
    `DELETE FROM symbol_blob WHERE id = ? AND NOT EXISTS (SELECT 1 FROM symbol_file WHERE blob_id = symbol_blob.id)
       AND NOT EXISTS (SELECT 1 FROM symbol_source WHERE blob_id = symbol_blob.id)`,
  );
  return {
    keep: ({ sha256, size, packed }) => known.get(sha256) ?? Number(insert.run(sha256, size, packed).lastInsertRowid),
    usedBy: (fileId) => used.all(fileId, fileId),
    dropUnused: (ids) => {
      for (const id of ids) drop.run(id);
    },
  };
}
