/** How keys are written on the screen. */
import type { CommandId } from './bindings.ts';
import { keysInForce } from './keys-in-force.svelte.ts';

const words: Record<string, string> = {
  ' ': 'Space',
  Enter: '↵',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Shift: '⇧',
  Mod: 'Ctrl',
};

/** The caps of one key: `Mod+Shift+d` is Ctrl, ⇧, D; `g d` is G, D. */
export function capsOf(key: string): string[] {
  const parts = key.length === 1 ? [key] : key.split(/[+ ]/);
  return parts.map((part) => words[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** The caps of a command's first key in force, for a hint beside its button; none when it has no key. */
export function hintFor(command: CommandId): string[] {
  const key = keysInForce().find((each) => each.command === command)?.keys[0];
  return key === undefined ? [] : capsOf(key);
}
