/** Conditions on the full text: items whose reports have all words, wherever in them. */
import { tokensOf } from '../../../shared/search/tokens.ts';
import type { WordColumn } from '../../../shared/search/word-columns.ts';
import { never, type Clause } from '../clause.ts';
import type { FoundItems, ItemWords } from './item-words.ts';
import { like, likePattern } from './like-pattern.ts';
import { quoted } from './vocabulary.ts';

/** The words in one part of the reports. */
export function columnClause(column: WordColumn, texts: readonly string[], words: ItemWords): Clause {
  const tokens = [...new Set(texts.flatMap(tokensOf))];
  if (tokens.length === 0) return never;
  const found = words.find(tokens.map((token) => `{${column}} : (${matchOf(token, words)})`));
  return found.kind === 'few' ? { sql: `item.id IN (${idsSql})`, values: [found.ids] } : found.clause;
}

/** The words in the title, the culprit or anywhere in the reports. */
export function anywhereClause({ text, isQuoted }: Words, words: ItemWords): Clause {
  const pattern = likePattern({ text, match: 'infix', hasWildcards: !isQuoted });
  const named = `(title ${like} OR culprit ${like})`;
  const found = findAnywhere(text, words);
  if (found === null) return { sql: named, values: [pattern, pattern] };
  const patterns = unread.flatMap(() => [pattern, pattern]);
  if (found.kind === 'few') {
    const inNames = unread.map((source) => `SELECT item.id FROM item WHERE ${source} AND ${named}`);
    return {
      sql: `item.id IN (${idsSql} UNION ALL ${inNames.join(' UNION ALL ')})`,
      values: [found.ids, ...patterns],
    };
  }
  const { sql, values } = found.clause;
  const inNames = unread.map((source) => `(${source} AND ${named})`);
  return { sql: `(${sql} OR ${inNames.join(' OR ')})`, values: [...values, ...patterns] };
}

/** Null for a text without words. */
export function findAnywhere(text: string, words: ItemWords): FoundItems | null {
  const tokens = [...new Set(tokensOf(text))];
  return tokens.length === 0 ? null : words.find(tokens.map((token) => matchOf(token, words)));
}

interface Words {
  text: string;
  isQuoted: boolean;
}

/** The words in the title, as Rollbar's API understands them. */
export function titleClause({ text, isQuoted }: Words): Clause {
  return { sql: `title ${like}`, values: [likePattern({ text, match: 'infix', hasWildcards: !isQuoted })] };
}

/** Of a list of ids as JSON. */
const idsSql = 'SELECT value FROM json_each(?)';

/** Titles are made of words of the reports, but for those that a person gave, and of items that were not read yet. */
const unread = [
  'title_locked = 1',
  'item.id > (SELECT item_id FROM search_mark)',
  'item.id IN (SELECT search_again.item_id FROM search_again)',
];

/** The word itself, those that begin with it, and those that hold it. */
function matchOf(token: string, { holding }: ItemWords): string {
  return [`${quoted(token)}*`, ...holding(token).map(quoted)].join(' OR ');
}
