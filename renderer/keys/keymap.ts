/** Keys as a person has changed them: kept as data, laid over the table of `bindings.ts`. Pure. */
import { bindings, type Binding, type CommandId, type Scope } from './bindings.ts';

/** Keys by command, in place of those of the table; none where the list is empty. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

/** A line of the table with the keys that are in force. */
export interface BindingInForce extends Omit<Binding, 'keys'> {
  keys: readonly string[];
}

/** Scopes that can be open together. */
const together: readonly (readonly Scope[])[] = [
  ['list', 'everywhere', 'always'],
  ['item', 'everywhere', 'always'],
  ['refused', 'everywhere', 'always'],
  ['deploys', 'releases', 'everywhere', 'always'],
  ['filter', 'always'],
  ['sheet'],
];

/** Changes of commands that are not there any more are passed over. */
export function inForce(changes: KeyChanges): readonly BindingInForce[] {
  return bindings.map((binding) => ({ ...binding, keys: keysOf(binding, changes) }));
}

/** What a command's first key becomes; the other ways to give it stay. */
export function withKey(changes: KeyChanges, command: CommandId, key: string | null): KeyChanges {
  const usual = bindings.find((binding) => binding.command === command);
  if (!usual) return changes;
  const [, ...others] = keysOf(usual, changes);
  const keys = key === null ? [] : [key, ...others.filter((other) => other !== key)];
  return { ...changes, [command]: keys };
}

export function withoutChange(changes: KeyChanges, command: CommandId): KeyChanges {
  return Object.fromEntries(Object.entries(changes).filter(([changed]) => changed !== command));
}

export function isChanged(changes: KeyChanges, command: CommandId): boolean {
  return Object.hasOwn(changes, command);
}

/** Commands whose keys are in the way of this one's: the same key, or one that begins a pair of the other. */
export function conflictsOf(table: readonly BindingInForce[], command: CommandId): CommandId[] {
  const found = new Set<CommandId>();
  for (const scopes of together) {
    const open = table.filter(({ scope }) => scopes.includes(scope));
    const own = open.filter((binding) => binding.command === command).flatMap(({ keys }) => keys);
    for (const other of open)
      if (other.command !== command && own.some((key) => other.keys.some((taken) => clash(key, taken))))
        found.add(other.command);
  }
  return [...found];
}

function clash(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

function keysOf({ command, keys }: Binding, changes: KeyChanges): readonly string[] {
  return Object.hasOwn(changes, command) ? (changes[command] ?? keys) : keys;
}
