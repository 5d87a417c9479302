import { expect, it } from 'vitest';
import { csvOf, jsonLinesOf, rowText } from '../../../../renderer/query/export-result.ts';
import { readResult } from '../../../../renderer/query/read-result.ts';
import { aResult } from './a-result.ts';

const table = readResult(
  aResult(
    ['a, b', 'n'],
    [
      ['say "hi"\nthere', -1],
      ['=1+1', null],
    ],
  ),
);

it('writes CSV that a spreadsheet reads as text', () => {
  expect(csvOf(table)).toBe('"a, b",n\r\n"say ""hi""\nthere",-1\r\n\'=1+1,\r\n');
});

it('writes JSON Lines with what there is, columns of one name apart', () => {
  expect(jsonLinesOf(table).split('\n')[1]).toBe('{"a, b":"=1+1","n":null}');
  expect(jsonLinesOf(readResult(aResult(['x', 'x'], [[1, 2]])))).toBe('{"x":1,"x 2":2}\n');
});

it('copies a row with tabs between its cells and no others', () => {
  expect(rowText(['a\tb\nc', null, 3])).toBe('a b c\t\t3');
});
