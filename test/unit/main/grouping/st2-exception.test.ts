import { describe, expect, it } from 'vitest';
import { classForSt2, evenWording, rootCause } from '../../../../main/grouping/st2-exception.ts';
import { anException } from '../../an-occurrence.ts';

describe('the root cause', () => {
  const outer = anException('Outer', [['a.ts', 'a']]);
  const inner = anException('Inner', [['b.ts', 'b']]);
  const bare = anException('Bare');

  it('is the last of a chain that has frames', () => {
    expect(rootCause([outer, inner])).toBe(inner);
    expect(rootCause([outer, inner, bare])).toBe(inner);
    expect(rootCause([bare])).toBe(bare);
    expect(rootCause([])).toBeUndefined();
  });

  it('may have its stack as text', () => {
    const text = { ...bare, rawStack: 'b@b.ts:1:1' };
    expect(rootCause([outer, text])).toBe(text);
  });
});

it.each([
  ['java.lang.IllegalStateException', 'IllegalStateException'],
  ['App\\Exceptions\\CartError', 'CartError'],
  ['shop::CartError', 'CartError'],
  ['Error', ''],
  ['java.lang.Exception', ''],
  ['InternalError', 'RangeError'],
])('the class %s is %j', (name, compared) => {
  expect(classForSt2(name)).toBe(compared);
});

it.each([
  [
    [
      "Cannot read property 'a' of null",
      "Cannot read properties of null (reading 'a')",
      "null is not an object (evaluating 'b.a')",
      'can\'t access property "a", b is null',
    ],
  ],
  [['cart is not defined', "Can't find variable: cart", "'cart' is undefined"]],
  [
    [
      'cart.pay is not a function',
      "cart.pay is not a function. (In 'cart.pay()', 'cart.pay' is undefined)",
      "Object doesn't support property or method 'pay'",
    ],
  ],
  [['URI malformed', 'malformed URI sequence', 'URI error', 'The URI to be decoded is not a valid encoding']],
  [['Maximum call stack size exceeded', 'too much recursion', 'Out of stack space']],
  [['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed']],
  [
    [
      'Unexpected token < in JSON at position 0',
      'JSON.parse: unexpected character at line 1 column 1 of the JSON data',
      "JSON Parse error: Unrecognized token '<'",
    ],
  ],
])('%j are one wording', (messages) => {
  expect(new Set(messages.map(evenWording)).size).toBe(1);
  expect(new Set(messages.map((message) => evenWording(`Uncaught TypeError: ${message}`))).size).toBe(1);
});

it('a message that browsers agree on is left as it is', () => {
  expect(evenWording('TypeError: the cart is full')).toBe('TypeError: the cart is full');
});
