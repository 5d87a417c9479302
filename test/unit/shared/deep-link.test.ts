import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkAmong, linkToItem, pathOfLink } from '../../../shared/deep-link.ts';
import { hashOf, parseRoute } from '../../../renderer/state/route.ts';

it.each([
  ['stacktray://item/12', '/item/12'],
  ['stacktray://item/12/', '/item/12'],
  ['STACKTRAY://Item/12/345', '/item/12/345'],
  ['stacktray://occurrence/345', '/occurrence/345'],
  ['stacktray://project/3', '/active?project=3'],
  ['stacktray://search?text=level%3Aerror+timed%20out', '/all?text=level%3Aerror%20timed%20out'],
  [
    'stacktray://search?view=new&project=3&environment=production&text=a',
    '/new?project=3&environment=production&text=a',
  ],
  ['stacktray://search', '/all'],
])('%s leads to %s', (link, path) => {
  expect(pathOfLink(link)).toBe(path);
});

it.each([
  'stacktray://item',
  'stacktray://item/0',
  'stacktray://item/1e3',
  'stacktray://item/12/3/4',
  'stacktray://item/12?tab=raw',
  'stacktray://item/12#x',
  'stacktray://item/../settings',
  'stacktray://item/1234567890123456',
  'stacktray://settings',
  'stacktray://search/1',
  'stacktray://search?text=%E0%A4%A',
  'stacktray://search?view=__proto__',
  'stacktray://search?project=3%27',
  'stacktray:item/12',
  'https://item/12',
  'javascript:alert(1)',
  ' stacktray://item/12',
  `stacktray://search?text=${'a'.repeat(3000)}`,
])('%s leads nowhere', (link) => {
  expect(pathOfLink(link)).toBeNull();
});

it('leads from an item’s link to its page', () => {
  expect(parseRoute(`#${pathOfLink(linkToItem(12, 345)) ?? ''}`)).toMatchObject({
    screen: 'item',
    id: 12,
    occurrenceId: 345,
  });
});

it('never leads anywhere that the page does not know, whatever the link', () => {
  const words = fc.constantFrom(
    'item',
    'search',
    '/',
    '?',
    'text=',
    '&',
    '%41',
    '%F0%9F',
    '1',
    '"',
    '<',
    '\n',
    '..',
    '#',
  );
  const link = fc.array(fc.oneof(words, fc.string({ maxLength: 4 }))).map((parts) => `stacktray://${parts.join('')}`);
  fc.assert(
    fc.property(link, (text) => {
      const path = pathOfLink(text);
      if (path === null) return;
      expect(path).toMatch(/^\/[a-z]+(\/\d+)*(\?[\w\-.!~*'()%=&]*)?$/);
      expect(hashOf(parseRoute(`#${path}`)).length).toBeGreaterThan(2);
    }),
  );
});

it('finds the link among the words of a command line', () => {
  expect(linkAmong(['/usr/bin/stacktray', '--data', 'x', 'stacktray://item/7'])).toBe('stacktray://item/7');
  expect(linkAmong(['/usr/bin/stacktray', '--', 'stacktray://nothing'])).toBeNull();
});
