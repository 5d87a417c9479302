import fc from 'fast-check';
import { expect, it } from 'vitest';
import { completionAt, fieldsFor } from '../../../../shared/search/complete-search.ts';

/** The caret is where the bar stands. */
function at(marked: string): ReturnType<typeof completionAt> {
  return completionAt(marked.replace('|', ''), marked.indexOf('|'));
}

it.each<[string, object]>([
  ['|', { kind: 'field', typed: '', replaced: { at: 0, end: 0 } }],
  ['cart |', { kind: 'field', typed: '', replaced: { at: 5, end: 5 } }],
  ['cart ho|', { kind: 'field', typed: 'ho', replaced: { at: 5, end: 7 } }],
  ['-ho|', { kind: 'field', typed: 'ho', replaced: { at: 1, end: 3 } }],
  ['Err|', { kind: 'text', typed: 'Err', replaced: { at: 0, end: 3 } }],
  ['ho|st:web', { kind: 'field', typed: 'ho', replaced: { at: 0, end: 5 } }],
  ['host:|', { kind: 'value', field: 'host', key: null, isQuoted: false, typed: '', replaced: { at: 5, end: 5 } }],
  ['host:we|b x', { kind: 'value', field: 'host', typed: 'we', replaced: { at: 5, end: 8 } }],
  ['host:"web 1|', { kind: 'value', field: 'host', isQuoted: true, typed: 'web 1', replaced: { at: 5, end: 11 } }],
  ['level:error,cr|', { kind: 'value', field: 'level', typed: 'cr', replaced: { at: 12, end: 14 } }],
  ['version:1|', { kind: 'value', field: 'code_version', typed: '1', replaced: { at: 8, end: 9 } }],
  ['custom[ten|', { kind: 'key', field: 'custom', typed: 'ten', replaced: { at: 7, end: 10 } }],
  ['custom[te|n]:a', { kind: 'key', field: 'custom', typed: 'te', replaced: { at: 7, end: 10 } }],
  ['custom[tenant]:a|', { kind: 'value', field: 'custom', key: 'tenant', typed: 'a' }],
])('%j', (marked, expected) => {
  expect(at(marked)).toMatchObject(expected);
});

it('has a place inside any text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.integer({ min: -1, max: 50 }), (text, caret) => {
      const { replaced } = completionAt(text, caret);
      expect(0 <= replaced.at && replaced.at <= replaced.end && replaced.end <= text.length).toBe(true);
    }),
  );
});

it('offers fields by name, then by alias', () => {
  expect(fieldsFor('ver').map(({ name }) => name)).toEqual(['code_version']);
  expect(fieldsFor('exc').map(({ name }) => name)).toEqual(['exception', 'exception_message', 'exception_description']);
});
