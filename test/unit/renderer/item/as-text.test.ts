import { expect, it } from 'vitest';
import { asText } from '../../../../renderer/item/as-text.ts';
import type { Frame } from '../../../../shared/occurrence.ts';
import { anException, anOccurrence } from '../../an-occurrence.ts';
import { rowOf } from '../stage.ts';

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
  const occurrence = anOccurrence({
    exceptions: [{ ...anException('KeyError', [], "'cart'"), frames }, anException('OSError', [], null)],
    release: '1.2.3',
    occurredAt: new Date(2026, 10, 21, 10, 42, 7).getTime(),
  });
  expect(asText(rowOf({ id: 1, title: "KeyError: 'cart'", totalOccurrences: 12 }), occurrence)).toBe(`KeyError: 'cart'

production, version 1.2.3, 12 occurrences, 21 Nov 2026, 10:42:07

KeyError: 'cart'
  cart.py:42 in total
      b
      c
      d
    > fail()
      e
  … 2 frames in libraries
  main.py

caused by OSError
`);
});

it('takes a message, a crash report or an unread stack as it is, but not all of a long one', () => {
  const message = { text: 'x'.repeat(10_000), template: null, extra: null };
  const text = asText(rowOf({ id: 1, title: 'x' }), anOccurrence({ message, crashReport: 'Incident 7' }));
  expect(text).toContain('\n\nIncident 7\n');
  expect(text.length).toBeLessThan(5000);
  const unread = { ...anException('Error', [], null), rawStack: 'at a\nat b' };
  expect(asText(rowOf({ id: 1 }), anOccurrence({ exceptions: [unread] }))).toContain('Error\nat a\nat b');
});
