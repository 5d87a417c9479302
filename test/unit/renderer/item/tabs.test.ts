import { expect, it } from 'vitest';
import { contextObjects, tabsOf } from '../../../../renderer/item/tabs.ts';
import type { ItemDetail } from '../../../../shared/item.ts';
import { anException, anOccurrence } from '../../an-occurrence.ts';
import { rowOf } from '../stage.ts';

const words = (...args: Parameters<typeof tabsOf>): string[] => tabsOf(...args).map((tab) => tab.words);

const item = (more: Partial<ItemDetail> = {}): ItemDetail => ({
  ...{
    ...rowOf({ id: 1, people: 0, totalOccurrences: 3 }),
    ...{ suspect: null, mergedInto: null, members: [], projectName: 'shop', activity: [] },
    ...{ unstored: 0, storm: { isGuarded: true, last: null } },
  },
  ...more,
});

it('has no tab that would be empty', () => {
  expect(words(item(), anOccurrence(), false)).toEqual([
    ...['Message', 'Occurrences', 'Breakdown', 'Related', 'Raw', 'Activity'],
  ]);
  expect(words(item(), null, false)).toEqual(['Traceback', 'Occurrences', 'Breakdown', 'Related', 'Activity']);
  expect(words(null, null, false)).toEqual(['Traceback']);
});

it('has a tab for each part that came, and one to compare while two are compared', () => {
  const event = { at: 1, level: 'info' as const, type: 'log', source: null, body: {} };
  const occurrence = anOccurrence({ exceptions: [anException('E', [], null)], telemetry: [event], custom: { a: 1 } });
  expect(words(item({ people: 2 }), occurrence, true)).toEqual([
    ...[
      'Traceback',
      'Occurrences',
      'Telemetry',
      'Context',
      'People',
      'Breakdown',
      'Related',
      'Raw',
      'Activity',
      'Compare',
    ],
  ]);
  expect(words(null, anOccurrence({ crashReport: 'Incident …' }), false)[0]).toBe('Crash report');
});

it('the context leaves out what is null or empty', () => {
  const person = { id: '7', username: null, email: null, name: null, extra: null };
  const objects = contextObjects(anOccurrence({ person, tags: {}, contexts: { os: { name: 'Debian' } } }));
  expect(objects).toEqual([
    { name: 'Person', value: { id: '7' } },
    { name: 'os', value: { name: 'Debian' } },
  ]);
});
