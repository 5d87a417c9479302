/** What a measurement comes to. */

export interface Row {
  name: string;
  /** Against the other side of the same run; null where the row could not be measured here, and `absolute` says why. */
  ratio: number | null;
  must: string;
  ok: boolean;
  /** For reading only: another machine has others. */
  absolute: string;
}

export interface Scale {
  /** Occurrences stored in the small and in the large collector. */
  small: number;
  large: number;
  /** How often each side of a pair is measured, in turns; the median counts. */
  rounds: number;
  /** How long one load runs. */
  seconds: number;
}

/** A ratio, and what it was made of. */
export interface Measured {
  ratio: number;
  absolute: string;
}

export function atLeast(name: string, least: number, { ratio, absolute }: Measured): Row {
  return { name, ratio, must: `≥ ${least.toFixed(2)}`, ok: ratio >= least, absolute };
}

export function atMost(name: string, most: number, { ratio, absolute }: Measured): Row {
  return { name, ratio, must: `≤ ${most.toFixed(2)}`, ok: ratio <= most, absolute };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The value that one in twenty is above. */
export function p95(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}

export function perSecond(rate: number): string {
  return `${(rate / 1000).toFixed(1)} k/s`;
}

export function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 2 : 0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(0)} MB`;
}
