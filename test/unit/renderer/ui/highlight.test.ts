import { expect, it } from 'vitest';
import { highlight, languageOf } from '../../../../renderer/ui/highlight.ts';

it.each([
  ['src/cart.ts', null, 'typescript'],
  ['app/view.tsx?t=123', null, 'tsx'],
  ['https://cdn.example/app.min.js:1', null, 'javascript'],
  ['orders/models.py', 'ruby', 'python'],
  ['rake', 'ruby', 'ruby'],
  ['main', 'python 3.13.1', 'python'],
  ['Program', 'C#', 'csharp'],
  ['x.unknown', 'toString', null],
  ['a.constructor', 'constructor', null],
  ['x', null, null],
] as const)('%s in a report of %s is %s', (file, named, language) => {
  expect(languageOf(file, named)).toBe(language);
});

it('colours words, leaves signs plain, and keeps every character in its line', async () => {
  const lines = ['const off = amount / 100; // half', 'return "a\r\nb";', ''];
  const words = await highlight(lines, 'typescript');
  const kindOf = (text: string): string | undefined => words.flat().find((word) => word.text.trim() === text)?.kind;
  expect(words.map((line) => line.map((word) => word.text).join(''))).toEqual([lines[0], 'return "a  b";', '']);
  expect(['const', '100', '=', 'off', '// half'].map(kindOf)).toEqual([
    'keyword',
    'number',
    'plain',
    'plain',
    'comment',
  ]);
});
