/**
 * Which words an item, and the vocabulary, have had. As much as fits: what is forgotten here is only written again.
 * Words are kept as numbers of 53 bits, which take a tenth of the room; that two words of an item share one is unlikely
 * enough.
 */
export interface SeenWords {
  /** Remembers the word. */
  isNewToItem(itemId: number, word: string): boolean;
  isNewToAll(word: string): boolean;
  clear(): void;
}

const mostOfItems = 600_000;
const mostOfAll = 200_000;

export function seenWords(): SeenWords {
  const items = new Map<number, Set<number>>();
  const all = new Set<number>();
  let count = 0;
  const dropOldest = (): void => {
    const [oldest] = items;
    if (!oldest) return;
    count -= oldest[1].size;
    items.delete(oldest[0]);
  };
  return {
    isNewToItem: (itemId, word) => {
      const words = items.get(itemId) ?? new Set<number>();
      const number = numberOf(word);
      if (words.has(number)) return false;
      words.add(number);
      // The item moves behind those that got nothing new for longer.
      items.delete(itemId);
      items.set(itemId, words);
      count += 1;
      while (count > mostOfItems && items.size > 0) dropOldest();
      return true;
    },
    isNewToAll: (word) => {
      const number = numberOf(word);
      if (all.has(number)) return false;
      if (all.size >= mostOfAll) all.clear();
      all.add(number);
      return true;
    },
    clear: () => {
      items.clear();
      all.clear();
      count = 0;
    },
  };
}

/** Two hashes of 32 bits (FNV-1a, and the same with another prime), of one of them 21 bits. */
function numberOf(word: string): number {
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b);
  }
  return (first >>> 0) * 0x200000 + (second >>> 11);
}
