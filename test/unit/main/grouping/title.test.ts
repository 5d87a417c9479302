import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../../main/grouping/title.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { aMessage, anException, anOccurrence } from '../../an-occurrence.ts';

function check(given: Partial<Occurrence>, expected: string): void {
  expect(titleOf(anOccurrence(given))).toBe(expected);
}

const exceptions = [anException('ValueError', [], 'Test'), anException('Cause', [], 'inner')];
const message = aMessage('It is late');
const crashReport = 'Hardware Model: x\nException Type:  EXC_CRASH (SIGABRT)\nException Codes: 0x0\n';

describe('a title', () => {
  it('is the first that there is: given by the client, exception, message, crash', () => {
    check({ title: 'Mine', exceptions, message, crashReport }, 'Mine');
    check({ exceptions, message, crashReport }, 'ValueError: Test');
    check({ message, crashReport }, 'It is late');
    check({ crashReport }, 'EXC_CRASH (SIGABRT)');
    check({ crashReport: 'Crash reason: SIGSEGV' }, 'Crash reason: SIGSEGV');
    check({}, '(no message)');
  });

  it('goes on when one says nothing', () => {
    check({ title: ' \n ', exceptions: [anException('', [], ' ')], message: aMessage('\t') }, '(no message)');
  });

  it('is the class or the message when the other is missing', () => {
    check({ exceptions: [anException('ValueError')] }, 'ValueError');
    check({ exceptions: [anException('', [], 'Test')] }, 'Test');
  });

  it('does not use the description', () => {
    check({ exceptions: [{ ...anException('E', [], 'm'), description: 'friendlier' }] }, 'E: m');
  });

  it('is one line', () => {
    check({ message: aMessage('one\r\n   two\u2028three \n\n four  five\tsix') }, 'one two three four  five\tsix');
  });

  it('has at most 255 characters and no half of a pair', () => {
    check({ message: aMessage('x'.repeat(300)) }, 'x'.repeat(255));
    check({ message: aMessage(`${'x'.repeat(254)}😀`) }, 'x'.repeat(254));
    check({ message: aMessage(`${'x'.repeat(253)}😀y`) }, `${'x'.repeat(253)}😀`);
    check({ exceptions: [anException('E', [], 'x'.repeat(1_000_000))] }, `E: ${'x'.repeat(252)}`);
  });
});
