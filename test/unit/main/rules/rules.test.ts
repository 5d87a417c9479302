import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compileRules, readRules, RuleError } from '../../../../main/rules/rules.ts';
import type { JsonValue } from '../../../../shared/json.ts';

const payload = {
  level: 'error',
  custom: { tenant: 'acme', retries: 3, tags: ['slow', 'Paid'], 'a.b': 'dotted', nothing: null },
  body: {
    trace: {
      exception: { class: 'TypeError', message: 'x is undefined' },
      frames: [{ filename: 'main.py' }, { filename: 'cart.py' }, { filename: 'lib/http.py' }],
    },
  },
};
const defaults = { fingerprint: () => 'default-print', title: () => 'The default title' };
const sha1 = (text: string): string => hash('sha1', text, 'hex');
const isTrue = (condition: JsonValue, data: unknown = payload): boolean =>
  compileRules([{ condition, fingerprint: 'x' }])(data, defaults) !== null;

describe('operators', () => {
  it.each<[string, string, JsonValue, boolean]>([
    ['level', 'eq', 'error', true],
    ['level', 'eq', 'Error', false],
    ['custom.retries', 'eq', '3', false],
    ['custom.tags', 'eq', ['slow', 'Paid'], true],
    ['custom.nothing', 'eq', null, true],
    ['custom.absent', 'eq', null, false],
    ['level', 'neq', 'error', false],
    ['custom.absent', 'neq', 'error', true],
    ['level', 'in', ['error', 'warning'], true],
    ['level', 'in', 'an error of mine', true],
    ['level', 'in', ['warning'], false],
    ['level', 'nin', ['error'], false],
    ['custom.absent', 'nin', ['error'], true],
    ['body.trace.exception.message', 'contains', 'undefined', true],
    ['body.trace.exception.message', 'contains', 'Undefined', false],
    ['body.trace.exception.message', 'icontains', 'UNDEFINED', true],
    ['custom.tags', 'contains', 'Paid', true],
    ['custom.tags', 'contains', 'paid', false],
    ['custom.tags', 'icontains', 'paid', true],
    ['custom', 'contains', 'tenant', true],
    ['custom', 'icontains', 'TENANT', true],
    ['custom.retries', 'contains', '3', false],
    ['custom.tags', 'ncontains', 'slow', false],
    ['custom.retries', 'ncontains', '3', true],
    ['custom.absent', 'ncontains', '3', true],
    ['level', 'startswith', 'err', true],
    ['level', 'startswith', 'ror', false],
    ['level', 'endswith', 'ror', true],
    ['custom.retries', 'gt', 2, true],
    ['custom.retries', 'gte', 3, true],
    ['custom.retries', 'lt', 3, false],
    ['custom.retries', 'lte', 3, true],
    ['level', 'lt', 1, true],
    ['custom.absent', 'lt', 1, false],
    ['level', 'regex_match', '^err', true],
    ['level', 'regex_match', 'rr', true],
    ['level', 'regex_match', '^ERR', false],
    ['level', 'regex_match', '(?i)^ERR', true],
    ['level', 'regex_match', '^(?!.*warn)', true],
    ['level', 'regex_match', '^(?!.*err).*$', false],
    ['level', 'regex_match', '^(?=e)(?!warn)err', true],
    ['custom.retries', 'regex_match', '3', false],
  ])('%s %s %j is %s', (...[path, operator, value, expected]) => {
    expect(isTrue({ path, [operator]: value })).toBe(expected);
  });

  it('searches in linear time what would keep others busy for years', () => {
    const text = `${'a'.repeat(15_000)}!`;
    expect(isTrue({ path: 'x', regex_match: '^(a+)+$' }, { x: text })).toBe(false);
  });
});

describe('paths', () => {
  it.each<[string, string, boolean]>([
    ['body.trace.frames.0.filename', 'main.py', true],
    ['body.trace.frames.-1.filename', 'lib/http.py', true],
    ['body.trace.frames.3.filename', 'main.py', false],
    ['body.trace.frames.*.filename', 'cart.py', true],
    ['body.*.exception.class', 'TypeError', true],
    ['custom.a.b', 'dotted', true],
    ['custom.__proto__.x', 'dotted', false],
  ])('%s finds %s: %s', (path, eq, expected) => {
    expect(isTrue({ path, eq })).toBe(expected);
  });

  it('are true for several values when any of them is', () => {
    expect(isTrue({ path: 'body.trace.frames.*.filename', neq: 'cart.py' })).toBe(true);
    expect(isTrue({ path: 'custom.absent.*', neq: 'cart.py' })).toBe(true);
  });
});

