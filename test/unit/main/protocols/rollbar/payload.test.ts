import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePayload, readPayload } from '../../../../../main/protocols/rollbar/payload.ts';

const token = '0123456789abcdef0123456789abcdef';

function check(root: object, tokensBeside: string[]): { text: string; root: unknown; token: string | null } {
  const read = readPayload(JSON.stringify(root), tokensBeside);
  expect(read.root).toEqual(parsePayload(read.text));
  return read;
}

describe('tokens in a payload', () => {
  test('a payload without any is kept as it was sent', () => {
    const sent = '{ "data": {"a": 1.0} }';
    expect(readPayload(sent, [token]).text).toBe(sent);
  });

  test('the token at the root is found and emptied', () => {
    const { text, token: found } = check({ access_token: token, data: { a: 1 } }, []);
    expect(found).toBe(token);
    expect(text).toBe('{"access_token":"","data":{"a":1}}');
  });

  test('it is taken out everywhere, and the parsed values are clean, too', () => {
    const data = { a: `Bearer ${token}`, [`key-${token}`]: [token], b: { c: `${token}${token}` } };
    for (const read of [check({ access_token: token, data }, []), check({ data }, [token])])
      expect(JSON.stringify(read.root) + read.text).not.toContain(token);
  });

  test('a short token is a word like any other: only its field is emptied', () => {
    const { text, token: found } = check({ access_token: 'demo', data: { a: 'a demo of demos' } }, ['demo']);
    expect(found).toBe('demo');
    expect(text).toBe('{"access_token":"","data":{"a":"a demo of demos"}}');
  });

  test('another token than the one beside the body is taken out as well', () => {
    const other = 'f'.repeat(32);
    const { text } = check({ access_token: other, data: { a: token, b: other } }, [token]);
    expect(text).not.toContain(token);
    expect(text).not.toContain(other);
  });

  test.each([
    ['a number', '1234567890123456', '{"data":{"id":1234567890123456,"text":"1234567890123456"}}'],
    [
      'part of an escape',
      'nabcdefghijklmnopq',
      '{"data":{"text":"line\\nabcdefghijklmnopq","more":"nabcdefghijklmnopq"}}',
    ],
    ['part of a code point', 'e9abcdefghijklmnopq', '{"data":{"text":"caf\\u00e9abcdefghijklmnopq"}}'],
    ['written with escapes', token, `{"access_token":"\\u0030${token.slice(1)}","data":{"a":1}}`],
  ])('a token that is %s does not break the payload', (_name, secret, sent) => {
    const { text, root } = readPayload(sent, [secret]);
    expect(parsePayload(text)).toEqual(root);
    expect(root['data']).toBeTypeOf('object');
    expect(Object.values(root['data'] as object)).not.toContain(secret);
    expect(root['access_token'] ?? '').toBe('');
  });

  test('no token of 16 or more characters survives in a string, and the text stays JSON', () => {
    const secret = fc.stringMatching(/^[a-f0-9nu_-]{16,20}$/);
    fc.assert(
      fc.property(secret, fc.array(fc.string()), fc.boolean(), (one, words, isInBody) => {
        const data = { words, all: words.join(one), alone: one, next: `\n${one}\\${one}` };
        const sent = JSON.stringify(isInBody ? { access_token: one, data } : { data });
        const { text, root } = readPayload(sent, isInBody ? [] : [one]);
        expect(parsePayload(text)).toEqual(root);
        expect((root['data'] as typeof data).alone).toBe('');
        expect((root['data'] as typeof data).all.includes(one)).toBe(words.join('').includes(one));
      }),
      { numRuns: 300, seed: 20260102 },
    );
  });
});

describe('parsing', () => {
  test.each(['', '{', 'null x', '{"a":undefined}'])('%j is a SyntaxError', (text) => {
    expect(() => parsePayload(text)).toThrow(SyntaxError);
  });

  test.each(['null', '[]', '12', '"a"'])('%s counts as an empty object', (text) => {
    expect(parsePayload(text)).toEqual({});
  });

  test('what is nested too deeply is cut off, so that it can be written again', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ]) {
      const text = `{"data":${open?.repeat(50_000) ?? ''}1${close?.repeat(50_000) ?? ''}}`;
      expect(JSON.stringify(parsePayload(text))).toContain('[nested too deeply]');
    }
  });

  test('a key called __proto__ is a key like any other', () => {
    const root = parsePayload('{"__proto__":{"polluted":true},"data":{"__proto__":[[1]]}}');
    expect(Object.keys(root)).toEqual(['__proto__', 'data']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
