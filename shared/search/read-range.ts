/** Ranges of whole numbers and of times, as a person types them: `>100`, `5..10`, `<7d`, `>=2026-01-01`. */
import type { NumberRange, TimePoint, TimeRange } from './search-query.ts';

interface Compared {
  sign: '>' | '>=' | '<' | '<=' | null;
  text: string;
}

/** Null when it is none. */
export function readNumberRange(text: string): NumberRange | null {
  const ends = endsOf(text);
  if (ends) {
    const [from, to] = ends.map((end) => (end === '' ? null : wholeNumber(end)));
    return from === undefined || to === undefined || (from === null && to === null) ? null : { from, to };
  }
  const { sign, text: digits } = comparedOf(text);
  const number = wholeNumber(digits);
  if (number === undefined) return null;
  if (sign === null) return { from: number, to: number };
  if (sign.startsWith('>')) return { from: sign === '>' ? number + 1 : number, to: null };
  if (sign === '<') return number === 0 ? null : { from: null, to: number - 1 };
  return { from: null, to: number };
}

/**
 * Null when it is none. Dates are meant in the time zone of this computer. An age such as `7d` alone, or with `<`, is
 * "less than 7 days ago"; with `>`, longer ago.
 */
export function readTimeRange(text: string): TimeRange | null {
  const ends = endsOf(text);
  if (ends) return betweenTimes(ends[0] ?? '', ends[1] ?? '');
  const { sign, text: time } = comparedOf(text);
  const age = ageOf(time);
  if (age) return sign?.startsWith('>') ? { from: null, to: age } : { from: age, to: null };
  const span = timeSpan(time);
  if (!span) return null;
  if (sign === null) return span;
  if (sign.startsWith('>')) return { from: sign === '>' ? span.to : span.from, to: null };
  return { from: null, to: sign === '<' ? span.from : span.to };
}

function betweenTimes(first: string, last: string): TimeRange | null {
  const from = first === '' ? null : (ageOf(first) ?? timeSpan(first)?.from);
  const to = last === '' ? null : (ageOf(last) ?? timeSpan(last)?.to);
  return from === undefined || to === undefined || (from === null && to === null) ? null : { from, to };
}

function endsOf(text: string): string[] | null {
  const ends = text.split('..');
  return ends.length === 2 ? ends : null;
}

function comparedOf(text: string): Compared {
  const sign = (['>=', '<=', '>', '<'] as const).find((start) => text.startsWith(start)) ?? null;
  return { sign, text: sign === null ? text : text.slice(sign.length) };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const units: Record<string, number> = { m: minute, h: 60 * minute, d: day, w: 7 * day, y: 365 * day };

function ageOf(text: string): TimePoint | null {
  const [, digits = '', unit = ''] = /^(\d{1,5})([mhdwy])$/.exec(text) ?? [];
  return unit === '' ? null : { kind: 'ago', ms: Number(digits) * (units[unit] ?? 0) };
}

const written = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?$/;

/** The month, day or minute that is written. */
function timeSpan(text: string): { from: TimePoint; to: TimePoint } | null {
  const found = written.exec(text);
  if (!found) return null;
  const [year = 0, month = 1, dayOfMonth = 1, hour = 0, minutes = 0] = found
    .slice(1)
    .map((part) => Number(part || '1'));
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31 || hour > 23 || minutes > 59) return null;
  const hasTime = found[4] !== undefined;
  const time = hasTime ? ([hour, minutes] as const) : ([0, 0] as const);
  const at = (months: number, days: number, plus: number): TimePoint => ({
    kind: 'at',
    ms: new Date(year, month - 1 + months, dayOfMonth + days, time[0], time[1] + plus).getTime(),
  });
  if (hasTime) return { from: at(0, 0, 0), to: at(0, 0, 1) };
  return { from: at(0, 0, 0), to: found[3] === undefined ? at(1, 0, 0) : at(0, 1, 0) };
}
