/** How keys are written on the screen. */
import { bindings, type CommandId } from './bindings.ts';

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

/** The caps of a command's first key, for a hint beside its button. */
export function hintFor(command: CommandId): string[] {
  const binding = bindings.find((each) => each.command === command);
  return binding ? capsOf(binding.keys[0]) : [];
}
