/** Files that builds upload so that positions in built code can be told as positions in the source. */

export const symbolKinds = ['sourcemap', 'dsym', 'proguard', 'flutter'] as const;
export type SymbolKind = (typeof symbolKinds)[number];

export interface SymbolFile {
  id: number;
  projectId: number;
  kind: SymbolKind;
  /** The version of the code that it belongs to; empty when a dSYM came without one. */
  version: string;
  /** Of a source map the URL of the built file without its scheme, of a dSYM the bundle; else the file's own name. */
  identifier: string;
  /** As uploaded, in bytes; source files that came along are counted. */
  bytes: number;
  /** How many source files came along. */
  sources: number;
  /** Unix milliseconds. */
  uploadedAt: number;
}

/** Bytes as raw deflate, with the SHA-256 and the length of what was packed. */
export interface PackedBytes {
  sha256: Uint8Array;
  size: number;
  packed: Uint8Array;
}

/** What is kept of a symbol file: its bytes and those of the source files that came with it, as raw deflate. */
export interface StoredSymbols {
  packed: Uint8Array;
  sources: { name: string; packed: Uint8Array }[];
}
