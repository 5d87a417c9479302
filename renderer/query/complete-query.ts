/** What may stand where somebody writes in a query. Pure. */
import { functions, namedColumns, tableNames, type TableName } from '../../main/rql/rql.ts';
import { oneLine } from '../ui/one-line.ts';
import { offered, pathText } from './rql-words.ts';

export interface Offer {
  /** As it is shown and matched. */
  label: string;
  /** What is written in place of the word. */
  text: string;
  kind: 'keyword' | 'function' | 'column' | 'table';
  detail: string;
  /** The higher, the earlier among those that match as well. */
  rank: number;
}

export interface Offers {
  /** Where the word begins that is being written. */
  from: number;
  offers: Offer[];
}

const longestPath = 200;

/** Null within a text in quotes, where nothing can be known. `paths` are those of the data. */
export function offersAt(query: string, at: number, paths: readonly string[]): Offers | null {
  const before = query.slice(0, at);
  const open = openQuote(before);
  if (open !== null) {
    if (open.quote !== '`') return null;
    const end = query.charAt(at) === '`' ? '' : '`';
    const columns = columnsOf(query, paths);
    return { from: open.at + 1, offers: columns.map((offer) => ({ ...offer, text: offer.label + end })) };
  }
  const from = at - (/[A-Za-z_][\w$.]*$/.exec(before)?.[0].length ?? 0);
  if (/\bfrom\s+$/i.test(before.slice(0, from))) return { from, offers: tableNames.map(tableOffer) };
  return { from, offers: [...columnsOf(query, paths), ...functionOffers, ...keywordOffers] };
}

function columnsOf(query: string, paths: readonly string[]): Offer[] {
  const table = tableOf(query);
  const named = namedColumns[table].map((path) => columnOffer(path, 'column', 2));
  if (table !== 'item_occurrence') return named;
  const known = new Set(namedColumns[table]);
  const seen = paths.filter((path) => !known.has(path) && isWritable(path));
  return [...named, ...seen.map((path) => columnOffer(path, 'in your data', 1))];
}

function tableOf(query: string): TableName {
  const name = /\bfrom\s+`?(\w+)/i.exec(query)?.[1]?.toLowerCase();
  return tableNames.find((each) => each === name) ?? 'item_occurrence';
}

/** Keys come from reports: none that would not look like what it is, or end its own backticks. */
function isWritable(path: string): boolean {
  return path.length <= longestPath && !path.includes('`') && !path.includes('\\') && oneLine(path) === path;
}

/** The quote that is open at the end of the text. */
function openQuote(text: string): { quote: string; at: number } | null {
  let open: { quote: string; at: number } | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (open === null && /["'`]/.test(sign)) open = { quote: sign, at };
    else if (open !== null && sign === '\\' && open.quote !== '`') at += 1;
    else if (sign === open?.quote) open = null;
  }
  return open;
}

const columnOffer = (path: string, detail: string, rank: number): Offer => ({
  ...{ label: path, text: pathText(path), kind: 'column', detail, rank },
});
const tableOffer = (label: TableName): Offer => ({ label, text: label, kind: 'table', detail: 'table', rank: 0 });

const functionOffers: Offer[] = Object.entries(functions).map(([label, { most, isAggregate }]) => ({
  ...{ label, text: most === 0 ? `${label}()` : `${label}(`, kind: 'function', rank: 1 },
  detail: isAggregate ? 'over a group' : 'function',
}));
const keywordOffers: Offer[] = offered.map((word) => {
  const label = word.toUpperCase();
  return { label, text: label, kind: 'keyword', detail: '', rank: 0 };
});
