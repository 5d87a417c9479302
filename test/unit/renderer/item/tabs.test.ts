import { expect, it } from 'vitest';
import { contextObjects, tabsOf } from '../../../../renderer/item/tabs.ts';
import { anException, anOccurrence } from '../../an-occurrence.ts';

const words = (...args: Parameters<typeof tabsOf>): string[] => tabsOf(...args).map((tab) => tab.words);

it('has no tab that would be empty', () => {
  expect(words(anOccurrence(), 0)).toEqual(['Message', 'Raw']);
  expect(words(null, 2)).toEqual(['Traceback', 'Activity']);
});

it('has a tab for each part that came', () => {
  const event = { at: 1, level: 'info' as const, type: 'log', source: null, body: {} };
  const occurrence = anOccurrence({ exceptions: [anException('E', [], null)], telemetry: [event], custom: { a: 1 } });
  expect(words(occurrence, 1)).toEqual(['Traceback', 'Telemetry', 'Context', 'Raw', 'Activity']);
  expect(words(anOccurrence({ crashReport: 'Incident …' }), 0)[0]).toBe('Crash report');
});

it('the context leaves out what is null or empty', () => {
  const person = { id: '7', username: null, email: null, name: null, extra: null };
  const objects = contextObjects(anOccurrence({ person, tags: {}, contexts: { os: { name: 'Debian' } } }));
  expect(objects).toEqual([
    { name: 'Person', value: { id: '7' } },
    { name: 'os', value: { name: 'Debian' } },
  ]);
});
