import { expect, it } from 'vitest';
import type { Scope } from '../../../../renderer/keys/bindings.ts';
import * as dispatch from '../../../../renderer/keys/dispatch.ts';
import { inForce } from '../../../../renderer/keys/keymap.ts';

type Focus = dispatch.Focus;
type KeyPress = dispatch.KeyPress;
const bindings = inForce({});
const commandFor = (press: KeyPress, scopes: Scope[], focus: Focus): string | null =>
  dispatch.commandFor(press, { bindings, scopes, focus });
const beginningOf = (press: KeyPress, scopes: Scope[], focus: Focus): string | null =>
  dispatch.beginningOf(press, { bindings, scopes, focus });

const list: Scope[] = ['filter', 'list', 'everywhere'];
const item: Scope[] = ['item', 'everywhere'];
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrl: false,
  alt: false,
  meta: false,
  shift: false,
  ...held,
});

it.each<[string, KeyPress, Scope[], Focus, string | null]>([
  ['a letter in the list', press('j'), list, 'page', 'list.next'],
  ['the same letter in an item', press('j'), item, 'page', 'item.next'],
  ['an arrow', press('ArrowDown'), list, 'page', 'list.next'],
  ['an arrow in an item scrolls', press('ArrowDown'), item, 'page', null],
  ['caps lock', press('E'), list, 'page', 'triage.resolve'],
  ['shift and a letter is another key', press('J', { shift: true }), list, 'page', 'list.checkDown'],
  ['a letter of another script, by its place', { ...press('у'), code: 'KeyE' }, list, 'page', 'triage.resolve'],
  ['a Latin letter is what it says, not its place', { ...press('e'), code: 'KeyD' }, list, 'page', 'triage.resolve'],
  ['a sign that shift wrote', press('?', { shift: true }), list, 'page', 'window.keys'],
  ['ctrl and a bound letter', press('z', { ctrl: true }), list, 'page', 'triage.undo'],
  ['cmd is the same', press('z', { meta: true }), list, 'page', 'triage.undo'],
  ['ctrl and shift', press('D', { ctrl: true, shift: true }), list, 'page', 'window.density'],
  ['ctrl and a letter that is bound alone', press('e', { ctrl: true }), list, 'page', null],
  ['alt is never bound', press('j', { alt: true }), list, 'page', null],
  ['typing in a field', press('e'), list, 'field', null],
  ['a digit in a field', press('1'), list, 'field', null],
  ['escape in a field', press('Escape'), list, 'field', 'filter.leave'],
  ['escape in the list', press('Escape'), list, 'page', 'list.clear'],
  ['enter in a field', press('Enter'), list, 'field', 'filter.toList'],
  ['enter in the list', press('Enter'), list, 'page', 'list.open'],
  ['enter on a button is the button’s', press('Enter'), list, 'control', null],
  ['a letter on a button', press('j'), list, 'control', 'list.next'],
  ['a field of another screen', press('Escape'), ['everywhere'], 'field', null],
  ['the sheet takes all keys', press('j'), ['sheet'], 'page', null],
  ['escape in the sheet', press('Escape'), ['sheet'], 'control', 'window.closeSheet'],
  ['the inner scope is asked first', press('u'), ['refused', 'item'], 'page', 'refused.close'],
  ['the palette while somebody types', press('k', { ctrl: true }), ['everywhere', 'always'], 'field', 'window.palette'],
  ['the palette on the page', press('k', { meta: true }), ['everywhere', 'always'], 'page', 'window.palette'],
  ['a key that nothing binds', press('b'), list, 'page', null],
])('%s', (_name, ...[key, scopes, focus, command]) => {
  expect(commandFor(key, scopes, focus)).toBe(command);
});

it.each<[string, KeyPress, string | null]>([
  ['the second key of a pair', press('d', { after: 'g' }), 'go.deploys'],
  ['the second key of another pair', press('v', { after: 'g' }), 'go.versions'],
  ['a key that ends no pair means what it means alone', press('j', { after: 'g' }), 'list.next'],
  ['the second key without the first', press('d'), null],
])('%s', (_name, key, command) => {
  expect(commandFor(key, list, 'page')).toBe(command);
});

it('tells which key begins a pair, and not while somebody types', () => {
  expect(beginningOf(press('g'), list, 'page')).toBe('g');
  expect(beginningOf(press('j'), list, 'page')).toBeNull();
  expect(beginningOf(press('g'), list, 'field')).toBeNull();
  expect(beginningOf(press('g'), ['sheet'], 'page')).toBeNull();
});
