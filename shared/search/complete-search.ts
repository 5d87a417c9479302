/** What a person is typing in a search string, so that it can be completed. */
import { lexSearch, type RawTerm } from './lex-search.ts';
import { searchField, searchFields, type SearchField, type SearchFieldName } from './search-fields.ts';
import type { Span } from './search-query.ts';

/** `replaced` is what a choice takes the place of; `typed` is what stands there before the caret. */
export type Completion = { typed: string; replaced: Span } & (
  | { kind: 'field' }
  /** Within brackets. */
  | { kind: 'key'; field: SearchFieldName }
  | { kind: 'value'; field: SearchFieldName; key: string | null; isQuoted: boolean }
  /** A text to search for: nothing can be offered. */
  | { kind: 'text' }
);

/** `caret` is an offset into the text, in UTF-16 units. */
export function completionAt(text: string, caret: number): Completion {
  const place = Math.min(Math.max(0, caret), text.length);
  const term = lexSearch(text).find(({ at, end }) => at <= place && place <= end && at < place);
  if (!term) return { kind: 'field', typed: '', replaced: { at: place, end: place } };
  const field = term.prefix && place >= term.prefix.end ? searchField(term.prefix.name) : undefined;
  if (field && term.prefix) return valueCompletion({ term, field, key: term.prefix.key }, text, place);
  return nameCompletion(term, text, place);
}

function valueCompletion(
  { term, field, key }: { term: RawTerm; field: SearchField; key: string | null },
  text: string,
  caret: number,
): Completion {
  const { isQuoted } = term.value;
  let { at, end } = term.value;
  if (field.kind === 'choice') {
    // Only the word of the list that the caret is in.
    at = Math.max(at, text.lastIndexOf(',', caret - 1) + 1);
    const comma = text.indexOf(',', caret);
    if (comma !== -1) end = Math.min(end, comma);
  }
  const typed = text.slice(at, caret).replace(/^"/, '');
  return { kind: 'value', field: field.name, key, isQuoted, typed, replaced: { at, end: Math.max(at, end) } };
}

function nameCompletion(term: RawTerm, text: string, caret: number): Completion {
  const at = term.at + (term.isNegated ? 1 : 0);
  const end = term.prefix?.end ?? term.end;
  const typed = text.slice(at, caret);
  const [, name = '', key] = /^([a-z_]+)\[([^\]\s]*)$/.exec(typed) ?? [];
  const keyed = searchField(name);
  if (keyed?.isKeyed && key !== undefined) {
    const close = text.slice(caret, end).search(/[\]:]/);
    const replaced = { at: at + name.length + 1, end: close === -1 ? end : caret + close };
    return { kind: 'key', field: keyed.name, typed: key, replaced };
  }
  return { kind: /^[a-z_]*$/.test(typed) ? 'field' : 'text', typed, replaced: { at, end } };
}

/** Fields to offer for what is typed: those whose name begins so, then by alias. */
export function fieldsFor(typed: string): SearchField[] {
  const byName = searchFields.filter(({ name }) => name.startsWith(typed));
  const byAlias = searchFields.filter(
    (field) => !byName.includes(field) && field.aliases.some((alias) => alias.startsWith(typed)),
  );
  return [...byName, ...byAlias];
}
