/** What the palette offers, and in which order. Pure. */
import { go } from 'fuzzysort';
import type { Level } from '../../shared/level.ts';

export const sections = [
  ...(['Recent', 'Here', 'Items', 'Projects', 'Searches', 'Go to', 'Settings', 'Stacktray', 'Move'] as const),
];
export type Section = (typeof sections)[number];

export interface Entry {
  /** Unique, and the same whenever it is offered again: it is remembered. */
  id: string;
  section: Exclude<Section, 'Recent'>;
  words: string;
  /** Said beside it in a quiet voice; not searched. */
  detail?: string;
  /** Other words that find it. */
  also?: string;
  caps?: readonly string[];
  level?: Level;
  run: () => void;
}

export interface Offer {
  entry: Entry;
  /** Its words in pieces, those that were typed marked. */
  pieces: { text: string; isMarked: boolean }[];
}

export interface OfferedSection {
  section: Section;
  offers: Offer[];
}

const mostRecent = 6;
const mostOfSection = 8;

/** Without a text what was used last, then everything; with one what fits it, the section of the best first. */
export function offered(
  entries: readonly Entry[],
  typed: string,
  { recent, found }: { recent: readonly string[]; found: readonly Entry[] },
): OfferedSection[] {
  const text = typed.trim();
  if (text === '') return untyped(entries, recent);
  const results = go(text, entries, { keys: ['words', (entry) => entry.also ?? ''], limit: 60, threshold: 0.35 });
  const best = new Map<Section, Offer[]>();
  for (const { 0: inWords, obj } of results) {
    const offers = best.get(obj.section) ?? [];
    if (offers.length < mostOfSection)
      best.set(obj.section, [...offers, { entry: obj, pieces: piecesOf(obj, inWords) }]);
  }
  // The collector has looked for these: they fit as they are.
  const items = found.map((entry) => ({ entry, pieces: markedPlainly(entry.words, text) }));
  if (items.length > 0) best.set('Items', items);
  return [...best].map(([section, offers]) => ({ section, offers }));
}

function untyped(entries: readonly Entry[], recent: readonly string[]): OfferedSection[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const used = recent.flatMap((id) => known.get(id) ?? []).slice(0, mostRecent);
  const rest = entries.filter((entry) => !used.includes(entry) && entry.section !== 'Items');
  const named = sections.map((section) => ({
    section,
    offers: (section === 'Recent' ? used : rest.filter((entry) => entry.section === section)).map(plainly),
  }));
  return named.filter(({ offers }) => offers.length > 0);
}

function plainly(entry: Entry): Offer {
  return { entry, pieces: [{ text: entry.words, isMarked: false }] };
}

function piecesOf({ words }: Entry, result: { indexes: readonly number[] } | undefined): Offer['pieces'] {
  const marked = new Set(result?.indexes);
  const pieces: Offer['pieces'] = [];
  for (const [at, character] of words.split('').entries()) {
    const last = pieces.at(-1);
    if (last?.isMarked === marked.has(at)) last.text += character;
    else pieces.push({ text: character, isMarked: marked.has(at) });
  }
  return pieces;
}

function markedPlainly(words: string, text: string): Offer['pieces'] {
  const at = words.toLowerCase().indexOf(text.toLowerCase());
  if (at === -1) return [{ text: words, isMarked: false }];
  const cuts = [words.slice(0, at), words.slice(at, at + text.length), words.slice(at + text.length)];
  return cuts.map((piece, index) => ({ text: piece, isMarked: index === 1 })).filter((piece) => piece.text !== '');
}
