import { describe, expect, it } from 'vitest';
import { bindings, type CommandId } from '../../../../renderer/keys/bindings.ts';
import { namedCommands } from '../../../../renderer/keys/command-names.ts';
import { commandFor, type KeyPress } from '../../../../renderer/keys/dispatch.ts';
import { conflictsOf, inForce, isChanged, withKey, withoutChange } from '../../../../renderer/keys/keymap.ts';
import { recordKey, type Recorded } from '../../../../renderer/keys/record-key.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code: '', ctrl: false, alt: false, meta: false, shift: false },
  ...held,
});
const keysOf = (command: CommandId, changes = {}): readonly string[] =>
  inForce(changes).find((each) => each.command === command)?.keys ?? [];

describe('changed keys', () => {
  it('take the place of the first, in every scope, and leave the other ways', () => {
    const changes = withKey(withKey({}, 'triage.resolve', 'b'), 'list.next', 'l');
    expect([keysOf('triage.resolve', changes), keysOf('list.next', changes)]).toEqual([['b'], ['l', 'ArrowDown']]);
    for (const scope of ['list', 'item'] as const) {
      const where = { bindings: inForce(changes), scopes: [scope], focus: 'page' as const };
      expect([commandFor(press('b'), where), commandFor(press('e'), where)]).toEqual(['triage.resolve', null]);
    }
  });

  it('can be none, and be taken back', () => {
    const changes = withKey({}, 'triage.mute', null);
    expect([keysOf('triage.mute', changes), isChanged(changes, 'triage.mute')]).toEqual([[], true]);
    const back = withoutChange(changes, 'triage.mute');
    expect([keysOf('triage.mute', back), isChanged(back, 'triage.mute')]).toEqual([['m'], false]);
  });

  it('of commands that are not there any more do nothing', () => {
    expect(inForce({ 'list.dance': ['j'], constructor: ['k'] })).toEqual(inForce({}));
  });
});

describe('conflicts', () => {
  it('there are none in the table', () => {
    const table = inForce({});
    const found = bindings.filter(({ command }) => conflictsOf(table, command).length > 0);
    expect(found).toEqual([]);
  });

  it.each<[CommandId, string, CommandId[]]>([
    ['triage.resolve', 'm', ['triage.mute']],
    ['triage.resolve', 'g', ['go.deploys', 'go.versions', 'go.query', 'go.occurrences']],
    ['triage.resolve', 'j x', ['list.next', 'item.next']],
    ['go.settings', 'j', ['list.next', 'item.next', 'refused.next', 'releases.next']],
    ['deploys.record', 'j', ['releases.next']],
    ['refused.close', 'o', []],
  ])('%s on %s', (command, key, others) => {
    expect(conflictsOf(inForce(withKey({}, command, key)), command).sort()).toEqual([...others].sort());
  });
});

describe('a key that is pressed for a command', () => {
  it.each<[string, KeyPress, string | null, Recorded]>([
    ['a letter', press('b'), null, { kind: 'key', key: 'b' }],
    ['with shift', press('B', { shift: true }), null, { kind: 'key', key: 'Shift+b' }],
    ['with ctrl', press('b', { ctrl: true }), null, { kind: 'key', key: 'Mod+b' }],
    ['the second of a pair', press('d'), 'g', { kind: 'key', key: 'g d' }],
    ['enter', press('Enter'), null, { kind: 'key', key: 'Enter' }],
    ['only a modifier', press('Shift', { shift: true }), null, { kind: 'waiting' }],
    ['escape', press('Escape'), null, { kind: 'cancelled' }],
    ['tab', press('Tab'), null, { kind: 'cancelled' }],
  ])('%s', (_name, ...[key, before, recorded]) => {
    expect(recordKey(key, before)).toEqual(recorded);
  });

  it('is refused with alt, and as a part of a pair with ctrl', () => {
    expect(recordKey(press('b', { alt: true }), null).kind).toBe('refused');
    expect(recordKey(press('b', { ctrl: true }), 'g').kind).toBe('refused');
  });
});

it('every command has a name of its own', () => {
  const commands = namedCommands.map(({ command }) => command);
  expect(new Set(commands)).toEqual(new Set(bindings.map(({ command }) => command)));
  expect(commands.length).toBe(new Set(commands).size);
  expect(namedCommands.filter(({ command, name }) => name === command)).toEqual([]);
});
