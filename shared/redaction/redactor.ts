/** Masks what the rules name, in texts, values and whole occurrences. Gives new values and leaves the given ones alone. */
import { isObject, type JsonObject, type JsonValue } from '../json.ts';
import { compilePattern, type Span } from './linear-pattern.ts';
import { namedSpans } from './named-values.ts';
import { PatternError } from './pattern-error.ts';
import type { RedactionRules } from './redaction-rules.ts';
import { secretNames } from './secret-names.ts';
import { cardSpans, emailSpans, isCard, secretSpans } from './secret-values.ts';

/** What stands in the place of what is masked. */
export const mask = '[redacted]';

export interface Redactor {
  /** A text for people: by its shape, and behind names within it. */
  text(text: string): string;
  /** A line of source: names in it are variables, so only what is quoted behind them is masked. */
  code(line: string): string;
  /** A value with everything in it; `name` is the field that holds it. */
  value(value: JsonValue, name?: string): JsonValue;
  /** A text that may be JSON: masked as a value where it is, and written as it was indented. */
  json(text: string, indent?: number): string;
  /** How many places were masked so far. */
  readonly masked: number;
}

/** Which of the patterns cannot be used and why, by the pattern; empty when all can. */
export function patternProblems(patterns: readonly string[]): Map<string, string> {
  const problems = new Map<string, string>();
  for (const pattern of patterns) {
    try {
      compilePattern(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      problems.set(pattern, error.message);
    }
  }
  return problems;
}

/** Throws a PatternError when a pattern of the rules cannot be used. */
export function createRedactor(rules: RedactionRules): Redactor {
  const isSecret = secretNames(rules.builtIn.includes('secrets'), rules.keys);
  const hasCards = rules.builtIn.includes('cards');
  const finders = findersOf(rules);
  let masked = 0;

  function covered(text: string, isCode: boolean): string {
    const named = namedSpans(text, isSecret, isCode);
    const spans = [...named, ...finders.flatMap((find) => find(text))];
    if (spans.length === 0) return text;
    const [out, count] = withMasks(text, spans);
    masked += count;
    return out;
  }

  function hidden(value: JsonValue): JsonValue {
    if (Array.isArray(value)) return value.map(hidden);
    if (isObject(value)) return mapped(value, (_name, inner) => hidden(inner));
    if (value === null || value === '' || typeof value === 'boolean') return value;
    masked += 1;
    return mask;
  }

  function redacted(value: JsonValue, name: string): JsonValue {
    if (name !== '' && isSecret(name)) return hidden(value);
    if (typeof value === 'string') return covered(value, false);
    if (typeof value === 'number') return hasCards && isCard(String(value)) ? hidden(value) : value;
    if (Array.isArray(value)) return value.map((inner) => redacted(inner, ''));
    if (!isObject(value)) return value;
    // A field that is told as a pair of its name and its value.
    const told = value['name'] ?? value['key'];
    const isPair = typeof told === 'string' && isSecret(told);
    return mapped(value, (key, inner) => (isPair && key === 'value' ? hidden(inner) : redacted(inner, key)));
  }

  return {
    text: (text) => covered(text, false),
    code: (line) => covered(line, true),
    value: (value, name = '') => redacted(value, name),
    json(text, indent) {
      const parsed = parse(text);
      if (parsed === undefined) return covered(text, false);
      const before = masked;
      const out = redacted(parsed, '');
      // What holds nothing to mask stays as it was written.
      return masked === before && indent === undefined ? text : JSON.stringify(out, null, indent);
    },
    get masked() {
      return masked;
    },
  };
}

/** What tells by its shape that it is to be masked. */
function findersOf({ builtIn, patterns }: RedactionRules): ((text: string) => Span[])[] {
  const known = { secrets: secretSpans, cards: cardSpans, emails: emailSpans };
  return [...builtIn.map((rule) => known[rule]), ...patterns.map(compilePattern)];
}

function mapped(object: JsonObject, change: (name: string, value: JsonValue) => JsonValue): JsonObject {
  // Entries, and not assignments: a field may be called __proto__.
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
}

function withMasks(text: string, spans: readonly Span[]): [text: string, count: number] {
  const pieces: string[] = [];
  let [at, count] = [0, 0];
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    if (to <= at) continue;
    if (from >= at) {
      pieces.push(text.slice(at, from), mask);
      count += 1;
    }
    at = to;
  }
  return [pieces.join('') + text.slice(at), count];
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
