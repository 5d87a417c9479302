import { expect, it } from 'vitest';
import {
  clockOfMinute,
  minuteOfClock,
  pauseWords,
  tomorrowMorning,
} from '../../../../renderer/settings/clock-words.ts';

it('writes and reads times of the day', () => {
  expect([0, 61, 1439].map(clockOfMinute)).toEqual(['00:00', '01:01', '23:59']);
  for (let minute = 0; minute < 1440; minute += 7) expect(minuteOfClock(clockOfMinute(minute))).toBe(minute);
  expect(['', '24:00', '12:60', '1:00', '12:00:00'].map(minuteOfClock)).toEqual([null, null, null, null, null]);
});

it('names the day only when it is another one', () => {
  const noon = new Date(2026, 0, 1, 12, 0).getTime();
  expect(pauseWords(noon + 3_600_000, noon)).toBe('13:00');
  expect(pauseWords(tomorrowMorning(noon), noon)).toBe('Friday 08:00');
});
