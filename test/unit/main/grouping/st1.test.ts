import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { st1Key } from '../../../../main/grouping/st1.ts';
import type { Frame, Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence, aServer } from '../../an-occurrence.ts';
import { anyOccurrence } from './any-occurrence.ts';

/** The key of an occurrence must be the SHA-1 of these parts, one a line. */
function check(given: Partial<Occurrence>, parts: string[]): void {
  expect(st1Key(anOccurrence(given))).toBe(createHash('sha1').update(parts.join('\n')).digest('hex'));
}

const cart = ['/srv/app/cart.js', 'total'] as const;
const main = ['/srv/app/main.js', 'start2024'] as const;
const timers = ['node:internal/timers', 'listOnTimeout'] as const;
const loader = ['internal/modules/cjs/loader.js', 'Module._load'] as const;

describe('the key of exceptions', () => {
  it('is file and method of every frame, then the class', () => {
    check({ exceptions: [anException('TypeError', [main, cart], 'x is 5')], server: aServer('/srv/app/') }, [
      '<root>/main.js:start',
      '<root>/cart.js:total',
      '#TypeError',
    ]);
  });

  it('goes through a chain in order', () => {
    check({ exceptions: [anException('A', [main]), anException('B'), anException('C', [cart])] }, [
      '/srv/app/main.js:start',
      '#A',
      '#B',
      '/srv/app/cart.js:total',
      '#C',
    ]);
  });

  it('leaves out frames of Node itself while another frame remains', () => {
    check({ exceptions: [anException('E', [timers, cart, loader])] }, ['/srv/app/cart.js:total', '#E']);
    check({ exceptions: [anException('E', [cart]), anException('F', [timers])] }, [
      '/srv/app/cart.js:total',
      '#E',
      '#F',
    ]);
  });

  it('keeps frames of Node itself when there are no others', () => {
    check({ exceptions: [anException('E', [loader, timers]), anException('F')] }, [
      'internal/modules/cjs/loader.js:Module._load',
      'node:internal/timers:listOnTimeout',
      '#E',
      '#F',
    ]);
  });

  it('names methods of Java with their class, and of no other language', () => {
    const frame = aFrame({ file: 'Cart.java', function: 'total', module: 'org.shop.Cart$$Lambda$14' });
    const exceptions = [{ ...anException('E'), frames: [frame] }];
    check({ exceptions, language: 'java' }, ['Cart.java:org.shop.Cart$$Lambda$.total', '#E']);
    check({ exceptions, language: 'Java 21' }, ['Cart.java:org.shop.Cart$$Lambda$.total', '#E']);
    check({ exceptions, language: 'javascript' }, ['Cart.java:total', '#E']);
    check({ exceptions }, ['Cart.java:total', '#E']);
  });

  it('has the frames of the Go client in the order in which it sent them', () => {
    const exceptions = [anException('E', [main, cart])];
    check({ exceptions, notifier: { name: 'rollbar/rollbar-go', version: '1.2.0' } }, [
      '/srv/app/cart.js:total',
      '/srv/app/main.js:start',
      '#E',
    ]);
  });

  it('keeps placeholders for functions and has nothing for none', () => {
    const exceptions = [
      anException('E', [
        [cart[0], '<module>'],
        [cart[0], '<lambda>'],
        [cart[0], null],
      ]),
    ];
    check({ exceptions }, ['/srv/app/cart.js:<module>', '/srv/app/cart.js:<lambda>', '/srv/app/cart.js:', '#E']);
  });

  it('is classes and the first message when no exception has a frame', () => {
    check({ exceptions: [anException('A', [], 'User 12345 not found'), anException('B', [], 'inner')] }, [
      'A',
      'B',
      'User not found',
    ]);
    check({ exceptions: [anException('A')] }, ['A', '']);
  });
});

describe('the key of messages and crash reports', () => {
  it('is the message without its data', () => {
    check({ kind: 'message', message: aMessage('HTTP 404 for /users/991') }, ['message:HTTP 404 for /users/']);
  });

  it('is a constant for an empty message', () => {
    check({ kind: 'message', message: aMessage('') }, ['message:']);
    check({ kind: 'message' }, ['message:']);
  });

  it('does not read the keys beside the message', () => {
    const message = { text: 'down', template: null, extra: { since: 5 } };
    check({ kind: 'message', message }, ['message:down']);
  });

  it('is the crash when there is neither exception nor message', () => {
    check({ kind: 'crash', crashReport: 'Exception Type:  EXC_CRASH (SIGABRT)\n' }, [
      'crash:Exception Type: EXC_CRASH (SIGABRT)',
    ]);
  });
});

describe('for any occurrence, the key', () => {
  it('is 40 hex digits and the same each time', () => {
    fc.assert(
      fc.property(anyOccurrence, (occurrence) => {
        const key = st1Key(occurrence);
        expect(key).toMatch(/^[0-9a-f]{40}$/);
        expect(st1Key(structuredClone(occurrence))).toBe(key);
      }),
    );
  });

  it('does not depend on lines, columns, code, locals or on when and where it happened', () => {
    fc.assert(
      fc.property(anyOccurrence, fc.nat(), fc.string(), (occurrence, number, text) => {
        const moved = (frame: Frame): Frame => ({
          ...frame,
          line: number,
          column: number,
          code: text,
          before: [text],
          locals: { text },
        });
        const exceptions = occurrence.exceptions.map((e) => ({ ...e, frames: e.frames.map(moved) }));
        const other = { ...occurrence, exceptions, uuid: text, occurredAt: number, environment: text, release: text };
        expect(st1Key(other)).toBe(st1Key(occurrence));
      }),
    );
  });

  it('does not depend on the messages of exceptions with frames', () => {
    fc.assert(
      fc.property(anyOccurrence, fc.string(), (occurrence, text) => {
        fc.pre(occurrence.exceptions.some(({ frames }) => frames.length > 0));
        const exceptions = occurrence.exceptions.map((e) => ({ ...e, message: text, description: text }));
        expect(st1Key({ ...occurrence, exceptions })).toBe(st1Key(occurrence));
      }),
    );
  });

  it('depends on the class', () => {
    fc.assert(
      fc.property(anyOccurrence, (occurrence) => {
        fc.pre(occurrence.exceptions.length > 0);
        const exceptions = occurrence.exceptions.map((e) => ({ ...e, class: `${e.class}x` }));
        expect(st1Key({ ...occurrence, exceptions })).not.toBe(st1Key(occurrence));
      }),
    );
  });
});
