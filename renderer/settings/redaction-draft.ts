/** Rules of redaction while they are written. Pure. */
import { patternProblems } from '../../shared/redaction/redactor.ts';
import type { RedactionRules } from '../../shared/redaction/redaction-rules.ts';

const mostKeys = 100;
const longestKey = 100;
const mostPatterns = 50;

/** What stands in the lines of a text, each once. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

/** Why these cannot be used, as sentences; none when they can. */
export function problemsOf({ keys, patterns }: RedactionRules): string[] {
  const tooLong = keys.filter((key) => key.length > longestKey).map((key) => `${key.slice(0, 20)}… is too long.`);
  return [
    ...tooLong,
    ...(keys.length > mostKeys ? [`There can be ${String(mostKeys)} names.`] : []),
    ...(patterns.length > mostPatterns ? [`There can be ${String(mostPatterns)} patterns.`] : []),
    ...[...patternProblems(patterns)].map(([pattern, words]) => `${pattern.slice(0, 60)}: ${words}`),
  ];
}

/** The rules without the patterns that cannot be used. */
export function usableRules(rules: RedactionRules): RedactionRules {
  const problems = patternProblems(rules.patterns);
  return { ...rules, patterns: rules.patterns.filter((pattern) => !problems.has(pattern)) };
}
