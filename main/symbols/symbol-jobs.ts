/** What is asked of the thread that reads symbol files, and what it answers. */
import type { PackedBytes, StoredSymbols } from '../../shared/symbol-file.ts';
import type { BuiltPlace, Original } from './source-map.ts';

export type SymbolJob =
  /** Packs bytes for storing; those of a source map only if they are one. */
  | { kind: 'pack'; bytes: Uint8Array<ArrayBuffer>; isSourceMap: boolean }
  /** Reads a zip of source maps and packs each. */
  | { kind: 'unpack'; zip: Uint8Array<ArrayBuffer> }
  /** `symbols` comes only after the answer was `not-loaded`. `wantsCode` asks for the lines around each place, too. */
  | { kind: 'trace'; fileId: number; places: BuiltPlace[]; wantsCode: boolean; symbols: StoredSymbols | null };

export type Packed = { kind: 'packed'; content: PackedBytes } | { kind: 'refused'; problem: string };

export type Unpacked =
  | {
      kind: 'unpacked';
      manifest: { version: string | null; baseUrl: string | null };
      maps: { name: string; content: PackedBytes }[];
    }
  | { kind: 'refused'; problem: string };

export type Traced = { kind: 'traced'; found: (Original | null)[] } | { kind: 'not-loaded' } | { kind: 'unreadable' };

export interface SymbolAnswers {
  pack: Packed;
  unpack: Unpacked;
  trace: Traced;
}
