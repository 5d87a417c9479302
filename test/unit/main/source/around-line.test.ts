import { expect, it } from 'vitest';
import { aroundLine, linesOf } from '../../../../main/source/around-line.ts';
import { aFrame } from '../../an-occurrence.ts';

const text = Array.from({ length: 30 }, (_, index) => `line ${String(index + 1)}\n`).join('');
const file = { path: '/code/a.ts', text, changedAt: 1000 };
const at = 2000;

it('shows eight lines before and after the failing one', () => {
  const found = aroundLine(file, aFrame({ line: 15 }), at);
  expect(found).toMatchObject({ from: 7, failing: 8, differs: null, note: null });
  expect(found.lines).toHaveLength(17);
  expect(found.lines[8]).toBe('line 15');
});

it('shows what there is at both ends', () => {
  expect(aroundLine(file, aFrame({ line: 1 }), at)).toMatchObject({ from: 1, failing: 0 });
  expect(aroundLine(file, aFrame({ line: 30 }), at)).toMatchObject({ from: 22, failing: 8 });
  expect(aroundLine(file, aFrame({ line: null }), at)).toMatchObject({ from: 1, failing: null });
});

it('says when the file ends before the line', () => {
  const found = aroundLine(file, aFrame({ line: 31, code: null }), at);
  expect(found).toMatchObject({ failing: null, differs: true });
  expect(found.note).toBe('The file on disk ends at line 30: it differs from what ran.');
  expect(found.lines.at(-1)).toBe('line 30');
});

it('compares what ran with what is there', () => {
  const same = aFrame({ line: 2, code: 'line 2  ', before: ['line 1'], after: ['line 3'] });
  expect(aroundLine(file, same, 0)).toMatchObject({ differs: false, note: null });
  const other = aroundLine(file, { ...same, after: ['line three'] }, at);
  expect(other).toMatchObject({ differs: true, note: 'The file on disk differs from what ran.' });
  expect(aroundLine(file, { ...same, code: 'x' }, at).differs).toBe(true);
  expect(aroundLine(file, { ...same, before: ['', 'line 1'] }, at).differs).toBe(false);
});

it('does not hold against the file what a client has cut off', () => {
  const long = 'x'.repeat(400);
  const frame = aFrame({ line: 1, code: `${long.slice(0, 300)}...` });
  expect(aroundLine({ ...file, text: long }, frame, at).differs).toBe(false);
});

it('tells a change after the report where there is nothing to compare', () => {
  const found = aroundLine({ ...file, changedAt: at + 1 }, aFrame({ line: 3 }), at);
  expect(found.note).toBe('The file was changed after this report.');
});

it('counts lines as editors do', () => {
  expect(linesOf('a\r\nb\rc\n')).toEqual(['a', 'b', 'c']);
  expect(linesOf('')).toEqual(['']);
});
