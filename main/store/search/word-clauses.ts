/** Conditions on the full text: items whose reports have all words, wherever in them. */
import { tokensOf } from '../../../shared/search/tokens.ts';
import type { WordColumn } from '../../../shared/search/word-columns.ts';
import { allOf, never, type Clause } from '../clause.ts';
import { like, likePattern } from './like-pattern.ts';
import { quoted, type WordsHolding } from './vocabulary.ts';

/** The words in one part of the reports. */
export function columnClause(column: WordColumn, texts: readonly string[], wordsHolding: WordsHolding): Clause {
  const tokens = [...new Set(texts.flatMap(tokensOf))];
  if (tokens.length === 0) return never;
  return allOf(
    tokens.map((token) => ({
      sql: `item.id IN (${documentsSql})`,
      values: [`{${column}} : (${matchOf(token, wordsHolding)})`],
    })),
  );
}

/** The words in the title, the culprit or anywhere in the reports. */
export function anywhereClause(
  { text, isQuoted }: { text: string; isQuoted: boolean },
  wordsHolding: WordsHolding,
): Clause {
  const pattern = likePattern({ text, match: 'infix', hasWildcards: !isQuoted });
  const named = `(title ${like} OR culprit ${like})`;
  const tokens = [...new Set(tokensOf(text))];
  if (tokens.length === 0) return { sql: named, values: [pattern, pattern] };
  const inText = tokens.map(() => documentsSql).join(' INTERSECT ');
  const inNames = unread.map((source) => `SELECT item.id FROM item WHERE ${source} AND ${named}`);
  return {
    sql: `item.id IN (SELECT item_id FROM (${inText}) UNION ALL ${inNames.join(' UNION ALL ')})`,
    values: [...tokens.map((token) => matchOf(token, wordsHolding)), ...unread.flatMap(() => [pattern, pattern])],
  };
}

/** The words in the title, as Rollbar's API understands them. */
export function titleClause({ text, isQuoted }: { text: string; isQuoted: boolean }): Clause {
  return { sql: `title ${like}`, values: [likePattern({ text, match: 'infix', hasWildcards: !isQuoted })] };
}

const documentsSql =
  'SELECT item_id FROM text_document WHERE id IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)';

/** Titles are made of words of the reports, but for those that a person gave, and of items that were not read yet. */
const unread = [
  'title_locked = 1',
  'item.id > (SELECT item_id FROM search_mark)',
  'item.id IN (SELECT search_again.item_id FROM search_again)',
];

/** The word itself, those that begin with it, and those that hold it. */
function matchOf(token: string, wordsHolding: WordsHolding): string {
  return [`${quoted(token)}*`, ...wordsHolding(token).map(quoted)].join(' OR ');
}
