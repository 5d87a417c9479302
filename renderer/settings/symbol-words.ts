/** Symbol files in words. */
import type { SymbolKind } from '../../shared/symbol-file.ts';

export const kindNames: Record<SymbolKind, string> = {
  sourcemap: 'Source map',
  dsym: 'dSYM',
  proguard: 'ProGuard',
  flutter: 'Flutter',
};

/** Are frames told with files of this kind? The others wait for a reader of their format. */
export function isApplied(kind: SymbolKind): boolean {
  return kind === 'sourcemap';
}
