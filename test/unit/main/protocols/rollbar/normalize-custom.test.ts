import { describe, expect, test } from 'vitest';
import { attributesOf, customOf } from '../../../../../main/protocols/rollbar/normalize-custom.ts';
import { aSection, pathsOf } from './a-report.ts';

describe('custom data', () => {
  test.each<[object, object | null, object | null]>([
    [{}, null, null],
    [{ custom: {} }, null, null],
    [{ custom: [] }, null, null],
    [{ custom: { a: 1 } }, null, { a: 1 }],
    // rollbar.js for Node copies the custom keys to the root.
    [{ custom: { a: 1 }, a: 1 }, null, { a: 1 }],
    [{ custom: { a: 1 }, b: 2, endpoint: 'x', metadata: {} }, { c: 3 }, { a: 1, b: 2, c: 3 }],
    [
      { custom: { a: 1 }, b: 2 },
      { a: 9, b: 9 },
      { a: 1, b: 2 },
    ],
    [{ failsafe: true }, null, { failsafe: true }],
  ])('of %j beside %j is %j', (data, extra, expected) => {
    expect(customOf(aSection(data), extra as never)).toEqual(expected);
  });

  test.each(['text', 5, [1]])('that is %j is kept under its name, with a defect', (custom) => {
    const data = aSection({ custom });
    expect(customOf(data, null)).toEqual({ custom });
    expect(pathsOf(data)).toEqual(['data.custom']);
  });
});

describe('attributes', () => {
  test('become tags, except for the ids that have a place of their own', () => {
    const attributes = [
      ...[
        { key: 'session_id', value: 's' },
        { key: 'trace_id', value: 't' },
        { key: 'replay_id', value: 'r' },
      ],
      ...[
        { key: 'count', value: 3 },
        { key: '__proto__', value: 'p' },
      ],
    ];
    const { tags, sessionId, traceId } = attributesOf(aSection({ attributes }));
    expect([sessionId, traceId]).toEqual(['s', 't']);
    expect(Object.entries(tags)).toEqual([
      ['replay_id', 'r'],
      ['count', '3'],
      ['__proto__', 'p'],
    ]);
  });

  test('that are no pairs are defects', () => {
    const data = aSection({ attributes: [null, { key: 'a' }, { value: 'b' }, { key: {}, value: 'c' }] });
    expect(attributesOf(data).tags).toEqual({});
    expect(new Set(pathsOf(data))).toEqual(
      new Set([
        'data.attributes[0]',
        'data.attributes[1]',
        'data.attributes[2]',
        'data.attributes[3].key',
        'data.attributes[3]',
      ]),
    );
  });
});
