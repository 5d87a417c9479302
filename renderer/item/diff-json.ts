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

/** Numbers of values that were met before. */
interface Numbers {
  ofText: Map<string, number>;
  ofObject: WeakMap<object, number>;
}

/** Deeper than that, two values are compared as one piece. */
const deepest = 60;

/** In the order of the left side; what only the right side has follows at its place. Equal parts are one line. */
export function diffJson(left: Json, right: Json): Difference[] {
  const found: Difference[] = [];
  const numbers: Numbers = { ofText: new Map(), ofObject: new WeakMap() };
  const rest: Pair[] = [{ path: [], left, right }];
  for (let pair = rest.pop(); pair; pair = rest.pop()) {
    const kind = kindOf(pair, numbers);
    if (kind !== null) found.push({ ...pair, kind });
    else rest.push(...childrenOf(pair, { numbers, found }).reverse());
  }
  return found;
}

/** Null when one has to look into both. */
function kindOf({ path, left, right }: Pair, numbers: Numbers): DifferenceKind | null {
  if (left === undefined) return 'added';
  if (right === undefined) return 'removed';
  if (numberOf(left, numbers) === numberOf(right, numbers)) return 'same';
  const canOpen = isContainer(left) && isContainer(right) && Array.isArray(left) === Array.isArray(right);
  return canOpen && path.length < deepest ? null : 'changed';
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

interface Work {
  numbers: Numbers;
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
function entriesOf(lists: { path: string[]; left: Json[]; right: Json[] }, { numbers, found }: Work): Pair[] {
  const { path, left, right } = lists;
  const at = (index: number): string[] => [...path, String(index)];
  const [onLeft, onRight] = [left, right].map((list) => list.map((each) => numberOf(each, numbers)));
  const isSame = (index: number): boolean => onLeft?.[index] === onRight?.[index];
  const places = new Map<number | undefined, number[]>();
  right.forEach((_value, index) => {
    if (isSame(index)) return;
    const known = places.get(onRight?.[index]);
    if (known) known.push(index);
    else places.set(onRight?.[index], [index]);
  });
  const moved = new Set<number>();
  const pairs: Pair[] = [];
  const lonely: number[] = [];
  left.forEach((value, index) => {
    if (isSame(index)) {
      pairs.push({ path: at(index), left: value, right: right[index] });
      return;
    }
    const place = places.get(onLeft?.[index])?.shift();
    if (place === undefined) lonely.push(index);
    else {
      moved.add(place);
      found.push({ kind: 'moved', path: at(index), left: value, right: right[place] });
    }
  });
  const others = right.map((_value, index) => index).filter((index) => !isSame(index) && !moved.has(index));
  lonely.forEach((index, order) => {
    const other = others[order];
    pairs.push({ path: at(index), left: left[index], right: other === undefined ? undefined : right[other] });
  });
  for (const index of others.slice(lonely.length)) {
    pairs.push({ path: at(index), left: undefined, right: right[index] });
  }
  return pairs;
}

/** Equal values have the same number, whatever the order of their keys; so a comparison costs nothing. */
function numberOf(value: Json, numbers: Numbers): number {
  if (typeof value !== 'object' || value === null) return interned(JSON.stringify(value), numbers);
  const known = numbers.ofObject.get(value);
  if (known !== undefined) return known;
  const number = interned(signatureOf(value, numbers), numbers);
  numbers.ofObject.set(value, number);
  return number;
}

/** A text made of the numbers of what is inside: short, however large the value. */
function signatureOf(value: object, numbers: Numbers): string {
  try {
    if (Array.isArray(value)) return `[${(value as Json[]).map((each) => numberOf(each, numbers)).join()}]`;
    const entries = Object.entries(value as Record<string, Json>);
    const parts = entries.map(([key, inner]) => [interned(`k${key}`, numbers), numberOf(inner, numbers)] as const);
    return `{${parts
      .sort((left, right) => left[0] - right[0])
      .map((part) => part.join(':'))
      .join()}}`;
  } catch (error) {
    // Nested deeper than the stack allows: two of those are never known to be the same.
    if (error instanceof RangeError) return `… ${String(numbers.ofText.size)}`;
    throw error;
  }
}

function interned(text: string, { ofText }: Numbers): number {
  const known = ofText.get(text);
  if (known !== undefined) return known;
  ofText.set(text, ofText.size);
  return ofText.size - 1;
}
