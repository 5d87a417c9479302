import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../main/grouping/st2-analysis.ts';
import type { MessageWords } from '../../../../main/grouping/group.ts';
import { st2Keys } from '../../../../main/grouping/st2.ts';
import type { ExceptionRecord, Frame, Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence } from '../../an-occurrence.ts';

function st2Of(given: Partial<Occurrence>): { keys: string[]; template: MessageWords | null } {
  const occurrence = anOccurrence(given);
  const { key, looserKeys, template } = st2Keys(occurrence, analyse(occurrence));
  return { keys: [key, ...looserKeys()], template };
}

const keysOf = (given: Partial<Occurrence>): string[] => st2Of(given).keys;

/** How many keys two occurrences share. */
function shared(one: Partial<Occurrence>, other: Partial<Occurrence>): number {
  const known = new Set(keysOf(one));
  return keysOf(other).filter((key) => known.has(key)).length;
}

/** `Class.method:line` or `path/file.js method:line`, crashing call first as people write them. */
function thrown(name: string, message: string | null, calls: string[]): Partial<Occurrence> {
  return { exceptions: [anError(name, message, calls)] };
}

function anError(name: string, message: string | null, calls: string[]): ExceptionRecord {
  return { ...anException(name, [], message), frames: calls.map(frameOf).reverse() };
}

function frameOf(call: string): Frame {
  const [, library, where = '', method = '', line = ''] = /^(~?)([^ ]+) ([^:]+):(\d+)$/.exec(call) ?? [];
  const place = where.includes('/') ? { file: where } : { file: 'X.java', module: where };
  return aFrame({ ...place, function: method, line: Number(line), inProject: library === '' });
}

const callers = ['org.shop.Orders place:40', 'org.shop.Main main:3'];
const original = thrown('java.lang.IllegalStateException', 'cart 17 is closed', ['org.shop.Cart total:12', ...callers]);

describe('an occurrence joins', () => {
  it.each<[what: string, variant: Partial<Occurrence>]>([
    [
      'when another caller led to the same line',
      thrown('java.lang.IllegalStateException', 'done', ['org.shop.Cart total:12', 'org.shop.Report print:9']),
    ],
    [
      'when a release moved the line, by message and function',
      thrown('java.lang.IllegalStateException', 'cart 9 is closed', ['org.shop.Cart total:31', 'org.shop.Report x:9']),
    ],
    [
      'when proxies, lambdas and threads stand between the calls',
      thrown('java.lang.IllegalStateException', 'x', [
        'org.shop.Cart total:31',
        'org.shop.Cart$$EnhancerByCGLIB$$ab12 total:1',
        '~java.lang.reflect.Method invoke:5',
        'org.shop.Orders lambda$place$3:44',
        'org.shop.Main main:3',
        '~java.lang.Thread run:1',
      ]),
    ],
    [
      'when it recursed deeper',
      thrown('java.lang.IllegalStateException', null, [
        'org.shop.Cart total:14',
        'org.shop.Cart total:14',
        'org.shop.Cart total:14',
        ...callers,
      ]),
    ],
    [
      'when it was wrapped on the way up',
      {
        exceptions: [
          anError('org.shop.OrderException', null, ['org.shop.Orders place:41', 'org.shop.Main main:3']),
          anError('java.lang.IllegalStateException', 'cart 3 is closed', ['org.shop.Cart total:12', ...callers]),
        ],
      },
    ],
    [
      'when another method of the same classes failed on the same way',
      thrown('java.lang.IllegalStateException', 'no lines', [
        'org.shop.Cart add:77',
        'org.shop.Orders change:50',
        'org.shop.Main main:3',
      ]),
    ],
  ])('%s', (_what, variant) => {
    expect(shared(original, variant)).toBeGreaterThan(0);
  });

  it('when the same failure within a library was caused from elsewhere', () => {
    const library = ['~com.db.Driver open:9', '~com.db.Pool take:8', '~com.db.Pool get:7'];
    const message = 'the server closed the connection unexpectedly';
    const one = thrown('SQLException', message, [...library, 'org.shop.Cart load:1', 'org.shop.Main main:3']);
    const other = thrown('SQLException', message, [...library, 'org.bank.Ledger load:2', 'org.bank.App run:4']);
    expect(shared(one, other)).toBe(1);
    const short = [thrown('SQLException', 'closed', [...library, 'org.shop.Cart load:1'])];
    expect(shared(short[0] ?? {}, thrown('SQLException', 'closed', [...library, 'org.bank.Ledger load:2']))).toBe(0);
  });

  it('when a library failed in the same way, in another class around it', () => {
    const calls = ['~com.db.Driver open:9', '~com.db.Pool take:8', 'org.shop.Cart load:1', 'org.shop.Main main:3'];
    expect(shared(thrown('A', null, calls), thrown('B', null, calls))).toBe(1);
  });

  it('when browsers word and write the same error each in its own way', () => {
    const stacks = [
      'TypeError: x\n    at Object.total (https://s.example/a.js:20:17)\n    at Array.map (<anonymous>)\n    at run (https://s.example/a.js:9:1)',
      'total@https://s.example/a.js:20:9\nrun@https://s.example/a.js:9:1',
      'total@https://s.example/a.js:20:30\nmap@[native code]\nrun@https://s.example/a.js:9:3',
    ];
    const messages = [
      "Cannot read properties of undefined (reading 'price')",
      'can\'t access property "price", line is undefined',
      "undefined is not an object (evaluating 'line.price')",
    ];
    const [v8, ...others] = stacks.map((rawStack, index) => ({
      exceptions: [{ ...anException('TypeError', [], messages[index] ?? null), rawStack }],
    }));
    for (const other of others) expect(keysOf(other)[0]).toBe(keysOf(v8 ?? {})[0]);
    const [alone, ...same] = messages.map((message) => keysOf(thrown('TypeError', message, [])));
    for (const keys of same) expect(keys).toEqual(alone);
  });
});

