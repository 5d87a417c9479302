/**
 * How values are compared, counted with and cut, as MySQL does it, whose words Rollbar's query language speaks. A value
 * is a number, a text or null; null with anything is null.
 */
export type Value = number | string | null;

const leadingNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
const wholeNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** A text counts as the number it begins with, 0 when it begins with none. */
export function toNumber(value: Value): number | null {
  if (typeof value !== 'string') return value;
  return Number(leadingNumber.exec(value)?.[0] ?? 0);
}

/** Is the text a number and nothing else? */
export function isNumeric(text: string): boolean {
  return wholeNumber.test(text);
}

/**
 * -1, 0 or 1, null when one of them is. A number and a text that is a number compare as numbers. Any other text is
 * compared as text, unlike in MySQL, which takes it for 0: `custom.code = 0` would find every word.
 */
export function compare(left: Value, right: Value): number | null {
  if (left === null || right === null) return null;
  if (typeof left === typeof right) return order(left, right);
  if (isNumeric(String(left)) && isNumeric(String(right))) return order(Number(left), Number(right));
  return order(String(left), String(right));
}

function order(left: number | string, right: number | string): number {
  return left < right ? -1 : Number(left > right);
}

/** `DIV`: the quotient without its fraction; null for a division by 0. */
export function quotient(left: Value, right: Value): number | null {
  const [a, b] = [toNumber(left), toNumber(right)];
  return a === null || b === null || b === 0 ? null : Math.trunc(a / b);
}

/** `MOD`: with the sign of the left side; null for a division by 0. */
export function remainder(left: Value, right: Value): number | null {
  const [a, b] = [toNumber(left), toNumber(right)];
  return a === null || b === null || b === 0 ? null : a % b;
}

/** `IN` a list of plain values: 1, 0, or null when it is not among them and one of them is null. */
export function isAmong(value: Value, list: Value[]): number | null {
  if (value === null) return null;
  if (list.some((candidate) => compare(value, candidate) === 0)) return 1;
  return list.includes(null) ? null : 0;
}

/** `BETWEEN`: 1, 0, or null when that hangs on a null. */
export function isBetween(value: Value, low: Value, high: Value): number | null {
  const [above, below] = [compare(value, low), compare(value, high)];
  if ((above !== null && above < 0) || (below !== null && below > 0)) return 0;
  return above === null || below === null ? null : 1;
}
