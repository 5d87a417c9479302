/**
 * Reads parameters of a query or a form, and fields of a JSON body. Nothing throws: the first value that cannot be meant
 * is named in `problem`, and a fallback stands in for it.
 */

export interface Parameters {
  /** A sentence, or null while everything could be read. */
  problem(): string | null;
  /** Says what is wrong, unless something was wrong before. */
  refuse(problem: string): void;
  /** Is there any value, be it null? */
  isSent(name: string): boolean;
  /** Null when it is missing. */
  text(name: string): string | null;
  integer(name: string, range: { least: number; most: number; fallback: number }): number;
  /** Null when it is missing. */
  id(name: string): number | null;
  flag(name: string): boolean | null;
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | null;
  /** All values of a repeated key; lists with commas count as several. */
  anyOf<Word extends string>(name: string, words: readonly Word[]): Word[];
  /** All values of a repeated key, as they are. */
  texts(name: string): string[];
  /** Values between commas, of all keys of that name. */
  commaList(name: string): string[];
}

type Source = URLSearchParams | Record<string, unknown>;

export function parametersOf(source: Source): Parameters {
  let first: string | null = null;
  const refuse = (problem: string): void => {
    first ??= problem;
  };
  const texts = (name: string): string[] =>
    valuesOf(source, name).flatMap((value) => textOf(name, value, refuse) ?? []);
  const text = (name: string): string | null => texts(name)[0] ?? null;
  const commaList = (name: string): string[] =>
    texts(name)
      .flatMap((value) => value.split(','))
      .map(trimmed)
      .filter(Boolean);
  const known = <Word extends string>(name: string, words: readonly Word[], sent: string[]): Word[] => {
    const wanted = sent.map((word) => words.find((each) => each === word.toLowerCase()));
    if (wanted.includes(undefined)) refuse(`'${name}' must be one of ${words.join(', ')}.`);
    return wanted.filter((word) => word !== undefined);
  };
  return {
    problem: () => first,
    isSent: (name) => valuesOf(source, name).some((value) => value !== undefined),
    ...{ refuse, text, texts, commaList },
    integer: (name, { least, most, fallback }) => {
      const sent = text(name);
      if (sent === null || sent === '') return fallback;
      const value = integerOf(sent);
      if (value !== null && value >= least && value <= most) return value;
      refuse(`'${name}' must be an integer between ${String(least)} and ${String(most)}.`);
      return fallback;
    },
    id: (name) => {
      const sent = text(name);
      if (sent === null || sent === '') return null;
      const value = integerOf(sent);
      if (value !== null && value > 0) return value;
      refuse(`'${name}' must be a positive integer.`);
      return null;
    },
    flag: (name) => {
      const sent = text(name)?.toLowerCase() ?? '';
      if (sent === '') return null;
      if (['true', '1', 'yes'].includes(sent)) return true;
      if (!['false', '0', 'no'].includes(sent)) refuse(`'${name}' must be true or false.`);
      return false;
    },
    oneOf: (name, words) => known(name, words, texts(name).slice(0, 1))[0] ?? null,
    anyOf: (name, words) => known(name, words, commaList(name)),
  };
}

/** Pages are 1-based; 0, less, and what is no number count as 1 (rollbar.md 3.16). */
export function pageOf(
  query: URLSearchParams,
  limit: { usual: number },
): { page: number; limit: number; offset: number } {
  const asked = Number(query.get('page') ?? 1);
  const page = Number.isSafeInteger(asked) ? Math.min(Math.max(1, asked), mostPages) : 1;
  const wanted = Number(query.get('limit') ?? limit.usual);
  const size = Number.isFinite(wanted) && wanted >= 1 ? Math.min(Math.floor(wanted), mostRows) : limit.usual;
  return { page, limit: size, offset: (page - 1) * size };
}

const mostPages = 1_000_000_000;
/** rollbar.md 3.16 */
const mostRows = 5000;

function valuesOf(source: Source, name: string): unknown[] {
  if (source instanceof URLSearchParams) return source.getAll(name);
  const value = Object.hasOwn(source, name) ? source[name] : undefined;
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function textOf(name: string, value: unknown, refuse: (problem: string) => void): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  refuse(`'${name}' must be a string.`);
  return null;
}

function integerOf(text: string): number | null {
  const value = /^-?\d{1,16}$/.test(text.trim()) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : null;
}

function trimmed(text: string): string {
  return text.trim();
}
