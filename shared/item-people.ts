/** Who met an item. Times are unix milliseconds. */
export interface ItemPeople {
  /** Most occurrences first; at most 500. */
  people: PersonOfItem[];
  /** How many occurrences were counted, the newest; those before are left out. */
  counted: number;
}

export interface PersonOfItem {
  id: string;
  username: string | null;
  email: string | null;
  name: string | null;
  occurrences: number;
  firstAt: number;
  lastAt: number;
  lastOccurrenceId: number;
}
