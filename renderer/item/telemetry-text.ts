/** What a telemetry event says in one line. Its body is whatever the client recorded; the keys read here are the usual ones. */
import type { TelemetryEvent } from '../../shared/occurrence.ts';
import { previewOf } from '../ui/json-preview.ts';

/** `GET /cart 500`, `click button.pay`, `/cart → /pay`, a message, or the body itself. */
export function telemetryText({ type, body }: TelemetryEvent): string {
  const word = (key: string): string => {
    const value = body[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const join = (...keys: string[]): string => keys.map(word).filter(Boolean).join(' ');
  const known = new Map([
    ['network', () => join('method', 'url', 'status_code')],
    ['dom', () => join('subtype', 'element', 'value')],
    ['navigation', () => [word('from'), word('to')].filter(Boolean).join(' → ')],
  ]);
  return known.get(type)?.() || word('message') || join('subtype', 'text', 'name') || previewOf(body, 160);
}

/**
 * When it failed, in unix milliseconds: what was recorded before the failure can be later than a clock that counts whole
 * seconds says.
 */
export function failureTime(events: readonly TelemetryEvent[], occurredAt: number): number {
  const times = events.flatMap(({ at }) => (at !== null && at < occurredAt + 1000 ? [at] : []));
  return times.reduce((latest, at) => Math.max(latest, at), occurredAt);
}

/** The time before the failure: `−1.2 s`, `−2 min 38 s`, `+30 ms`. Both in unix milliseconds. */
export function offsetText(at: number, failedAt: number): string {
  const ms = at - failedAt;
  const size = Math.abs(ms);
  const sign = ms > 0 ? '+' : '−';
  if (size < 1000) return `${sign}${String(Math.round(size))} ms`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  if (size < 3_600_000) {
    const seconds = Math.floor(size / 1000);
    return `${sign}${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
  }
  return `${sign}${String(Math.round(size / 3_600_000))} h`;
}
