import { describe, expect, test } from 'vitest';
import { occurrenceOf, pathsOf } from './a-report.ts';

const trace = (name: string, frames: unknown = []): object => ({ frames, exception: { class: name, message: 'm' } });

describe('exceptions', () => {
  test('a trace and a chain of one are the same', () => {
    const one = trace('TypeError', [{ filename: 'a.js', lineno: 1 }]);
    expect(occurrenceOf({ body: { trace: one } })).toEqual(occurrenceOf({ body: { trace_chain: [one] } }));
  });

  test('a chain keeps its order: the outermost exception first', () => {
    const { exceptions } = occurrenceOf({ body: { trace_chain: [trace('Outer'), trace('Middle'), trace('Cause')] } });
    expect(exceptions.map((exception) => exception.class)).toEqual(['Outer', 'Middle', 'Cause']);
  });

  test.each([
    ['trace', { trace: trace('E'), message: { body: 'm' } }],
    ['chain', { trace_chain: [trace('E')], message: { body: 'm' } }],
  ])('a %s counts before a message', (_name, body) => {
    expect(occurrenceOf({ body })).toMatchObject({ kind: 'exception', message: null, exceptions: [{ class: 'E' }] });
  });

  test('what cannot be read is left out and named', () => {
    const chain = ['text', { exception: { class: {}, message: ['m'], description: 5 } }];
    const occurrence = occurrenceOf({ body: { trace_chain: chain } });
    expect(occurrence.exceptions).toMatchObject([{ class: '', message: null, description: '5', frames: [] }]);
    expect(pathsOf(occurrence)).toEqual([
      'data.body.trace_chain[0]',
      'data.body.trace_chain[1].frames',
      'data.body.trace_chain[1].exception.class',
      'data.body.trace_chain[1].exception.class',
      'data.body.trace_chain[1].exception.message',
    ]);
  });

  test('the stack as text is kept where there are no frames', () => {
    const exception = { class: 'E', stack: 'E: at somewhere', raw: 'E' };
    const rawStackOf = (sent: object): unknown => occurrenceOf({ body: { trace: sent } }).exceptions[0]?.rawStack;
    expect(rawStackOf({ frames: [], exception })).toBe('E: at somewhere');
    expect(rawStackOf({ frames: [], exception: { class: 'E', raw: 'E' } })).toBe('E');
    expect(rawStackOf({ frames: [{ filename: 'a.js' }], exception })).toBeNull();
  });

  test('endless causes are cut', () => {
    const occurrence = occurrenceOf({ body: { trace_chain: Array.from({ length: 60 }, () => trace('E')) } });
    expect(occurrence.exceptions).toHaveLength(50);
    expect(pathsOf(occurrence)).toEqual(['data.body.trace_chain']);
  });

  test.each<[string, object]>([
    ['rollbar.js', { notifier: { name: 'node_rollbar', diagnostic: { is_uncaught: true } } }],
    ['attributes', { attributes: [{ key: 'is_uncaught', value: 'true' }] }],
    ['java', { is_uncaught: true }],
    ['older rollbar.js', { _isUncaught: true }],
  ])('an uncaught exception is known as such from %s', (_name, data) => {
    const { exceptions, custom } = occurrenceOf({ ...data, body: { trace_chain: [trace('A'), trace('B')] } });
    expect(exceptions.map(({ mechanism }) => mechanism?.handled)).toEqual([false, undefined]);
    expect(custom).toBeNull();
  });

  test('nothing is said of how an exception was caught when the client does not say it', () => {
    const { exceptions } = occurrenceOf({ is_uncaught: false, body: { trace: trace('E') } });
    expect(exceptions[0]?.mechanism).toBeNull();
  });
});

describe('messages and crashes', () => {
  test('keys beside the text are the message’s own', () => {
    const { message } = occurrenceOf({ body: { message: { body: 'low', sku: 'A-1', left: 2 } } });
    expect(message).toEqual({ text: 'low', template: null, extra: { sku: 'A-1', left: 2 } });
  });

  test('what rollbar.js wraps in extra is custom data', () => {
    const { message, custom } = occurrenceOf({
      body: { message: { body: 'low', extra: { left: 2 } } },
      custom: { left: 2 },
    });
    expect(message?.extra).toBeNull();
    expect(custom).toEqual({ left: 2 });
  });

  test('a message that is only a text is read, with a defect', () => {
    const occurrence = occurrenceOf({ body: { message: 'low' } });
    expect(occurrence.message?.text).toBe('low');
    expect(pathsOf(occurrence)).toEqual(['data.body.message']);
  });

  test('a message without text is empty, with a defect', () => {
    const occurrence = occurrenceOf({ body: { message: { extra: 5 } } });
    expect(occurrence.message?.text).toBe('');
    expect(pathsOf(occurrence)).toEqual(['data.body.message.body', 'data.body.message.extra']);
  });

  test('a crash report is its text', () => {
    const occurrence = occurrenceOf({ body: { crash_report: { raw: 'Thread 0 Crashed:' } } });
    expect(occurrence).toMatchObject({
      kind: 'crash',
      crashReport: 'Thread 0 Crashed:',
      message: null,
      level: 'error',
    });
  });

  test('a body of no known kind is an empty message with a defect', () => {
    const occurrence = occurrenceOf({ body: { riddle: {} } });
    expect(occurrence).toMatchObject({ kind: 'message', message: { text: '' } });
    expect(pathsOf(occurrence)).toEqual(['data.body']);
  });
});
