import { expect, it } from 'vitest';
import { activityText, comebackText, headText } from '../../../../renderer/item/head-text.ts';
import type { Activity } from '../../../../shared/activity.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { anException, anOccurrence } from '../../an-occurrence.ts';
import { rowOf } from '../stage.ts';

const keyError = anOccurrence({ exceptions: [anException('KeyError', [], "'cart'")] });
const message = (text: string): Occurrence =>
  anOccurrence({ kind: 'message', message: { text, template: null, extra: null } });

it.each<[string, string, Occurrence | null, [string, string | null]]>([
  ['class and message', "KeyError: 'cart'", keyError, ['KeyError', "'cart'"]],
  ['before the occurrence has come', "KeyError: 'cart'", null, ['KeyError', "'cart'"]],
  ['a message with a colon is not taken apart', 'Disk full: 93 %', null, ['Disk full: 93 %', null]],
  ['a title that the client chose', 'Cart is broken', keyError, ['Cart is broken', "KeyError: 'cart'"]],
  ['a message that the title says whole', 'Disk full', message('Disk full'), ['Disk full', null]],
  ['a message that goes on', 'Disk full', message('Disk full\non /dev/sda'), ['Disk full', 'Disk full\non /dev/sda']],
])('%s', (_name, ...[title, occurrence, [heading, below]]) => {
  expect(headText(rowOf({ id: 1, title }), occurrence)).toEqual({ heading, message: below });
});

const at = (kind: Activity['kind'], minutes: number, version?: string): Activity => ({
  id: minutes,
  itemId: 1,
  at: minutes * 60_000,
  kind,
  by: 'person',
  detail: version === undefined ? {} : { version },
});

it('tells how an item came back', () => {
  const item = rowOf({ id: 1, reactivatedAt: 1 });
  const activity = [at('reactivated', 48, '4.18.2'), at('resolved', 10, '4.17.0'), at('appeared', 0)];
  expect(comebackText(item, activity)).toBe('resolved in 4.17.0, came back 38 min later in 4.18.2');
  expect(comebackText(item, [at('reactivated', 48), at('resolved', 10)])).toBe('resolved, came back 38 min later');
  expect(comebackText(item, [])).toBe('came back after it was resolved');
  expect(comebackText(rowOf({ id: 1 }), activity)).toBeNull();
});

it('names what happened', () => {
  expect(activityText(at('resolved', 1, '4.17.0'))).toBe('Resolved in 4.17.0');
  expect(activityText({ ...at('resolved', 1, '4.17.0'), by: 'deploy' })).toBe('Resolved in 4.17.0 by a deploy');
  const why = (by: Activity['by'], detail: Activity['detail']): Activity => ({ ...at('resolved', 1), by, detail });
  expect(activityText(why('quiet', { quietDays: 14 }))).toBe('Resolved after 14 days without occurrences');
  expect(activityText(why('quiet', { quietDays: 1 }))).toBe('Resolved after 1 day without occurrences');
  const hash = 'a'.repeat(40);
  expect(activityText(why('commit', { version: hash, commit: 'aaaaaaaaaaaa', subject: 'Pay once' }))).toBe(
    'Resolved in aaaaaaaaaaaa by commit aaaaaaaaaaaa: Pay once',
  );
  expect(activityText(at('appeared', 1))).toBe('First occurrence');
});
