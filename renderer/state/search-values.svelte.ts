/** Values that the data has, for completing a search. Asked for while somebody types; the last answers are kept a while. */
import type { Surroundings } from './surroundings.ts';

export interface AskedValues {
  field: string;
  /** Of fields that have one, as in `custom[step]:`. */
  key: string | null;
  prefix: string;
}

export interface KnownValue {
  value: string;
  /** How many reports have it. */
  count: number;
}

export type SearchValues = ReturnType<typeof createSearchValues>;

/** Typing goes on for so long before anything is asked, and answers are believed for so long, in ms. */
const patienceMs = 80;
const freshMs = 30_000;
const mostKept = 200;

export function createSearchValues(
  { now, later }: Pick<Surroundings, 'now' | 'later'>,
  find: (asked: AskedValues) => Promise<KnownValue[]>,
) {
  let known = $state.raw<ReadonlyMap<string, { values: KnownValue[]; at: number }>>(new Map());
  let callOff = (): void => undefined;
  const keyOf = ({ field, key, prefix }: AskedValues): string => JSON.stringify([field, key, prefix]);

  async function load(asked: AskedValues): Promise<void> {
    const key = keyOf(asked);
    try {
      const values = await find(asked);
      const others = [...known].filter(([each]) => each !== key).slice(-mostKept);
      known = new Map([...others, [key, { values, at: now() }]]);
    } catch {
      // A search can be typed without help; what is wrong is told by the list.
    }
  }

  /** Until the answer is there, what was known of a shorter beginning is good enough. */
  function of(asked: AskedValues | null): KnownValue[] {
    if (!asked) return [];
    const wanted = asked.prefix.toLowerCase();
    for (let length = asked.prefix.length; length >= 0; length -= 1) {
      const found = known.get(keyOf({ ...asked, prefix: asked.prefix.slice(0, length) }));
      if (found)
        return found.values.filter(
          ({ value }) => length === asked.prefix.length || value.toLowerCase().startsWith(wanted),
        );
    }
    return [];
  }

  return {
    of,
    /** Asks for values, unless they are known. */
    ask(asked: AskedValues) {
      callOff();
      const found = known.get(keyOf(asked));
      if (found && now() - found.at < freshMs) return;
      callOff = later(() => void load(asked), patienceMs);
    },
    /** Forgets everything, since the values are those of another project. */
    clear() {
      callOff();
      known = new Map();
    },
  };
}
