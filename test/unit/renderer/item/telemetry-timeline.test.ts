import { expect, it } from 'vitest';
import {
  longSilenceIn,
  placeIn,
  silenceBefore,
  spanOf,
  typesOf,
} from '../../../../renderer/item/telemetry-timeline.ts';
import type { TelemetryEvent } from '../../../../shared/occurrence.ts';

const event = (at: number | null, type = 'log'): TelemetryEvent => ({
  ...{ at, type, level: 'info', source: null, body: {} },
});

it('knows the kinds of events, the most common first', () => {
  expect(typesOf([event(1, 'dom'), event(2), event(3), event(4, 'network')])).toEqual(['log', 'dom', 'network']);
});

it('spans from the first event to the failure, or to what came after it', () => {
  expect(spanOf([event(50), event(null), event(20)], 100)).toEqual({ from: 20, to: 100 });
  expect(spanOf([event(150)], 100)).toEqual({ from: 100, to: 150 });
  expect(spanOf([], 100)).toEqual({ from: 100, to: 100 });
});

it('places a moment between the ends', () => {
  expect(placeIn({ from: 100, to: 200 }, 125)).toBe(0.25);
  expect(placeIn({ from: 100, to: 100 }, 100)).toBe(1);
});

it('tells silence that is long for this timeline', () => {
  const shortest = longSilenceIn({ from: 0, to: 100_000 });
  expect(silenceBefore(event(20_000), event(5000), shortest)).toBe(15_000);
  expect(silenceBefore(event(20_000), event(15_000), shortest)).toBeNull();
  expect(silenceBefore(event(null), event(1), shortest)).toBeNull();
  expect(silenceBefore(event(20_000), undefined, shortest)).toBeNull();
  expect(longSilenceIn({ from: 0, to: 100 })).toBe(5000);
});
