/** Functions on texts. Positions and lengths count characters, not bytes, from 1; null with anything is null. */
import { toNumber, type Value } from './mysql-values.ts';

const text = (value: Exclude<Value, null>): string => String(value);
const whole = (value: Value): number | null => {
  const number = toNumber(value);
  return number === null ? null : Math.round(number);
};

/** In UTF-16 units. MySQL, too, gives null for a text that would get too long. */
const longestText = 16_777_216;

export function concat(...values: Value[]): string | null {
  return values.includes(null) ? null : joined(values, '');
}

/** Leaves out nulls, but for the separator. */
export function concatWs(separator: Value, ...values: Value[]): string | null {
  return separator === null
    ? null
    : joined(
        values.filter((value) => value !== null),
        text(separator),
      );
}

function joined(values: Value[], separator: string): string | null {
  let length = separator.length * values.length;
  for (const value of values) length += String(value).length;
  return length > longestText ? null : values.join(separator);
}

export function lower(value: Value): string | null {
  return value === null ? null : text(value).toLowerCase();
}

export function upper(value: Value): string | null {
  return value === null ? null : text(value).toUpperCase();
}

export function left(value: Value, length: Value): string | null {
  return substring(value, 1, length);
}

export function right(value: Value, length: Value): string | null {
  const count = whole(length);
  if (value === null || count === null) return null;
  return count <= 0 ? '' : [...text(value)].slice(-count).join('');
}

/** A negative position counts from the end; position 0 and one before the beginning give an empty text. */
export function substring(value: Value, position: Value, length: Value = Number.MAX_SAFE_INTEGER): string | null {
  const [from, count] = [whole(position), whole(length)];
  if (value === null || from === null || count === null) return null;
  const characters = [...text(value)];
  const start = from < 0 ? characters.length + from : from - 1;
  return start < 0 || count <= 0 ? '' : characters.slice(start, start + count).join('');
}

/** Where the first text begins in the second, 0 when it does not; case does not count. */
export function locate(wanted: Value, value: Value, position: Value = 1): number | null {
  const from = whole(position);
  if (wanted === null || value === null || from === null) return null;
  const characters = [...text(value).toLowerCase()];
  if (from < 1 || from > characters.length + 1) return 0;
  const skipped = characters.slice(0, from - 1).join('').length;
  const all = characters.join('');
  const at = all.indexOf(text(wanted).toLowerCase(), skipped);
  return at === -1 ? 0 : [...all.slice(0, at)].length + 1;
}

export function charLength(value: Value): number | null {
  return value === null ? null : [...text(value)].length;
}

/** In bytes. */
export function byteLength(value: Value): number | null {
  return value === null ? null : Buffer.byteLength(text(value));
}
