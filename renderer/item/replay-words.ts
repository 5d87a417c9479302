/** What a replay's parts are called, and where they stand along its time. Pure; times are unix milliseconds. */
import type { TelemetryEvent } from '../../shared/occurrence.ts';
import { offsetText } from './telemetry-text.ts';

/** Why nothing is played; each ends with what can be done instead. */
export const troubleWords = {
  'too-large': {
    title: 'This recording is too large to be played here',
    advice: 'Playing it would hold up the window. It can be saved as it was sent.',
  },
  broken: {
    title: 'This recording is damaged',
    advice: 'What was sent cannot be read, or stops making sense. It can be saved as it was sent.',
  },
  'no-picture': {
    title: 'This recording does not show the page',
    advice: 'Changes of the page were sent, but not what the page was before them. It can be saved as it was sent.',
  },
  unread: {
    title: 'The recording could not be read',
    advice: 'Close this and try again. If it was deleted meanwhile, it is gone.',
  },
} as const;
export type ReplayTrouble = keyof typeof troubleWords;

export interface Span {
  startsAt: number;
  endsAt: number;
}

/** `0:07`, `12:40`, `1:02:03`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const start = hours > 0 ? `${String(hours)}:${two(minutes)}` : String(minutes);
  return `${start}:${two(seconds % 60)}`;
}

/** `0:07 of 0:12, 5.0 s before the error`. `time` is since the beginning of the replay. */
export function momentText(span: Span, time: number, failedAt: number): string {
  const offset = span.startsAt + time - failedAt;
  const size = offsetText(failedAt + Math.abs(offset), failedAt).slice(1);
  const place = Math.abs(offset) < 50 ? 'at the error' : `${size} ${offset < 0 ? 'before' : 'after'} the error`;
  return `${clockText(time)} of ${clockText(span.endsAt - span.startsAt)}, ${place}`;
}

/** Milliseconds into the replay; the nearest end for a moment that is not in it. */
export function timeIn({ startsAt, endsAt }: Span, at: number): number {
  return Math.min(endsAt, Math.max(startsAt, at)) - startsAt;
}

export interface ReplayEvent {
  event: TelemetryEvent;
  index: number;
  at: number;
}

/** Telemetry that has a time, oldest first: the latest `most` of it. */
export function timedEvents(events: readonly TelemetryEvent[], most: number): ReplayEvent[] {
  return events
    .flatMap((event, index) => (event.at === null ? [] : [{ event, index, at: event.at }]))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .slice(-most);
}

/** Place in the list of what happened last until then; -1 before the first. */
export function latestUntil(events: readonly { at: number }[], moment: number): number {
  return events.findLastIndex(({ at }) => at <= moment);
}
