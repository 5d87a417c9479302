import { describe, expect, test } from 'vitest';
import {
  bodyWithout,
  isUnmistakable,
  textWithout,
  tokenBesideBody,
} from '../../../../../main/protocols/rollbar/token.ts';

const token = '0123456789abcdef0123456789abcdef';

describe('the token beside the body', () => {
  test.each<[object, string, string | null]>([
    [{ 'x-rollbar-access-token': token }, '', token],
    [{ 'x-rollbar-access-token': ` ${token} ` }, 'access_token=other', token],
    [{ 'x-rollbar-access-token': '' }, 'a=1&access_token=other', 'other'],
    [{}, 'access_token=a%2Bb+c', 'a+b c'],
    [{}, 'access_token=', null],
    [{}, '', null],
  ])('of %j and %j is %j', (headers, query, expected) => {
    expect(tokenBesideBody({ headers: headers as never, query })).toBe(expected);
  });
});

test.each([
  [token, true],
  ['short', false],
  ['with blanks in between it', false],
  ['0123456789abcde', false],
  ['0123456789abcdef', true],
])('%s can be searched for: %s', (sent, expected) => {
  expect(isUnmistakable(sent)).toBe(expected);
});

test('a text without the token is the same text', () => {
  const text = '{"a":1}';
  expect(textWithout(text, token)).toBe(text);
  expect(textWithout(`{"a":"x${token}${token}y"}`, token)).toBe('{"a":"xy"}');
});

describe('a refused body', () => {
  test.each([
    [`{"access_token" : "${token}", "data":`, '{"access_token" : "", "data":'],
    [`{"access_token":"short","data":"short"}`, '{"access_token":"","data":"short"}'],
    [`access_token=short&payload=x`, 'access_token=&payload=x'],
    [`payload=x&access_token=${token}`, 'payload=x&access_token='],
    [`--b\r\nContent-Disposition: form-data; name="access_token"\r\n\r\nshort\r\n--b--`, undefined],
  ])('%j is kept without a token', (sent, expected) => {
    const kept = bodyWithout(Buffer.from(sent), null).toString();
    expect(kept).not.toContain(token);
    expect(kept).toBe(expected ?? sent.replace('short', ''));
  });

  test('loses the token that came beside it wherever it stands', () => {
    expect(bodyWithout(Buffer.from(`a ${token} b`), token).toString()).toBe('a  b');
    expect(bodyWithout(Buffer.from('a demo'), 'demo').toString()).toBe('a demo');
  });

  test('keeps bytes that are not text', () => {
    const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x80]);
    expect(bodyWithout(bytes, token)).toEqual(bytes);
  });
});
