import { expect, it } from 'vitest';
import { offered, type Entry, type OfferedSection } from '../../../../renderer/palette/entries.ts';

const entry = (id: string, section: Entry['section'], words: string): Entry => ({
  id,
  section,
  words,
  run: () => undefined,
});
const entries = [
  entry('resolve', 'Here', 'Resolve, or reopen'),
  entry('mute', 'Here', 'Mute, or unmute'),
  entry('resolved', 'Go to', 'Resolved'),
  { ...entry('redaction', 'Settings', 'Redaction and copies'), also: 'settings' },
  entry('item:7', 'Items', 'Seen before'),
];
const ids = (shown: OfferedSection[]): string[][] =>
  shown.map(({ section, offers }) => [section, ...offers.map(({ entry: { id } }) => id)]);

it('without a text it is what was used last, then everything', () => {
  expect(ids(offered(entries, ' ', { recent: ['item:7', 'gone', 'mute'], found: [] }))).toEqual([
    ['Recent', 'item:7', 'mute'],
    ['Here', 'resolve'],
    ['Go to', 'resolved'],
    ['Settings', 'redaction'],
  ]);
});

it('with a text it is what fits, the section of the best first, and the items that were found', () => {
  const found = [entry('item:9', 'Items', 'Connection reset by peer')];
  expect(ids(offered(entries, 'res', { recent: ['mute'], found }))).toEqual([
    ['Go to', 'resolved'],
    ['Here', 'resolve'],
    ['Items', 'item:9'],
  ]);
  expect(ids(offered(entries, 'settings', { recent: [], found: [] }))).toEqual([['Settings', 'redaction']]);
  expect(offered(entries, 'zzzz', { recent: [], found: [] })).toEqual([]);
});

it('marks what was typed', () => {
  const found = [entry('item:9', 'Items', 'Connection reset by peer')];
  const shown = offered([entry('resolved', 'Go to', 'Resolved')], 'res', { recent: [], found });
  expect(shown.map(({ offers }) => offers[0]?.pieces)).toEqual([
    [
      { text: 'Res', isMarked: true },
      { text: 'olved', isMarked: false },
    ],
    [
      { text: 'Connection ', isMarked: false },
      { text: 'res', isMarked: true },
      { text: 'et by peer', isMarked: false },
    ],
  ]);
});
