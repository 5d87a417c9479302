/** The readers of single values: addresses, levels, times, uuids, languages. */
import { describe, expect, test } from 'vitest';
import type { ExceptionRecord } from '../../../../../shared/occurrence.ts';
import { timeInMs } from '../../../../../main/protocols/rollbar/clock.ts';
import { resolvedIp } from '../../../../../main/protocols/rollbar/ip-address.ts';
import { languageOf } from '../../../../../main/protocols/rollbar/language.ts';
import { levelOf } from '../../../../../main/protocols/rollbar/level.ts';
import { isUsableUuid } from '../../../../../main/protocols/rollbar/uuid.ts';

describe('an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.0'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0'],
    ['::1', '::1', '::'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::'],
    ['2001:db8:85a3:1:2:3:4:5', '2001:db8:85a3:1:2:3:4:5', '2001:db8:85a3::'],
    ['2001:db8::1', '2001:db8::1', '2001:db8::'],
    ['fe80::1%eth0', 'fe80::1', 'fe80::'],
    ['', '', ''],
  ])('%j is shown as %j, or as %j', (remote, plain, anonymous) => {
    expect(resolvedIp('$remote_ip', remote)).toBe(plain);
    expect(resolvedIp('$remote_ip_anonymize', remote)).toBe(anonymous);
  });

  test.each(['198.51.100.4', 'not an address', '$remote', null])('%j stays as it was sent', (sent) => {
    expect(resolvedIp(sent, '203.0.113.7')).toBe(sent);
  });
});

test.each([
  ['debug', 'debug'],
  ['Error', 'error'],
  [10, 'debug'],
  [50, 'critical'],
  ['fatal', undefined],
  ['toString', undefined],
  [11, undefined],
  [null, undefined],
  [['error'], undefined],
])('%j is level %j', (sent, level) => {
  expect(levelOf(sent)).toBe(level);
});

test.each([
  [1_767_225_600, 1_767_225_600_000],
  [1.5, 1500],
  [1e11, 1e14],
  [100_000_000_001, 100_000_000_001],
  [0, null],
  [-1, null],
  [1e15, null],
])('%d is the time %j', (sent, at) => {
  expect(timeInMs(sent)).toBe(at);
});

test.each([
  ['0b6c9d1e-7d0a-4c55-9a3e-4f0a6b1f2c3d', true],
  ['caf\u00e9', true],
  ['x'.repeat(36), true],
  ['x'.repeat(37), false],
  ['', false],
  [' ', false],
  ['a\nb', false],
  ['\u20ac', false],
  [7, false],
])('uuid %j is usable: %s', (uuid, isUsable) => {
  expect(isUsableUuid(uuid)).toBe(isUsable);
});

test.each([
  [['a.py', 'b.js'], 'javascript'],
  [['a.rb', '<anonymous>'], 'ruby'],
  [['https://shop.example/app.js?v=1'], 'javascript'],
  [['Cart.java', 'unknown'], 'java'],
  [['a.constructor'], null],
  [[], null],
])('the language of %j is %j', (files, language) => {
  const frames = files.map((file) => ({ file }));
  expect(languageOf([{ frames: [] }, { frames }] as unknown as ExceptionRecord[])).toBe(language);
});
