/** Finds the words that hold a part, by the runs of three characters that the part has. */
import type { Database } from 'better-sqlite3';
import { canHoldParts, trigramsOf } from '../../../shared/search/tokens.ts';

/** Words that hold the part, but not at their beginning; none for a part that is short or has digits. */
export type WordsHolding = (part: string) => string[];

/** A part that so many words hold says little. */
const mostWords = 200;

export function vocabulary(db: Database): WordsHolding {
  const find = db
    .prepare<[string, string, number], string>(
      `SELECT text FROM word WHERE id IN (SELECT rowid FROM word_part WHERE word_part MATCH ?)
         AND instr(text, ?) > 1 LIMIT ?`,
    )
    .pluck();
  return (part) => {
    const trigrams = trigramsOf(part);
    if (trigrams.length === 0 || !canHoldParts(`${part}x`)) return [];
    return find.all(trigrams.map(quoted).join(' AND '), part, mostWords);
  };
}

/** A word for the language of FTS5. Words have no quotes in them. */
export function quoted(word: string): string {
  return `"${word}"`;
}
