/** The folders of a project while somebody edits them. Pure. */
import type { MappingProblem, MappingSuggestion, PathMapping } from '../../shared/source.ts';

/** As many as the collector takes. */
export const mostRows = 20;

/** Without the rows that are empty: they are not asked for, and not an error. */
export function filledRows(rows: readonly PathMapping[]): { index: number; mapping: PathMapping }[] {
  return rows
    .map(({ prefix, folder }, index) => ({ index, mapping: { prefix: prefix.trim(), folder: folder.trim() } }))
    .filter(({ mapping }) => mapping.prefix !== '' || mapping.folder !== '');
}

/** Problems of the rows that were sent, moved to where they stand on the screen. */
export function problemsOnScreen(
  problems: readonly MappingProblem[],
  sent: readonly { index: number }[],
): MappingProblem[] {
  return problems.map((problem) => ({ ...problem, index: sent[problem.index]?.index ?? problem.index }));
}

/** What is suggested and not there yet. */
export function openSuggestions(
  suggestions: readonly MappingSuggestion[],
  rows: readonly PathMapping[],
): MappingSuggestion[] {
  const plain = (prefix: string): string => prefix.trim().replace(/(?<!\/)\/$/, '');
  return suggestions.filter(({ prefix }) => {
    return !rows.some((row) => plain(row.prefix) === plain(prefix) && (prefix !== '' || row.folder.trim() !== ''));
  });
}

/** Takes a suggestion, into the first empty row where there is one. */
export function withSuggestion(rows: readonly PathMapping[], { prefix, folder }: MappingSuggestion): PathMapping[] {
  const empty = rows.findIndex((row) => row.prefix.trim() === '' && row.folder.trim() === '');
  return empty === -1 ? [...rows, { prefix, folder }] : rows.with(empty, { prefix, folder });
}

/** How a prefix is said: relative names have none. */
export function prefixWords(prefix: string): string {
  return prefix === '' ? 'relative paths' : prefix;
}
