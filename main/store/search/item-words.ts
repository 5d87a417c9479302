/**
 * Which items have words. What few items have is a list of their ids; what many have is a set in memory that a list can
 * be held against, item by item, until a page is full. Sets are remembered, since a person who pages or goes on typing
 * asks the same again.
 */
import type { Database } from 'better-sqlite3';
import type { Clause } from '../clause.ts';
import { vocabulary, type WordsHolding } from './vocabulary.ts';

export interface ItemWords {
  /** Words that hold the part, but not at their beginning. */
  holding: WordsHolding;
  /** Items that the full text finds for each of these, in the language of FTS5. */
  find(matches: readonly string[]): FoundItems;
}

/** The clause of common ones speaks of `item.id`. */
export type FoundItems = { kind: 'few'; ids: string } | { kind: 'common'; clause: Clause };

/** Beyond them a list of ids is no longer cheap. */
const fewItems = 2000;
/** The index is behind the reports by about as much; in milliseconds. */
const setLifeMs = 2000;
const mostRemembered = 8;

interface ItemSet {
  /** One byte per id, 1 for items that are in it. */
  members: Uint8Array;
  size: number;
  version: number;
  at: number;
}

const known = new WeakMap<Database, ItemWords>();

/** There is one for a connection; it adds the SQL function `has_words` to it. */
export function itemWords(db: Database): ItemWords {
  const made = known.get(db) ?? createItemWords(db);
  known.set(db, made);
  return made;
}

function createItemWords(db: Database): ItemWords {
  // Without terms, the index is not asked and need not be attached.
  let words: WordsHolding | undefined;
  let sets: ((match: string) => ItemSet) | undefined;
  const setOf = (match: string): ItemSet => (sets ??= setReader(db))(match);
  const current = new Map<string, Uint8Array>();
  db.function(
    'has_words',
    { directOnly: true },
    (key: unknown, id: unknown) => current.get(String(key))?.[Number(id)] ?? 0,
  );
  return {
    holding: (part) => (words ??= vocabulary(db))(part),
    find: (matches) => {
      const { members, size } = intersect(matches.map(setOf));
      if (size <= fewItems) return { kind: 'few', ids: JSON.stringify(idsOf(members)) };
      const key = JSON.stringify(matches);
      current.delete(key);
      current.set(key, members);
      dropOldest(current);
      return { kind: 'common', clause: { sql: 'has_words(?, item.id) = 1', values: [key] } };
    },
  };
}

function setReader(db: Database): (match: string) => ItemSet {
  const find = db
    .prepare<[string], number>(
      'SELECT item_id FROM text_document WHERE id IN (SELECT rowid FROM report_text WHERE report_text MATCH ?)',
    )
    .pluck();
  const highest = db.prepare<[], number | null>('SELECT max(id) FROM item').pluck();
  const version = (): number => db.pragma('search.data_version', { simple: true }) as number;
  const sets = new Map<string, ItemSet>();
  return (match) => {
    const now = performance.now();
    const old = sets.get(match);
    const isFresh = old !== undefined && (old.size > fewItems ? now - old.at < setLifeMs : old.version === version());
    if (isFresh) return old;
    const members = new Uint8Array((highest.get() ?? 0) + 1);
    let size = 0;
    for (const id of find.all(match)) {
      if (members[id] === 0) size += 1;
      members[id] = 1;
    }
    const set = { members, size, version: version(), at: now };
    sets.delete(match);
    sets.set(match, set);
    dropOldest(sets);
    return set;
  };
}

function intersect(sets: readonly ItemSet[]): Pick<ItemSet, 'members' | 'size'> {
  const [first, ...others] = sets;
  if (first === undefined) return { members: new Uint8Array(), size: 0 };
  if (others.length === 0) return first;
  const members = first.members.map((isIn, id) => (others.every((other) => other.members[id] === 1) ? isIn : 0));
  return { members, size: members.reduce((sum, isIn) => sum + isIn, 0) };
}

function idsOf(members: Uint8Array): number[] {
  const ids: number[] = [];
  for (let id = members.indexOf(1); id !== -1; id = members.indexOf(1, id + 1)) ids.push(id);
  return ids;
}

function dropOldest(entries: Map<string, unknown>): void {
  const [oldest] = entries.keys();
  if (entries.size > mostRemembered && oldest !== undefined) entries.delete(oldest);
}
