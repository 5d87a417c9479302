import { expect, it } from 'vitest';
import { mappingWords } from '../../../../renderer/item/mapping-words.ts';

it('says where a frame was in the minified code', () => {
  const minified = { file: 'https://shop.example/a.js', line: 1, column: 166, function: 'n' };
  expect(mappingWords({ kind: 'mapped', minified })).toEqual({
    label: 'Minified',
    value: 'https://shop.example/a.js:1:166 in n',
  });
  const nameless = { ...minified, function: null };
  expect(mappingWords({ kind: 'mapped', minified: nameless }).value).toBe('https://shop.example/a.js:1:166');
});

it.each([
  ['no-map', '1.0', 'No source map of this file for version 1.0'],
  ['no-map', '', 'No source map: the report names no code version'],
  ['no-column', '1.0', 'The source map cannot be asked: the report names no column'],
  ['not-covered', '1.0', 'The source map says nothing of this place'],
  ['unreadable', '1.0', 'The source map cannot be read any more'],
] as const)('says why it is not known in the source: %s', (problem, version, label) => {
  expect(mappingWords({ kind: 'failed', problem, version })).toEqual({ label, value: null });
});
