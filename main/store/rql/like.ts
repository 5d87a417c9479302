/**
 * `LIKE`: `%` is any run of characters, `_` one character, a backslash takes the next one as it is. Upper and lower case
 * are the same. A pattern never takes longer than text times pattern: no regular expression is made of it.
 */
type Part = { kind: 'run' } | { kind: 'one' } | { kind: 'text'; text: string };

export type Like = (text: string) => boolean;

/** A test for texts, to be used for many of them. */
export function compileLike(pattern: string): Like {
  const parts = partsOf(pattern.toLowerCase());
  return (text) => matches(text.toLowerCase(), parts);
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (const [piece] of pattern.matchAll(/\\[^]|[^]/gu)) {
    const last = parts.at(-1);
    if (piece === '_') parts.push({ kind: 'one' });
    else if (piece === '%') {
      if (last?.kind !== 'run') parts.push({ kind: 'run' });
    } else parts.push({ kind: 'text', text: piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece });
  }
  return parts;
}

/** Goes back to the last run only: an earlier one could not find more. */
function matches(text: string, parts: Part[]): boolean {
  let at = 0;
  let index = 0;
  let run: { at: number; index: number } | null = null;
  for (;;) {
    const part = parts[index];
    if (part?.kind === 'run') {
      index += 1;
      run = { at, index };
      continue;
    }
    if (part === undefined && at === text.length) return true;
    const length = part === undefined ? 0 : lengthAt(text, at, part);
    if (length > 0) {
      at += length;
      index += 1;
      continue;
    }
    if (run === null || run.at >= text.length) return false;
    run.at += 1;
    ({ at, index } = run);
  }
}

/** How many units the part takes of the text at this place, 0 when it does not fit. */
function lengthAt(text: string, at: number, part: Exclude<Part, { kind: 'run' }>): number {
  if (part.kind === 'text') return text.startsWith(part.text, at) ? part.text.length : 0;
  const code = text.codePointAt(at);
  if (code === undefined) return 0;
  return code > 0xffff ? 2 : 1;
}
