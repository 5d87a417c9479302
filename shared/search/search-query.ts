/** What a search string means (rollbar.md 3.1.9): terms that are all to hold, each with its place in the text. */
import type { SearchFieldName } from './search-fields.ts';

/** Offsets into the text in UTF-16 units; the end is behind the last character. */
export interface Span {
  at: number;
  end: number;
}

export interface Problem extends Span {
  /** One sentence for the person who types. */
  message: string;
  /** A field without its value: as long as somebody types, it says nothing yet. */
  isUnfinished?: true;
}

/** A text to compare with, without regard to case. */
export interface TextPattern {
  text: string;
  match: 'exact' | 'prefix' | 'infix';
  /** Do `%` and `_` stand for any text and any character, and `\` for the plain one behind it? */
  hasWildcards: boolean;
}

/** Whole numbers, both included; null is open. */
export interface NumberRange {
  from: number | null;
  to: number | null;
}

/** A time in unix milliseconds, or so many milliseconds before now. */
export type TimePoint = { kind: 'at'; ms: number } | { kind: 'ago'; ms: number };

/** From the first to just before the second; null is open. */
export interface TimeRange {
  from: TimePoint | null;
  to: TimePoint | null;
}

export type TermValue =
  | { kind: 'text'; pattern: TextPattern }
  | { kind: 'number'; range: NumberRange }
  | { kind: 'time'; range: TimeRange }
  /** Any of them. */
  | { kind: 'choice'; choices: string[] };

export type QueryTerm = Span & { isNegated: boolean } & (
    | { kind: 'words'; text: string; isQuoted: boolean }
    | { kind: 'counter'; counter: number }
    /** `key` is what stands in brackets, as in `custom[step]:`; null for fields without. */
    | { kind: 'field'; field: SearchFieldName; key: string | null; value: TermValue; valueSpan: Span }
  );

/** The terms that could be read; `problems` is empty when all could. */
export interface ReadSearch {
  terms: QueryTerm[];
  problems: Problem[];
}
