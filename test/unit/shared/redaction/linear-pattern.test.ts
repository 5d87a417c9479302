import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePattern } from '../../../../shared/redaction/linear-pattern.ts';
import { PatternError } from '../../../../shared/redaction/pattern-error.ts';

const found = (pattern: string, text: string): string[] =>
  compilePattern(pattern)(text).map(([from, to]) => text.slice(from, to));

it.each<[string, string, string[]]>([
  ['abc', 'xabcabcx', ['abc', 'abc']],
  ['ABC', 'abc', ['abc']],
  ['a|bc', 'a bc b', ['a', 'bc']],
  ['\\d{3,4}', '12 123 1234', ['123', '1234']],
  ['[a-c]+', 'xxabcx', ['abc']],
  ['[^ ]+', 'one two', ['one', 'two']],
  ['\\bID-\\w+\\b', 'see ID-12 or XID-13', ['ID-12']],
  ['^a', 'aab', ['a']],
  ['b$', 'bab', ['b']],
  ['(?:ab){2}', 'ababab', ['ababab']],
  ['a.c', 'abc a\nc', ['abc']],
  ['\\.\\$', 'x.$y', ['.$']],
  ['[\\]-]', 'a]-', [']', '-']],
  ['é+', 'ÉéÉ', ['ÉéÉ']],
  ['😀.', '😀😀', ['😀😀']],
  ['a*', 'baab', ['aa']],
])('%s in %j', (pattern, text, expected) => {
  expect(found(pattern, text)).toEqual(expected);
});

it.each([
  ['', /empty/],
  ['(', /never closed/],
  ['a)', /no “\(”/],
  ['[a', /never closed/],
  ['*', /nothing before/],
  ['a**', /cannot be repeated/],
  ['(?=a)', /look-ahead/],
  ['(a)\\1', /refer back/],
  ['[z-a]', /in their order/],
  ['a{200}', /at most/],
  ['a{3,2}', /ends before/],
  ['\\p', /means nothing/],
  ['a\\', /nothing after/],
  ['(a{100}){100}', /repeats too much/],
  ['('.repeat(30), /too deeply/],
  ['a'.repeat(201), /at most 200/],
])('%s cannot be used, and says why', (pattern, words) => {
  expect(() => compilePattern(pattern)).toThrow(PatternError);
  expect(() => compilePattern(pattern)).toThrow(words);
});

it('is not slowed down by patterns that take a usual engine for ever', () => {
  const text = `${'a'.repeat(50_000)}!`;
  for (const pattern of ['(a+)+$', '(a|a)*b', '(a*)*b', 'a*a*a*a*a*a*a*b', '(.*)*(.*)*x']) {
    expect(compilePattern(pattern)(text)).toEqual([]);
  }
});

it('covers all that the engine of the language finds, character by character', () => {
  const atom = fc.constantFrom('a', 'b', '[ab]', '.', '(?:ab)', '(?:a|b)', '\\b', '\\w');
  const pattern = fc
    .array(fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}')), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.map(([one, times]) => (one === '\\b' ? one : one + times)).join(''));
  fc.assert(
    fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 12 }), (source, text) => {
      const spans = compilePattern(source)(text);
      const whole = new RegExp(`^(?:${source})$`);
      const simple = !source.includes('\\b');
      for (const { 0: match, index } of text.matchAll(new RegExp(source, 'gi')))
        if (match !== '') expect(spans.some(([from, to]) => from <= index && index + match.length <= to)).toBe(true);
      if (simple && spans.length === 0)
        for (let from = 0; from < text.length; from += 1)
          for (let to = from + 1; to <= text.length; to += 1) expect(whole.test(text.slice(from, to))).toBe(false);
    }),
  );
});
