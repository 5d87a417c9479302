/**
 * Which command a key means, given what has the keyboard and which scopes are open. Pure: the page hands in what the
 * browser told it. While somebody types, only the bindings of the field itself hold.
 */
import type { CommandId, Scope } from './bindings.ts';
import type { BindingInForce } from './keymap.ts';

export interface KeyPress {
  /** As `KeyboardEvent.key`. */
  key: string;
  /** As `KeyboardEvent.code`: finds the letter on a keyboard that writes another script. */
  code: string;
  ctrl: boolean;
  alt: boolean;
  meta: boolean;
  shift: boolean;
  /** The key before it, when that began a pair; as `beginningOf` told it. */
  after?: string | null;
}

/** What has the keyboard: a text field, a control that Enter and Space work on (button, link), or nothing in particular. */
export type Focus = 'field' | 'control' | 'page';

/** Where a key is pressed. */
export interface Situation {
  /** The keys in force. */
  bindings: readonly BindingInForce[];
  /** Innermost first. */
  scopes: readonly Scope[];
  focus: Focus;
}

/** The command of the innermost open scope that binds this key, or null. */
export function commandFor(press: KeyPress, { bindings, scopes, focus }: Situation): CommandId | null {
  const isEither = (scope: Scope): boolean => scope === 'sheet' || scope === 'always';
  const open = scopes.filter((scope) => isEither(scope) || (scope === 'filter') === (focus === 'field'));
  if (focus === 'control' && (press.key === 'Enter' || press.key === ' ')) return null;
  const single = namesOfPress(press);
  const pair = press.after ? single.map((name) => `${press.after ?? ''} ${name}`) : [];
  for (const names of [pair, single]) {
    for (const scope of open) {
      const found = bindings.find((each) => each.scope === scope && each.keys.some((key) => names.includes(key)));
      if (found) return found.command;
    }
  }
  return null;
}

/** The name of a key that begins a pair in one of the open scopes, or null: the next key press is told of it. */
export function beginningOf(press: KeyPress, { bindings, scopes, focus }: Situation): string | null {
  if (focus === 'field') return null;
  const begins = (name: string): boolean =>
    bindings.some(({ scope, keys }) => scopes.includes(scope) && keys.some((key) => key.startsWith(`${name} `)));
  return namesOfPress(press).find(begins) ?? null;
}

/** The names under which bindings may list a key press. Alt is never bound: it writes letters on many keyboards. */
export function namesOfPress({ key, code, ctrl, alt, meta, shift }: KeyPress): string[] {
  if (alt || (ctrl && meta)) return [];
  const held = ctrl || meta ? 'Mod+' : '';
  const letter = letterOf(key, code);
  if (letter !== null) return [held + (shift ? 'Shift+' : '') + letter];
  // A sign such as ? already contains the shift that wrote it.
  if (key.length === 1) return [held + key];
  return [held + (shift ? 'Shift+' : '') + key];
}

function letterOf(key: string, code: string): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const other = /^\p{L}$/u.test(key) ? /^Key([A-Z])$/.exec(code) : null;
  return other?.[1]?.toLowerCase() ?? null;
}
