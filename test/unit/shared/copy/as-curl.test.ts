import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asCurl } from '../../../../shared/copy/as-curl.ts';
import { shellWord } from '../../../../shared/copy/shell-word.ts';
import type { RequestRecord } from '../../../../shared/occurrence.ts';
import { aRequest } from '../../an-occurrence.ts';

const request = (given: Partial<RequestRecord>): RequestRecord =>
  aRequest({ url: 'https://shop.example/pay', method: 'GET', ...given }) as RequestRecord;

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`;
  const ran = spawnSync('/bin/bash', ['--noprofile', '--norc', '-c', script], {
    encoding: 'utf8',
    env: { PATH: '/nowhere', LC_ALL: 'C.UTF-8' },
  });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\0').slice(0, -1);
}

it('is a command that makes the request again', () => {
  const command = asCurl(
    request({
      ...{ url: '/pay?x=[1]', method: 'POST', body: { card: "o'neil" }, cookies: { sid: 'a b' } },
      headers: { Host: 'shop.example', 'Content-Length': '12', 'X-Empty': '', Accept: '*/*' },
    }),
  );
  expect(command).toBe(
    [
      "curl --globoff --url 'http://shop.example/pay?x=[1]' \\",
      "  --header 'X-Empty;' \\",
      "  --header 'Accept: */*' \\",
      "  --header 'Cookie: sid=a b' \\",
      "  --header 'Content-Type: application/json' \\",
      `  --data-raw '{"card":"o'\\''neil"}'`,
    ].join('\n'),
  );
});

it.each<[string, Partial<RequestRecord>, string[]]>([
  ['a query beside the address', { query: { a: '1&2', b: ['x', 'y'] } }, ['https://shop.example/pay?a=1%262&b=x&b=y']],
  ['a method of its own', { method: 'delete' }, ['--request', 'DELETE']],
  [
    'a form',
    { method: 'POST', body: { a: 'b c' }, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ['--data-raw', 'a=b%20c'],
  ],
])('%s', (_name, given, words) => {
  expect(wordsOf(asCurl(request(given)) ?? '')).toEqual(expect.arrayContaining(words));
});

it.each([null, '', 'file:///etc/passwd', 'javascript:alert(1)', '/relative', '-o/tmp/x', 'ftp://x/', '//x/y'])(
  'there is none for the address %j',
  (url) => {
    expect(asCurl(request({ url }))).toBeNull();
  },
);

it('what would be options or files to curl is neither', () => {
  const given = request({
    ...{ url: 'https://shop.example/$(id)`id`', method: '-o /tmp/x', body: '@/etc/passwd' },
    headers: { '@/etc/passwd': 'x', 'X-A': 'b\r\nHost: evil', 'bad name': 'x', '-K': 'y' },
    cookies: { '/etc/passwd': '' },
  });
  const words = wordsOf(asCurl(given) ?? '');
  expect(words).toEqual([
    ...['--globoff', '--url', 'https://shop.example/$(id)`id`'],
    ...['--header', 'X-A: b Host: evil', '--header', '-K: y', '--header', 'Cookie: /etc/passwd='],
    ...['--data-raw', '@/etc/passwd'],
  ]);
});

it('no character that acts on a terminal stands in a command', () => {
  const all = String.fromCodePoint(...Array.from({ length: 0xa0 }, (_, code) => code));
  const word = shellWord(`${all}\u202e\u2066`);
  const acts = (code: number): boolean => code < 32 || (code > 126 && code < 160) || [0x202e, 0x2066].includes(code);
  expect([...word].filter((character) => acts(character.codePointAt(0) ?? 0))).toEqual([]);
  expect(wordsOf(`curl ${word}`)).toEqual([`${all.slice(1)}\u202e\u2066`]);
});

it('a shell reads every word back as it was', () => {
  const nasty = fc.constantFrom(
    "'",
    '"',
    '\\',
    '$',
    '`',
    '\n',
    '\t',
    '\u001b',
    '!',
    ';',
    '&',
    '|',
    '(',
    ' ',
    '*',
    'é',
    '😀',
    '\u009b',
  );
  const words = fc.array(
    fc.string({ unit: fc.oneof(nasty, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 12 }),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(words, (given) => {
      const expected = given.map((word) => word.replaceAll('\0', '').toWellFormed());
      expect(wordsOf(`curl ${given.map((word) => shellWord(word.toWellFormed())).join(' ')}`)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
