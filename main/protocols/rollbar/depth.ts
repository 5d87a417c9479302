/** Bounds the nesting of parsed JSON: no page could show it all, and JSON.stringify would overflow the stack. */
import { isObject } from '../../../shared/json.ts';

const deepest = 100;
const cutOff = '[nested too deeply]';

/**
 * Replaces what lies deeper than a hundred levels, in place. `text` is the JSON text of the value: to look through it is
 * several times quicker than to walk the values, and hardly any text is deep.
 */
export function limitDepth(value: unknown, text: string): void {
  if (isDeepText(text)) cutBelow(value, deepest);
}

/** For valid JSON only. */
function isDeepText(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > deepest) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === 0x5c) at--;
  return (quote - 1 - at) % 2 === 1;
}

function cutBelow(value: unknown, depth: number): void {
  if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) if (isTooDeep(child, depth)) value[index] = cutOff;
  } else if (isObject(value)) {
    for (const key in value) if (isTooDeep(value[key], depth)) value[key] = cutOff;
  }
}

/** Is the value below the last level that is kept? Cuts what is below it otherwise. */
function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  cutBelow(value, depth - 1);
  return false;
}
