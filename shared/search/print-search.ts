/** Terms as text again, so that what a person chose is written the way a person would type it. */
import { searchField } from './search-fields.ts';
import type { NumberRange, QueryTerm, TermValue, TimePoint, TimeRange } from './search-query.ts';

/** Reading the result gives the same terms. */
export function printSearch(terms: readonly QueryTerm[]): string {
  return terms.map(printTerm).join(' ');
}

function printTerm(term: QueryTerm): string {
  const sign = term.isNegated ? '-' : '';
  switch (term.kind) {
    case 'words':
      return sign + (term.isQuoted ? quote(term.text) : term.text);
    case 'counter':
      return `${sign}#${String(term.counter)}`;
    case 'field': {
      const key = term.key === null ? '' : `[${term.key}]`;
      return `${sign}${term.field}${key}:${printValue(term)}`;
    }
  }
}

function printValue({ field, value }: { field: string; value: TermValue }): string {
  switch (value.kind) {
    case 'text': {
      // With wildcards it was typed without quotes, and has to stay so.
      const { text, hasWildcards } = value.pattern;
      return hasWildcards || (searchField(field)?.match === 'exact' && isPlain(text)) ? text : quote(text);
    }
    case 'number':
      return printNumbers(value.range);
    case 'time':
      return printTimes(value.range);
    case 'choice':
      return value.choices.join(',');
  }
}

/** The text so that it is found exactly as it is: behind a field, or as words. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}

/** Can it be typed without quotes, behind a field? */
function isPlain(text: string): boolean {
  return /^[^\s":/][^\s]*$/.test(text);
}

function printNumbers({ from, to }: NumberRange): string {
  if (from === to) return String(from);
  if (from === null) return `<=${String(to)}`;
  if (to !== null) return `${String(from)}..${String(to)}`;
  return from === 0 ? '>=0' : `>${String(from - 1)}`;
}

function printTimes({ from, to }: TimeRange): string {
  if (to === null && from) return from.kind === 'ago' ? `<${age(from.ms)}` : `>=${clock(from.ms)}`;
  if (from === null && to) return to.kind === 'ago' ? `>${age(to.ms)}` : `<${clock(to.ms)}`;
  return `${from ? point(from) : ''}..${to ? point(to, minute) : ''}`;
}

const minute = 60_000;

function point(time: TimePoint, back = 0): string {
  return time.kind === 'ago' ? age(time.ms) : clock(time.ms - back);
}

/** In the largest unit that fits without a rest. */
function age(ms: number): string {
  const units = [
    ...([
      ['y', 365 * 1440],
      ['w', 7 * 1440],
      ['d', 1440],
      ['h', 60],
    ] as const),
    ['m', 1] as const,
  ];
  const [unit, minutes] = units.find(([, size]) => ms % (size * minute) === 0 && ms >= size * minute) ?? ['m', 1];
  return `${String(ms / (minutes * minute))}${unit}`;
}

function clock(ms: number): string {
  const time = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const date = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
