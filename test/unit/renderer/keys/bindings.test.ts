import { expect, it } from 'vitest';
import { bindings, type Scope } from '../../../../renderer/keys/bindings.ts';
import { capsOf, hintFor } from '../../../../renderer/keys/key-labels.ts';

/** Scopes that are open together, innermost first. */
const together: Scope[][] = [
  ['list', 'everywhere'],
  ['item', 'everywhere'],
  ['refused', 'everywhere'],
  ['deploys', 'releases', 'everywhere'],
  ['filter'],
  ['sheet'],
];

it.each(together)('no key has two meanings in %s', (...scopes) => {
  const keys = bindings.filter(({ scope }) => scopes.includes(scope)).flatMap((binding) => binding.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it.each(together)('no key both begins a pair and means something by itself in %s', (...scopes) => {
  const keys = bindings.filter(({ scope }) => scopes.includes(scope)).flatMap((binding) => binding.keys);
  const beginnings = keys.filter((key) => /^\S+ \S+$/.test(key)).map((key) => key.split(' ')[0] ?? '');
  expect(beginnings.filter((key) => keys.includes(key))).toEqual([]);
});

it('every command that the sheet leaves out is told by another line of it', () => {
  const alone = new Set(['list.pageDown', 'list.pageUp', 'filter.leave', 'filter.toList', 'window.closeSheet']);
  const told = new Set(bindings.filter(({ words }) => words !== null).flatMap(({ keys }) => keys));
  const untold = bindings.filter(
    ({ words, command, keys }) => words === null && !alone.has(command) && !told.has(keys[0]),
  );
  expect(untold).toEqual([]);
});

it('keys are written as caps', () => {
  expect(capsOf('Mod+Shift+d')).toEqual(['Ctrl', '⇧', 'D']);
  expect(capsOf('ArrowDown')).toEqual(['↓']);
  expect(capsOf('g d')).toEqual(['G', 'D']);
  expect(capsOf('.')).toEqual(['.']);
  expect(hintFor('triage.resolve')).toEqual(['E']);
  expect(hintFor('list.open')).toEqual(['↵']);
});
