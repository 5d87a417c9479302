/** A chosen span of time in few words. Pure. */
import type { OccurrenceScope } from '../../shared/occurrence-scope.ts';
import { clockTime, dayText } from '../ui/format-age.ts';

/** `21 Nov, 10:00 – 14:00`, `21 Nov, 10:00 – 22 Nov, 02:00`, `since 21 Nov, 10:00`; null without a span. */
export function spanWords({ from, to }: Pick<OccurrenceScope, 'from' | 'to'>): string | null {
  if (from === null) return to === null ? null : `before ${timeText(to)}`;
  if (to === null) return `since ${timeText(from)}`;
  const end = dayText(from) === dayText(to) ? clockTime(to) : timeText(to);
  return `${timeText(from)} – ${end}`;
}

function timeText(at: number): string {
  return `${dayText(at)}, ${clockTime(at)}`;
}
