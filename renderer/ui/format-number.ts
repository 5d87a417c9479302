/** Numbers for people. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const decimal = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });
const rate = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `22,907`; none is `–`; from a million on `1.2M`, so that a narrow column holds it. */
export function countText(count: number): string {
  if (count === 0) return '–';
  return count < 1_000_000 ? whole.format(count) : short.format(count);
}

/** `22,907` or `0`, for sentences. */
export function numberText(count: number): string {
  return whole.format(count);
}

/** `22,907` or `0.25`: any number, not longer than a person reads. */
export function decimalText(value: number): string {
  return decimal.format(value);
}

/** `1 item`, `62 items`. */
export function amount(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** `0/s`, `0.4/s`, `12/s`. */
export function rateText(perSecond: number): string {
  return `${perSecond < 10 ? rate.format(perSecond) : whole.format(perSecond)}/s`;
}

/** `812 B`, `3.1 kB`, `1.2 MB`, `1.2 GB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  if (bytes >= 999_950_000) return `${rate.format(bytes / 1_000_000_000)} GB`;
  const kilo = bytes < 999_950;
  return `${rate.format(bytes / (kilo ? 1000 : 1_000_000))} ${kilo ? 'kB' : 'MB'}`;
}

/** A part of 1: `0%`, `<1%`, `42%`, `>99%`, `100%`; only none is 0%, and only all is 100%. */
export function percentText(part: number): string {
  if (part > 0 && part < 0.01) return '<1%';
  return part < 1 && part > 0.99 ? '>99%' : `${whole.format(part * 100)}%`;
}