describe('branches', () => {
  const yes = { path: 'level', eq: 'error' };
  const no = { path: 'level', eq: 'info' };
  it('join conditions', () => {
    expect([isTrue({ any: [no, yes] }), isTrue({ any: [no] })]).toEqual([true, false]);
    expect([isTrue({ all: [yes, yes] }), isTrue({ all: [yes, no] })]).toEqual([true, false]);
    expect([isTrue({ none: [no, no] }), isTrue({ none: [yes, no] })]).toEqual([true, false]);
    expect(isTrue({ all: [yes, { none: [{ any: [no] }] }] })).toBe(true);
  });
});

describe('rules', () => {
  const always = { path: 'level', eq: 'error' };
  it('are tried in order, and the first that matches decides', () => {
    const rules = compileRules([
      { condition: { path: 'level', eq: 'info' }, fingerprint: 'first' },
      { condition: always, fingerprint: 'second', title: 'A title' },
      { condition: always, fingerprint: 'third' },
    ]);
    expect(rules(payload, defaults)).toEqual({ fingerprint: 'second', title: 'A title' });
  });

  it('fill templates with values, with or without spaces', () => {
    const [fingerprint, title] = ['{{custom.tenant}}/{{ custom.retries }}', '{{default_title}} in {{ custom.tenant }}'];
    const ruling = compileRules([{ condition: always, fingerprint, title }])(payload, defaults);
    expect(ruling).toEqual({ fingerprint: 'acme/3', title: 'The default title in acme' });
  });

  it('know the default fingerprint, and hash what is longer than 40 characters', () => {
    const rules = compileRules([{ condition: always, fingerprint: '{{ default_fingerprint }}-{{custom.tenant}}' }]);
    expect(rules(payload, defaults)?.fingerprint).toBe('default-print-acme');
    const long = { ...defaults, fingerprint: () => 'f'.repeat(40) };
    expect(rules(payload, long)?.fingerprint).toBe(sha1(`${'f'.repeat(40)}-acme`));
  });

  it('decide nothing with an empty fingerprint', () => {
    expect(compileRules([{ condition: always, fingerprint: '{{custom.absent}}' }])(payload, defaults)).toBeNull();
  });
});

describe('rules as JSON', () => {
  const rule = { condition: { path: 'level', eq: 'error' }, fingerprint: 'x' };
  it('are a list, or one alone, and come out as they went in', () => {
    expect(readRules([rule, { ...rule, title: 'T' }])).toEqual([rule, { ...rule, title: 'T' }]);
    expect(readRules(rule)).toEqual([rule]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [3], 'Rule 1: it has to be an object with “condition” and “fingerprint”.'],
    ['no fingerprint', [rule, { condition: rule.condition }], 'Rule 2: “fingerprint” has to be a text'],
    ['a long title', [{ ...rule, title: 'x'.repeat(256) }], 'Rule 1: “title” has to be a text of 1 to 255'],
    ['a stranger', [{ ...rule, name: 'x' }], 'Rule 1: “name” means nothing here'],
    ['an unknown operator', [{ ...rule, condition: { path: 'a', like: 'b' } }], 'there is no operator “like”'],
    ['the operator of a prototype', [{ ...rule, condition: { path: 'a', constructor: 'b' } }], 'no operator'],
    ['two operators', [{ ...rule, condition: { path: 'a', eq: 1, neq: 2 } }], 'it needs one operator'],
    ['no path', [{ ...rule, condition: { eq: 1 } }], 'it needs a “path”'],
    ['two branches', [{ ...rule, condition: { any: [], all: [] } }], 'beside “any” there can be nothing else'],
    ['an empty branch', [{ ...rule, condition: { any: [] } }], '“any” needs a list'],
    ['a bad inner one', [{ ...rule, condition: { any: [rule.condition, 1] } }], 'Rule 1, condition, any 2: it has'],
    ['a text as number', [{ ...rule, condition: { path: 'a', gt: '1' } }], 'gt: The value has to be a number.'],
    ['a bad pattern', [{ ...rule, condition: { path: 'a', regex_match: '(' } }], 'regex_match: '],
    ['look-behind', [{ ...rule, condition: { path: 'a', regex_match: 'a(?<=b)' } }], 'regex_match: Only plain groups'],
  ])('are refused with a sentence for %s', (_name, json, sentence) => {
    expect(() => readRules(json)).toThrow(RuleError);
    expect(() => readRules(json)).toThrow(sentence);
  });
});
