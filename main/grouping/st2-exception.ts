/**
 * Part of the mechanism st2: which exception of a chain is the error, and how its class and text are compared. Browsers
 * word the same error differently; classes come with and without their package.
 */
import type { ExceptionRecord } from '../../shared/occurrence.ts';

/** The root cause, unless it came without the frames that an exception around it has. */
export function rootCause(exceptions: ExceptionRecord[]): ExceptionRecord | undefined {
  const last = exceptions.at(-1);
  if (last === undefined || last.frames.length > 0 || last.rawStack !== null) return last;
  return exceptions.findLast(({ frames, rawStack }) => frames.length > 0 || rawStack !== null) ?? last;
}

/** Classes that say no more than that there is an error. */
const GENERIC = /^(?:|Error|Exception|\(unknown\)|unknown)$/i;

/** The class without its package; empty for a class that says nothing. */
export function classForSt2(name: string): string {
  const bare = name
    .slice(0, 300)
    .replace(/^.*[.:\\](?=[^.:\\])/s, '')
    .replace(/^Uncaught /, '')
    .trim();
  if (GENERIC.test(bare)) return '';
  return bare === 'InternalError' ? 'RangeError' : bare;
}

/** One sentence for what V8, SpiderMonkey, JavaScriptCore and Chakra say each in its own way; `$1` is the name it is about. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Cannot (?:read|set) propert(?:y|ies) '([^']+)' of (?:undefined|null)$/, 'no property $1'],
  [/^Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '([^']+)'\)$/, 'no property $1'],
  [/^Unable to (?:get|set) (?:value of the )?property '([^']+)'.*(?:undefined|null).*$/, 'no property $1'],
  [/^(?:undefined|null) is not an object \(evaluating '(?:.*[.[])?"?'?([\w$]+)"?'?\]?(?: = .*)?'\)$/, 'no property $1'],
  [/^can't access property "?([\w$]+)"?(?: of|, ).* (?:undefined|null)$/, 'no property $1'],
  [/^(?:Can't find variable: ([\w$]+)|'?([\w$]+)'? is (?:not defined|undefined))$/, 'no variable $1$2'],
  [/^(?:[\w$.()[\]'"]*?\.)?([\w$]+) is not a function(?:\. .*)?$/, 'no function $1'],
  [/^Object doesn't support (?:this )?property or method(?: '([^']+)')?$/, 'no function $1'],
  [/^(?:[\w$.]*?\.)?([\w$]+) is not a constructor(?:\. .*)?$/, 'no constructor $1'],
  [/^(?:URI malformed|malformed URI sequence|URI error|The URI to be (?:en|de)coded .*)$/, 'malformed URI'],
  [/^(?:Maximum call stack size exceeded\.?|too much recursion|Out of stack space)$/, 'endless recursion'],
  [
    /^(?:Failed to fetch.*|NetworkError when attempting to fetch resource\.?|Load failed|Network request failed|cancelled)$/,
    'fetch failed',
  ],
  [
    /^(?:Assignment to constant variable\.?|invalid assignment to const .*|Attempted to assign to readonly property\.?|Assignment to const)$/,
    'constant assigned',
  ],
  [
    /^(?:Converting circular structure to JSON.*|cyclic object value|JSON\.stringify cannot serialize cyclic structures\.?|Circular reference in value argument not supported)/s,
    'circular JSON',
  ],
  [
    /^(?:Unexpected token .* in JSON at .*|Unexpected token .* is not valid JSON|JSON\.parse: .*|JSON Parse error: .*|Unexpected end of JSON input)$/s,
    'malformed JSON',
  ],
  [/^(?:Invalid array length|Array (?:size|length) .*)$/i, 'invalid array length'],
  [/^(?:Invalid or unexpected token|illegal character.*|Invalid character.*)$/, 'invalid character'],
  [/^(?:Invalid time value|invalid date|Invalid Date)$/, 'invalid date'],
];

/** The message in the one wording, when it is one that browsers disagree about; else as it is. */
export function evenWording(message: string): string {
  if (message.length > 300) return message;
  const bare = message.replace(/^(?:Uncaught )?(?:\w+Error: )?/, '');
  for (const [wording, same] of WORDINGS) {
    const found = wording.exec(bare);
    if (found !== null) return same.replace(/\$(\d)/g, (_all, group: string) => found[Number(group)] ?? '');
  }
  return message;
}
