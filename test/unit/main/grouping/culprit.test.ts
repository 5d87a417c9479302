import { describe, expect, it } from 'vitest';
import { culpritOf } from '../../../../main/grouping/culprit.ts';
import type { Frame, Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, anException, anOccurrence, aRequest, aServer } from '../../an-occurrence.ts';

function check(given: Partial<Occurrence>, expected: string): void {
  expect(culpritOf(anOccurrence(given))).toBe(expected);
}

const thrown = (...frames: Partial<Frame>[]): Occurrence['exceptions'] => [
  { ...anException('E'), frames: frames.map(aFrame) },
];
const own = { file: 'src/cart.ts', function: 'total', inProject: true };
const library = { file: 'node_modules/x/i.js', function: 'call', inProject: false };

describe('the culprit of an exception', () => {
  it('is the most recent call within the project', () => {
    check({ exceptions: thrown({ ...own, function: 'start' }, own, library) }, 'src/cart.ts in total');
  });

  it('is the last call when none is within the project', () => {
    check({ exceptions: thrown({ ...library, function: 'first' }, library) }, 'node_modules/x/i.js in call');
  });

  it('is looked for in causes before libraries are named', () => {
    check({ exceptions: [...thrown(library), ...thrown(own)] }, 'src/cart.ts in total');
    check({ exceptions: [...thrown(), ...thrown(library)] }, 'node_modules/x/i.js in call');
  });

  it('has the file alone when the function has no name', () => {
    for (const nameless of [null, '', ' ', '[anonymous]', '<anonymous>']) {
      check({ exceptions: thrown({ ...own, function: nameless }) }, 'src/cart.ts');
    }
  });

  it('has the function alone when there is no file', () => {
    check({ exceptions: thrown({ ...own, file: '' }) }, 'total');
  });

  it('is what the application was doing when there are no frames', () => {
    check({ exceptions: thrown(), context: 'cart#total' }, 'cart#total');
  });

  it('is one line of at most 255 characters', () => {
    check({ exceptions: thrown({ ...own, function: 'a\nb' }) }, 'src/cart.ts in a b');
    check({ exceptions: thrown({ file: 'x'.repeat(1_000_000) }) }, 'x'.repeat(255));
  });
});

describe('the file in a culprit', () => {
  it.each([
    ['/srv/app/src/cart.ts', '/srv/app', 'src/cart.ts'],
    ['/srv/app/src/cart.ts', '/srv/app/', 'src/cart.ts'],
    ['/srv/apples/cart.ts', '/srv/app', '/srv/apples/cart.ts'],
    ['/srv/app', '/srv/app', '/srv/app'],
    ['/cart.ts', '/', '/cart.ts'],
    ['C:\\app\\src\\cart.cs', 'C:\\app', 'src/cart.cs'],
    ['./src/cart.ts', '', 'src/cart.ts'],
    ['https://example.org/js/app.js?v=3', '', 'js/app.js'],
    ['http://localhost:8080/js/app.js#x', 'http://localhost:8080', 'js/app.js'],
    ['https://example.org/?page=1', '', '/'],
    ['https://example.org', '', '/'],
    ['webpack:///./src/cart.ts?a1b2', '', 'src/cart.ts'],
    ['webpack://shop/./src/cart.ts', '', 'src/cart.ts'],
    ['file:///srv/app/src/cart.mjs', '/srv/app', 'src/cart.mjs'],
    ['file:///srv/app/src/cart.mjs', '', '/srv/app/src/cart.mjs'],
    ['file:///C:/app/cart.mjs', '', 'C:/app/cart.mjs'],
    ['node:internal/timers', '', 'node:internal/timers'],
  ])('is short: %s below %j', (file, root, expected) => {
    check({ exceptions: thrown({ file }), server: aServer(root) }, expected);
  });
});

describe('the culprit of a message', () => {
  it('is its context', () => {
    check({ kind: 'message', context: 'cart#total', request: aRequest({ url: '/cart', method: 'GET' }) }, 'cart#total');
  });

  it('is the request when there is no context', () => {
    const sent = (url: string | null, method: string | null): Partial<Occurrence> => ({
      kind: 'message',
      request: aRequest({ url, method }),
    });
    check(sent('https://example.org/cart?id=5', 'GET'), 'GET /cart');
    check(sent('/cart#total', 'POST'), 'POST /cart');
    check(sent('https://example.org', 'GET'), 'GET /');
    check(sent('/cart', null), '/cart');
    check(sent(null, 'GET'), 'GET');
  });

  it('is empty when nothing is known', () => {
    check({ kind: 'message' }, '');
  });
});
