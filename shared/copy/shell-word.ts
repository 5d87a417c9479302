/** One word of a POSIX shell, whatever is in it. */
import { isControl } from './visible-text.ts';

/**
 * Quoted so that the shell takes it as it is. Text with control characters, which would act on a terminal that it is
 * pasted into, is written in the form `$'…'` of bash, zsh and ksh instead. NUL, which no word can hold, is left out.
 */
export function shellWord(text: string): string {
  const word = text.replaceAll('\0', '');
  const characters = [...word];
  if (!characters.some((character) => mustBeNamed(codeOf(character)))) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${characters.map(named).join('')}'`;
}

function named(character: string): string {
  const code = codeOf(character);
  if (character === "'" || character === '\\') return `\\${character}`;
  if (!mustBeNamed(code)) return character;
  // By its bytes: older shells do not know names of more than one.
  return code < 0x80
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : encodeURIComponent(character).replaceAll('%', '\\x');
}

/** Marks of direction do nothing to a terminal, but show another command than the one that runs. */
function mustBeNamed(code: number): boolean {
  return isControl(code) || (code >= 0x200e && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
