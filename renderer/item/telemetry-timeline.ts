/** Telemetry along the time before the failure. Pure; times are unix milliseconds. */
import type { TelemetryEvent } from '../../shared/occurrence.ts';

/** An event with its index in the occurrence, which names it. */
export interface EventAt {
  event: TelemetryEvent;
  index: number;
}

/** The kinds of events there are, the most common first. */
export function typesOf(events: readonly TelemetryEvent[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type]) => type);
}

/** The first moment and the last; both are the failure's when no event has a time. */
export function spanOf(events: readonly TelemetryEvent[], failedAt: number): { from: number; to: number } {
  const times = events.flatMap(({ at }) => (at === null ? [] : [at]));
  return {
    from: times.reduce((first, at) => Math.min(first, at), failedAt),
    to: times.reduce((last, at) => Math.max(last, at), failedAt),
  };
}

/** Where a moment is between the ends of a span, from 0 to 1; the end of a span without a length. */
export function placeIn({ from, to }: { from: number; to: number }, at: number): number {
  return to === from ? 1 : (at - from) / (to - from);
}

/** From which length on, in ms, silence is worth a line of its own: a tenth of the whole, at least five seconds. */
export function longSilenceIn({ from, to }: { from: number; to: number }): number {
  return Math.max(5000, (to - from) / 10);
}

/** How long nothing was recorded before an event; null when it followed sooner, or when a time is not known. */
export function silenceBefore(
  event: TelemetryEvent,
  before: TelemetryEvent | undefined,
  shortest: number,
): number | null {
  if (event.at === null || before?.at == null) return null;
  const silence = event.at - before.at;
  return silence >= shortest ? silence : null;
}
