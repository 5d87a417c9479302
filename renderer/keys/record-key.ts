/** A key, or two one after the other, as a person presses them for a command. Pure. */
import { namesOfPress, type KeyPress } from './dispatch.ts';

const modifiers = new Set([
  'Shift',
  'Control',
  'Alt',
  'Meta',
  'CapsLock',
  'AltGraph',
  'Dead',
  'Process',
  'Unidentified',
]);
/** These leave the field, or work it. */
const kept = new Set(['Tab', 'Shift+Tab', 'Escape']);

export type Recorded =
  /** Nothing yet: only a modifier is held. */
  { kind: 'waiting' } | { kind: 'cancelled' } | { kind: 'refused'; words: string } | { kind: 'key'; key: string };

/** What a key press means as the key of a command; `before` is the key that was pressed for it just before, or null. */
export function recordKey(press: KeyPress, before: string | null): Recorded {
  if (modifiers.has(press.key)) return { kind: 'waiting' };
  const [name] = namesOfPress(press);
  if (name === undefined) return { kind: 'refused', words: 'Alt writes letters on many keyboards, and is not used.' };
  if (kept.has(name)) return { kind: 'cancelled' };
  if (before === null) return { kind: 'key', key: name };
  if ([before, name].some((key) => key.includes('Mod+') || key === ' '))
    return { kind: 'refused', words: 'A pair is of two keys without Ctrl and without the space bar.' };
  return { kind: 'key', key: `${before} ${name}` };
}