describe('an occurrence stays apart', () => {
  it.each<[what: string, other: Partial<Occurrence>]>([
    ['when the class differs', thrown('java.lang.ArithmeticException', 'x', ['org.shop.Cart total:12', ...callers])],
    [
      'when function, line and way differ',
      thrown('java.lang.IllegalStateException', 'no lines', ['org.shop.Stock count:5', 'org.shop.Main main:3']),
    ],
    ['when it has no stack', thrown('java.lang.IllegalStateException', 'cart 17 is closed', [])],
  ])('%s', (_what, other) => {
    expect(shared(original, other)).toBe(0);
  });

  it('when a state machine refused another event in another state', () => {
    const refused = (message: string, line: number): Partial<Occurrence> =>
      thrown('TransitionException', message, ['org.shop.Machine step:30', `org.shop.Order on:${String(line)}`]);
    expect(shared(refused('no PAY_NOW in CART_OPEN', 5), refused('no SHIP_NOW in CART_OPEN', 6))).toBe(0);
    expect(shared(refused('no PAY_NOW in CART_OPEN', 5), refused('no PAY_NOW in CART_OPEN', 6))).toBeGreaterThan(0);
  });

  it('when a guard was called from elsewhere', () => {
    const checked = (caller: string, next: string): Partial<Occurrence> =>
      thrown('IllegalArgumentException', null, ['org.shop.Validate notEmpty:9', `${caller}:5`, `${next}:6`]);
    const one = checked('org.shop.Cart set', 'org.shop.Orders place');
    expect(shared(one, checked('org.shop.Cart set', 'org.shop.Stock fill'))).toBe(0);
    expect(shared(one, checked('org.shop.Cart set', 'org.shop.Orders place'))).toBeGreaterThan(0);
  });

  it('when nothing of the project is in the stack and the message differs', () => {
    const calls = ['~org.junit.Expect evaluate:1', '~org.junit.Run run:2'];
    expect(shared(thrown('E', 'wanted an A', calls), thrown('E', 'got no answer', calls))).toBe(0);
  });
});

describe('in scripts and other files, which hold much', () => {
  it('errors without anything precise in common stay apart', () => {
    const inFiles = (message: string, method: string, line: number): Partial<Occurrence> =>
      thrown('TypeError', message, [`src/cart.ts ${method}:${String(line)}`, 'src/views.ts post:8']);
    expect(shared(inFiles('the cart is empty', 'add', 5), inFiles('no price is known', 'total', 9))).toBe(0);
    expect(shared(inFiles("'sku'", 'add', 5), inFiles("'price'", 'total', 9))).toBe(0);
    expect(shared(inFiles('the cart is empty', 'add', 5), inFiles('the cart is full', 'total', 9))).toBe(0);
    const long = 'the cart of this user is';
    expect(shared(inFiles(`${long} empty`, 'add', 5), inFiles(`${long} full`, 'total', 9))).toBe(1);
  });

  it('errors in one line of a minified bundle stay apart', () => {
    const at = (column: number, message: string): Partial<Occurrence> => ({
      exceptions: [
        {
          ...anException('TypeError', [], message),
          frames: [aFrame({ file: 'https://shop.example/app.js', function: 't', line: 1, column })],
        },
      ],
    });
    expect(shared(at(4022, 'a is not iterable'), at(77_001, 'price is missing'))).toBe(0);
    expect(shared(at(4022, 'a is not iterable'), at(4022, 'b is not iterable'))).toBeGreaterThan(0);
  });
});

describe('an occurrence without a stack', () => {
  it('has one key, of its words, and the family of its template', () => {
    const one = st2Of({ message: aMessage('user ann has 3 carts') });
    expect(one.keys).toHaveLength(1);
    expect(one.template?.words).toEqual(['user', 'ann', 'has', '*', 'carts']);
    const same = st2Of({ message: aMessage('user ann has 400 carts') });
    expect(same).toEqual(one);
    const alike = st2Of({ message: aMessage('user bob has 3 carts') });
    expect(alike.keys).not.toEqual(one.keys);
    expect(alike.template?.family).toBe(one.template?.family);
  });

  it('has none of it when a stack tells', () => {
    expect(st2Of(original).template).toBeNull();
  });
});
