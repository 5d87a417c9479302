/**
 * Links that lead from elsewhere into Stacktray: `stacktray://item/12`, `stacktray://item/12/345` (one of its
 * occurrences), `stacktray://occurrence/345`, `stacktray://project/3`, `stacktray://search?text=…` (with `view`,
 * `project` and `environment` where wanted). Anybody can write a link, so nothing of it is used but what is known here.
 */
import { itemViews } from './item.ts';

export const linkScheme = 'stacktray';

const longestLink = 2000;
const longestText = 500;
const longestEnvironment = 255;
const id = /^[1-9]\d{0,14}$/;

/**
 * Where a link leads: the page's address behind its `#`, beginning with `/`. Null for what is no link, is too long, or
 * leads nowhere that is known.
 */
export function pathOfLink(link: string): string | null {
  if (link.length > longestLink) return null;
  const found = /^stacktray:\/\/([a-z]+)((?:\/[0-9]+)*)\/?(?:\?([^#\s]*))?$/i.exec(link);
  if (!found) return null;
  const [, place = '', numbers = '', query = ''] = found;
  const ids = numbers.split('/').slice(1);
  if (!ids.every((number) => id.test(number))) return null;
  return pathOf(place.toLowerCase(), ids, query);
}

function pathOf(place: string, ids: readonly string[], query: string): string | null {
  const [first] = ids;
  if (place === 'search') return ids.length === 0 ? pathOfSearch(query) : null;
  if (first === undefined || query !== '') return null;
  if (place === 'item' && ids.length <= 2) return `/item/${ids.join('/')}`;
  if (place === 'occurrence' && ids.length === 1) return `/occurrence/${first}`;
  if (place === 'project' && ids.length === 1) return `/active?project=${first}`;
  return null;
}

function pathOfSearch(query: string): string | null {
  const words = wordsOf(query);
  if (words === null) return null;
  const view = words.get('view') ?? 'all';
  const project = words.get('project');
  if (!itemViews.some((each) => each === view) || (project !== undefined && !id.test(project))) return null;
  const parts = [
    ['project', project],
    ['environment', words.get('environment')?.slice(0, longestEnvironment)],
    ['text', words.get('text')?.slice(0, longestText)],
  ].flatMap(([name = '', value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return `/${view}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

/** Null when something is not encoded as it has to be. */
function wordsOf(query: string): Map<string, string> | null {
  const words = new Map<string, string>();
  try {
    for (const part of query.split('&')) {
      const [name = '', value = ''] = part.split('=', 2);
      // Half a character cannot be encoded again.
      words.set(name, decodeURIComponent(value.replaceAll('+', ' ')).toWellFormed());
    }
    return words;
  } catch {
    return null;
  }
}

/** The link to an item, or to one of its occurrences. */
export function linkToItem(itemId: number, occurrenceId: number | null = null): string {
  return `${linkScheme}://item/${String(itemId)}${occurrenceId === null ? '' : `/${String(occurrenceId)}`}`;
}

/** The first word of a command line that is a link which leads somewhere; null when there is none. */
export function linkAmong(words: readonly string[]): string | null {
  return words.find((word) => pathOfLink(word) !== null) ?? null;
}
