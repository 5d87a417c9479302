import { describe, expect, it } from 'vitest';
import { st1Key } from '../../../../main/grouping/st1.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence, aServer } from '../../an-occurrence.ts';

const node = anException(
  'TypeError',
  [
    ['node:internal/timers', 'listOnTimeout'],
    ['/srv/app/releases/20260105120000/main.js', 'start2024'],
    ['/srv/app/releases/20260105120000/lib/cart.js', 'Cart.total'],
  ],
  'x is undefined',
);
const browser = anException('ReferenceError', [
  ['https://example.org/assets/index-Bx_kQ9zT.js?v=4', '[anonymous]'],
  ['webpack:///./src/cart.ts?a1b2', 'total'],
]);
const java = {
  ...anException('java.lang.IllegalStateException'),
  frames: [aFrame({ file: 'Cart.java', function: 'lambda$total$12', module: 'org.shop.Cart' })],
};
const windows = anException('System.ArgumentException', [['C:\\app\\4f9c2a1\\Cart.cs', null]]);

// Keys are stored: were one of these to change, every item made before would be left behind by its occurrences.
describe('st1 still gives the key that it gave when it was shipped', () => {
  it.each<[what: string, given: Partial<Occurrence>, key: string]>([
    [
      'to a trace of Node',
      { exceptions: [node], server: aServer('/srv/app') },
      'd780f58ee60872f097f7a39b94bf63f8bd114fd6',
    ],
    ['to a chain', { exceptions: [node, browser] }, '489ec7fcb6d5726913aabfa6c9d3c208a4a09e73'],
    [
      'to a trace of a browser',
      { exceptions: [browser], language: 'javascript' },
      '44f129485934f7879c9cb56ac61c58ae15a98071',
    ],
    ['to a trace of Java', { exceptions: [java], language: 'java' }, 'ba4c4cb00274a87a5362ed5b8030dda5ebd3fbf6'],
    [
      'to a trace of Windows',
      { exceptions: [windows], server: aServer('C:\\app\\') },
      '33bd64085c77982bec6b8a2da044b1e01ea4ff36',
    ],
    [
      'to a trace of Go',
      { exceptions: [browser], notifier: { name: 'rollbar/rollbar-go', version: '1.2.0' } },
      '8b8b7458b1b53d8745aed24591b5791676c4180f',
    ],
    [
      'to exceptions without frames',
      { exceptions: [anException('A', [], 'User 12345'), anException('B')] },
      'd5628b681936bc945c4c84fe6a5683e2cdd8405b',
    ],
    [
      'to a message',
      { message: aMessage('HTTP 404 for /users/991 at Jan 5, 2026 from 10.0.0.7') },
      '160033af73f4c9515f654d292e04c3eb7b06d71e',
    ],
    ['to an empty message', { message: aMessage('') }, 'b966e2d333c1d79588c0f9f5a429ade6a3d4f697'],
    [
      'to a crash',
      {
        crashReport: 'Exception Type:  EXC_CRASH (SIGABRT)\n\nThread 0 Crashed:\n0   Shop  0x1f4 -[Cart total:] + 88\n',
      },
      'e3a8ba116b6bf968f1c14773d98e308010464d2e',
    ],
  ])('%s', (_what, given, key) => {
    expect(st1Key(anOccurrence(given))).toBe(key);
  });
});
