import { expect, it } from 'vitest';
import { exceptionText } from '../../../../renderer/item/as-text.ts';
import type { Frame } from '../../../../shared/occurrence.ts';
import { anException } from '../../an-occurrence.ts';

const nothing = { absolutePath: null, column: null, module: null, locals: null, args: null, mapRef: null, extra: null };
const frame = (file: string, change: Partial<Frame>): Frame => ({
  ...nothing,
  ...{ file, line: 1, function: 'f', code: null, before: [], after: [], inProject: true },
  ...change,
});

it('tells the error with its causes, its calls and the source of the project’s own', () => {
  const frames = [
    frame('main.py', { line: null, function: null }),
    frame('lib/flask.py', { inProject: false }),
    frame('lib/flask.py', { inProject: false, line: 2 }),
    frame('cart.py', { line: 42, function: 'total', before: ['a', 'b', 'c', 'd'], code: 'fail()', after: ['e'] }),
  ];
  const exceptions = [{ ...anException('KeyError', [], "'cart'"), frames }, anException('OSError', [], null)];
  const text = exceptions.map((exception, index) => exceptionText(exception, index > 0)).join('\n\n');
  expect(text).toBe(`KeyError: 'cart'
  cart.py:42 in total
      b
      c
      d
    > fail()
      e
  … 2 frames in libraries
  main.py

caused by OSError`);
});

it('takes a stack that was not read as it is, but not all of a long one', () => {
  const unread = { ...anException('Error', [], null), rawStack: 'at a\nat b' };
  expect(exceptionText(unread, false)).toBe('Error\nat a\nat b');
  expect(exceptionText({ ...unread, rawStack: 'x'.repeat(10_000) }, false).length).toBeLessThan(5000);
});
