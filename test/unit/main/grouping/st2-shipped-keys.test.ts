import { describe, expect, it } from 'vitest';
import shippedKeys from './st2-shipped-keys.json' with { type: 'json' };
import { analyse } from '../../../../main/grouping/st2-analysis.ts';
import { st2Keys } from '../../../../main/grouping/st2.ts';
import type { ExceptionRecord, Frame, Occurrence } from '../../../../shared/occurrence.ts';
import { aFrame, aMessage, anException, anOccurrence } from '../../an-occurrence.ts';

const shipped = shippedKeys as Record<string, unknown>;

function anError(name: string, message: string | null, frames: Partial<Frame>[]): ExceptionRecord {
  return { ...anException(name, [], message), frames: frames.map(aFrame) };
}

const node = anError('TypeError', "Cannot read properties of undefined (reading 'price')", [
  { file: 'node:internal/timers', function: 'listOnTimeout', line: 594, inProject: false },
  { file: '/srv/app/releases/20260105120000/main.js', function: 'start', line: 12 },
  { file: '/srv/app/releases/20260105120000/lib/cart.js', function: 'Cart.total', line: 31 },
]);
const browser = anError('ReferenceError', "Can't find variable: cart", [
  { file: 'https://shop.example/assets/index-Bx_kQ9zT.js?v=4', function: 'global code', line: 1 },
  { file: 'webpack:///./src/cart.ts?a1b2', function: 'total', line: 9 },
]);
const java = anError('java.lang.IllegalStateException', 'cart 17 is closed', [
  { file: 'Main.java', module: 'org.shop.Main', function: 'main', line: 3 },
  { file: 'Cart.java', module: 'org.shop.Cart', function: 'lambda$total$12', line: 8 },
  { file: 'Pool.java', module: 'com.db.Pool', function: 'get', line: 5, inProject: false },
]);
const python = anError('shop.errors.CartError', null, [
  { file: '/app/main.py', function: '<module>', line: 4 },
  { file: '/app/shop/cart.py', function: '_validate_lines', line: 7 },
]);
const native = anError('EXC_BAD_ACCESS', 'KERN_INVALID_ADDRESS', [
  { file: 'shop', function: 'Cart::total(int)', module: '/Applications/Shop.app/shop' },
  { file: 'libsystem_c.dylib', function: 'abort', module: '/usr/lib/system/libsystem_c.dylib' },
]);
const text = {
  ...anException('Error'),
  rawStack: 'total@https://shop.example/a.js:20:9\nrun@https://shop.example/a.js:9:1',
};

// Keys are stored: were one of these to change, every item made before would be left behind by its occurrences.
describe('st2 still gives the keys that it gave when it was shipped', () => {
  it.each<[what: string, given: Partial<Occurrence>]>([
    ['to a trace of Node', { exceptions: [node] }],
    ['to a chain', { exceptions: [node, browser] }],
    ['to a trace of a browser', { exceptions: [browser] }],
    ['to a trace of Java', { exceptions: [java] }],
    ['to a trace of Python', { exceptions: [python] }],
    ['to a native crash', { exceptions: [native] }],
    ['to a stack that came as text', { exceptions: [text] }],
    ['to an exception without frames', { exceptions: [anException('A', [], 'User 12345 is gone')] }],
    ['to a message', { message: aMessage('Invalid user bob from 173.234.31.186 at 2026-01-05 10:00') }],
    ['to an empty message', { message: aMessage('') }],
    ['to a crash report', { crashReport: 'Exception Type: EXC_CRASH\nThread 0 Crashed:\n0 shop 0x1 Cart.total + 4' }],
  ])('%s', (what, given) => {
    const occurrence = anOccurrence(given);
    const { key, looserKeys, template } = st2Keys(occurrence, analyse(occurrence));
    expect({ keys: [key, ...looserKeys()], template }).toEqual(shipped[what]);
  });
});
