/** What a person who is to be deleted is known by. Pure. */

export const personKeys = ['email', 'username', 'id'] as const;

/** Whom somebody wants to have deleted. */
export interface WantedPerson {
  by: (typeof personKeys)[number];
  value: string;
}

/** A person as the project knows them. */
export interface KnownPerson {
  projectId: number;
  id: string;
  username: string | null;
  email: string | null;
  name: string | null;
}

export interface PersonTraces {
  wanted: WantedPerson;
  people: Pick<KnownPerson, 'projectId' | 'id'>[];
  /** Texts that mean this person wherever they stand. */
  everywhere: string[];
  /** Words that may mean something else, too: they are taken out of this person's own reports only. */
  own: string[];
}

/** In characters. Shorter texts are in every other word. */
const shortestOwn = 3;

/** All that the people who fit are known by. */
export function tracesOf(wanted: WantedPerson, people: KnownPerson[]): PersonTraces {
  const texts = [
    { by: wanted.by as keyof KnownPerson, value: wanted.value },
    ...people.flatMap(({ id, username, email, name }) => [
      ...[
        { by: 'id' as const, value: id },
        { by: 'username' as const, value: username },
      ],
      ...[
        { by: 'email' as const, value: email },
        { by: 'name' as const, value: name },
      ],
    ]),
  ].flatMap(({ by, value }) => (value === null || value.length < shortestOwn ? [] : [{ by, value }]));
  const isPlain = ({ by, value }: (typeof texts)[number]): boolean => !meansOnePerson(by, value);
  return {
    wanted,
    people: people.map(({ projectId, id }) => ({ projectId, id })),
    everywhere: distinct(texts.filter((text) => !isPlain(text))),
    own: distinct(texts.filter(isPlain)),
  };
}

/** `admin` or `42` stand for much else, an address or `ada.lovelace` do not. Names are shared. */
function meansOnePerson(by: keyof KnownPerson, value: string): boolean {
  if (value.includes('@')) return true;
  if (by === 'username') return value.length >= 6 && /[^\p{L}]/u.test(value);
  return by === 'id' && value.length >= 8 && /\d/.test(value) && /\p{L}/u.test(value);
}

function distinct(texts: { value: string }[]): string[] {
  return [...new Set(texts.map(({ value }) => value))];
}
