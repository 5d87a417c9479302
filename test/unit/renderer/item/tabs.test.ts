import { expect, it } from 'vitest';
import { contextObjects, tabsOf } from '../../../../renderer/item/tabs.ts';
import { exceptionOf, occurrenceOf } from '../occurrence-of.ts';

const words = (...args: Parameters<typeof tabsOf>): string[] => tabsOf(...args).map((tab) => tab.words);

it('has no tab that would be empty', () => {
  expect(words(occurrenceOf(), 0)).toEqual(['Message', 'Raw']);
  expect(words(null, 2)).toEqual(['Traceback', 'Activity']);
});

it('has a tab for each part that came', () => {
  const event = { at: 1, level: 'info' as const, type: 'log', source: null, body: {} };
  const occurrence = occurrenceOf({ exceptions: [exceptionOf('E', null)], telemetry: [event], custom: { a: 1 } });
  expect(words(occurrence, 1)).toEqual(['Traceback', 'Telemetry', 'Context', 'Raw', 'Activity']);
  expect(words(occurrenceOf({ crashReport: 'Incident …' }), 0)[0]).toBe('Crash report');
});

it('the context leaves out what is null or empty', () => {
  const person = { id: '7', username: null, email: null, name: null, extra: null };
  const objects = contextObjects(occurrenceOf({ person, tags: {}, contexts: { os: { name: 'Debian' } } }));
  expect(objects).toEqual([
    { name: 'Person', value: { id: '7' } },
    { name: 'os', value: { name: 'Debian' } },
  ]);
});
