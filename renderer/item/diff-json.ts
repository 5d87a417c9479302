/**
 * What differs between two JSON values, as flat lines. Entries of a list that are the same elsewhere in the other list
 * have moved; of the others, those at the same place among the rest are compared with one another. Pure.
 */
import type { Json } from '../ui/json-preview.ts';

export type DifferenceKind = 'changed' | 'added' | 'removed' | 'moved' | 'same';

export interface Difference {
  kind: DifferenceKind;
  /** Keys on the way, outermost first. */
  path: string[];
  /** Undefined on the side that has nothing there. */
  left: Json | undefined;
  right: Json | undefined;
}

type Pair = Pick<Difference, 'path' | 'left' | 'right'>;

/** Texts of values that were asked for before. */
interface Texts {
  known: WeakMap<object, string>;
  unreadable: number;
}

/** Deeper than that, two values are compared as one piece. */
const deepest = 60;

/** In the order of the left side; what only the right side has follows at its place. Equal parts are one line. */
export function diffJson(left: Json, right: Json): Difference[] {
  const found: Difference[] = [];
  const texts: Texts = { known: new WeakMap(), unreadable: 0 };
  const rest: Pair[] = [{ path: [], left, right }];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const kind = kindOf(pair, texts);
    if (kind !== null) found.push({ ...pair, kind });
    else rest.push(...childrenOf(pair, { texts, found }).reverse());
  }
  return found;
}

/** Null when one has to look into both. */
function kindOf({ path, left, right }: Pair, texts: Texts): DifferenceKind | null {
  if (left === undefined) return 'added';
  if (right === undefined) return 'removed';
  if (textOf(left, texts) === textOf(right, texts)) return 'same';
  const canOpen = isContainer(left) && isContainer(right) && Array.isArray(left) === Array.isArray(right);
  return canOpen && path.length < deepest ? null : 'changed';
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

interface Work {
  texts: Texts;
  found: Difference[];
}

function childrenOf({ path, left, right }: Pair, work: Work): Pair[] {
  if (Array.isArray(left) && Array.isArray(right)) return entriesOf({ path, left, right }, work);
  const [a, b] = [left as Record<string, Json>, right as Record<string, Json>];
  const keys = [...Object.keys(a), ...Object.keys(b).filter((key) => !Object.hasOwn(a, key))];
  return keys.map((key) => ({
    path: [...path, key],
    left: Object.hasOwn(a, key) ? a[key] : undefined,
    right: Object.hasOwn(b, key) ? b[key] : undefined,
  }));
}

/** Lists: what is at its place, what has moved (told at once), and the pairs that are left to be looked into. */
function entriesOf(lists: { path: string[]; left: Json[]; right: Json[] }, { texts, found }: Work): Pair[] {
  const { path, left, right } = lists;
  const at = (index: number): string[] => [...path, String(index)];
  const placesOnRight = new Map<string, number[]>();
  const isSame = (index: number): boolean =>
    index < left.length && index < right.length && textAt(left, index, texts) === textAt(right, index, texts);
  right.forEach((_value, index) => {
    if (isSame(index)) return;
    const text = textAt(right, index, texts);
    const places = placesOnRight.get(text);
    if (places) places.push(index);
    else placesOnRight.set(text, [index]);
  });
  const movedOnRight = new Set<number>();
  const pairs: Pair[] = [];
  const lonely: number[] = [];
  left.forEach((value, index) => {
    if (isSame(index)) {
      pairs.push({ path: at(index), left: value, right: right[index] });
      return;
    }
    const place = placesOnRight.get(textAt(left, index, texts))?.shift();
    if (place === undefined) lonely.push(index);
    else {
      movedOnRight.add(place);
      found.push({ kind: 'moved', path: at(index), left: value, right: right[place] });
    }
  });
  const others = right.map((_value, index) => index).filter((index) => !isSame(index) && !movedOnRight.has(index));
  lonely.forEach((index, order) => {
    const other = others[order];
    pairs.push({ path: at(index), left: left[index], right: other === undefined ? undefined : right[other] });
  });
  for (const index of others.slice(lonely.length)) {
    pairs.push({ path: at(index), left: undefined, right: right[index] });
  }
  return pairs;
}

function textAt(list: readonly Json[], index: number, texts: Texts): string {
  return textOf(list[index] ?? null, texts);
}

/** The value as a text that is the same for the same value, whatever the order of its keys. */
function textOf(value: Json, texts: Texts): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.known.get(value);
  if (known !== undefined) return known;
  const text = sortedText(value, texts);
  texts.known.set(value, text);
  return text;
}

function sortedText(value: object, texts: Texts): string {
  try {
    if (Array.isArray(value)) return `[${(value as Json[]).map((each) => textOf(each, texts)).join(',')}]`;
    const entries = Object.entries(value as Record<string, Json>).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${textOf(inner, texts)}`).join(',')}}`;
  } catch (error) {
    // Nested deeper than the stack allows: two of those are never known to be the same.
    if (error instanceof RangeError) return `… ${String((texts.unreadable += 1))}`;
    throw error;
  }
}
