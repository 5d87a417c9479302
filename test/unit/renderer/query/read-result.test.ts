import { describe, expect, it } from 'vitest';
import {
  cellText,
  nestedValue,
  plainText,
  readResult,
  type ColumnKind,
} from '../../../../renderer/query/read-result.ts';
import type { JsonValue } from '../../../../shared/json.ts';
import { aResult } from './a-result.ts';

const kindOf = (name: string, ...values: JsonValue[]): ColumnKind | undefined =>
  readResult(
    aResult(
      [name],
      values.map((value) => [value]),
    ),
  ).columns[0]?.kind;

describe('a column', () => {
  it('is of numbers or texts when all that it holds are', () => {
    expect(kindOf('count(*)', 1, null, 2.5)).toBe('number');
    expect(kindOf('level', 'error', null)).toBe('text');
    expect(kindOf('custom.x', 'error', 1)).toBe('mixed');
    expect(kindOf('custom.x', null)).toBe('text');
  });

  it('is of times when it is called so and its numbers can be', () => {
    expect(kindOf('timestamp', 1_767_225_600)).toBe('time');
    expect(kindOf('metadata.timestamp_ms', 1_767_225_600_000)).toBe('time');
    expect(kindOf('timestamp div 3600 * 3600', 1_767_225_600)).toBe('time');
    expect(kindOf('max(timestamp) - min(timestamp)', 3600)).toBe('number');
    expect(kindOf('custom.cents', 1_767_225_600)).toBe('number');
  });
});

it('shows what was asked for only, and knows the occurrence of each row', () => {
  const rows: JsonValue[][] = [['error', 7, 41]];
  const table = readResult(aResult(['level'], rows, ['item.counter', 'occurrence_id']));
  expect(table).toMatchObject({ rows: [['error']], occurrenceIds: [41] });
  expect(readResult(aResult(['occurrence_id'], [[5]])).occurrenceIds).toEqual([5]);
  expect(readResult(aResult(['count(*)'], [[5]])).occurrenceIds).toEqual([null]);
});

it('makes one harmless line of each value, and copies it whole', () => {
  expect(cellText('a\nb\u202e\u0000', 'text')).toBe('a b\ufffd');
  expect(cellText('x'.repeat(5000), 'text').length).toBeLessThan(300);
  expect([cellText(null, 'number'), cellText('', 'text'), cellText(0.5, 'number')]).toEqual(['–', '', '0.5']);
  expect(cellText(1_767_225_600, 'time')).toBe(cellText(1_767_225_600_000, 'time'));
  expect([plainText('a\nb'), plainText(null), plainText(true)]).toEqual(['a\nb', '', 'true']);
});

it('reads lists and objects out of their JSON, and nothing else', () => {
  expect(nestedValue('{"a":[1]}')).toEqual({ a: [1] });
  expect([nestedValue('{not json'), nestedValue('12'), nestedValue(12), nestedValue(null)]).toEqual([
    ...[null, null, null, null],
  ]);
});
