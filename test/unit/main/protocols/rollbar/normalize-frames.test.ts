import { describe, expect, test } from 'vitest';
import type { Frame, Occurrence } from '../../../../../shared/occurrence.ts';
import { occurrenceOf, pathsOf } from './a-report.ts';

function report(frames: unknown, data: object = {}): Occurrence {
  return occurrenceOf({ ...data, body: { trace: { frames, exception: { class: 'E' } } } });
}

function frameOf(frame: object, data: object = {}): Frame | undefined {
  return report([frame], data).exceptions[0]?.frames[0];
}

const files = (occurrence: Occurrence): unknown => occurrence.exceptions[0]?.frames.map(({ file }) => file);

describe('a frame', () => {
  test('is read field by field', () => {
    const sent = {
      ...{ filename: '/srv/app/cart.py', lineno: 12, colno: 3, method: 'total', class_name: 'Cart', code: 'return x' },
      ...{ context: { pre: ['def total(self):', null], post: [7] }, locals: { self: '<Cart>' }, args: [1, 'a'] },
      ...{ url: 'file:///srv/app/cart.py', argspec: ['self'], kwargs: { deep: true }, address: null },
    };
    expect(frameOf(sent)).toEqual({
      ...{ file: '/srv/app/cart.py', absolutePath: 'file:///srv/app/cart.py', line: 12, column: 3, function: 'total' },
      ...{ module: 'Cart', code: 'return x', before: ['def total(self):', ''], after: ['7'], inProject: true },
      ...{ locals: { self: '<Cart>' }, args: [1, 'a'], mapRef: null },
      extra: { argspec: ['self'], kwargs: { deep: true } },
    });
  });

  test.each([
    [{ lineno: 0, colno: 0 }, null, null],
    [{ lineno: -2, colno: -1 }, null, null],
    [{ lineno: '12', colno: 3.7 }, 12, 3],
    [{ lineno: null }, null, null],
  ])('%j has line %j and column %j', (fields, line, column) => {
    const occurrence = report([{ filename: 'a', ...fields }]);
    expect(occurrence.exceptions[0]?.frames[0]).toMatchObject({ line, column });
    expect(occurrence.defects).toEqual([]);
  });

  test('columns of rollbar.js for Node count from 0 and are moved', () => {
    const notifier = { name: 'node_rollbar' };
    expect(frameOf({ filename: 'a', colno: 0 }, { notifier })?.column).toBe(1);
    expect(frameOf({ filename: 'a', colno: -1 }, { notifier })?.column).toBeNull();
    expect(frameOf({ filename: 'a', colno: 1 }, { notifier: { name: 'rollbar-browser-js' } })?.column).toBe(1);
  });

  test('a position before source mapping is kept only where it differs', () => {
    const same = { source: 'a.js', line: 1, column: 2 };
    expect(frameOf({ filename: 'a.js', lineno: 1, colno: 2, runtimePosition: same })?.extra).toBeNull();
    expect(frameOf({ filename: 'a.ts', lineno: 9, colno: 2, runtimePosition: same })?.extra).toEqual({
      runtimePosition: same,
    });
  });

  test('a frame without a file keeps what it has', () => {
    expect(frameOf({ method: 'invoke0', filename: null })).toMatchObject({
      file: '',
      function: 'invoke0',
      inProject: false,
    });
  });
});

describe('the order of frames', () => {
  const frames = [{ filename: 'first' }, { filename: 'second' }];

  test('is as sent: the crashing call is last', () => {
    expect(files(report(frames, { notifier: { name: 'pyrollbar' } }))).toEqual(['first', 'second']);
  });

  test.each(['rollbar/rollbar-go', 'rollbar-react-native'])('is turned for %s, which sends it first', (name) => {
    expect(files(report(frames, { notifier: { name } }))).toEqual(['second', 'first']);
  });
});

describe('lists that are none', () => {
  test.each<[unknown, string[]]>([
    [null, []],
    [undefined, ['data.body.trace.frames']],
    ['text', ['data.body.trace.frames']],
    [
      [null, 3],
      ['data.body.trace.frames[0]', 'data.body.trace.frames[1]'],
    ],
  ])('%j has no frames', (sent, defects) => {
    const occurrence = report(sent);
    expect(files(occurrence)).toEqual([]);
    expect(pathsOf(occurrence)).toEqual(defects);
  });

  test('of an endless recursion both ends are read', () => {
    const sent = Array.from({ length: 5000 }, (_none, index) => ({ filename: String(index) }));
    const occurrence = report(sent);
    const names = files(occurrence) as string[];
    expect(names).toHaveLength(1000);
    expect([names[0], names[499], names[500], names[999]]).toEqual(['0', '499', '4500', '4999']);
    expect(pathsOf(occurrence)).toEqual(['data.body.trace.frames']);
  });
});
