import { expect, it } from 'vitest';
import { failureTime, offsetText, telemetryText } from '../../../../renderer/item/telemetry-text.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { TelemetryEvent } from '../../../../shared/occurrence.ts';

it.each<[string, JsonObject, string]>([
  ['network', { method: 'GET', url: '/cart', status_code: 500 }, 'GET /cart 500'],
  ['dom', { subtype: 'click', element: 'button.pay' }, 'click button.pay'],
  ['navigation', { from: '/cart', to: '/pay' }, '/cart → /pay'],
  ['log', { message: 'retrying' }, 'retrying'],
  ['network', {}, '{}'],
  ['toString', { a: 1 }, '{a: 1}'],
])('%s %j', (type, body, words) => {
  expect(telemetryText({ at: null, level: 'info', type, source: null, body })).toBe(words);
});

it.each([
  [-480, '−480 ms'],
  [-1234, '−1.2 s'],
  [-158_900, '−2 min 38 s'],
  [-7_200_000, '−2 h'],
  [30, '+30 ms'],
  [0, '−0 ms'],
])('%d ms from the failure', (ms, words) => {
  expect(offsetText(1_000_000_000 + ms, 1_000_000_000)).toBe(words);
});

it('the failure is not before what was recorded in the same second', () => {
  const at = (time: number | null): TelemetryEvent => ({
    at: time,
    level: 'info',
    type: 'log',
    source: null,
    body: {},
  });
  expect(failureTime([at(500), at(1743), at(null)], 1000)).toBe(1743);
  expect(failureTime([at(500), at(60_000)], 1000)).toBe(1000);
  expect(failureTime([], 1000)).toBe(1000);
});
