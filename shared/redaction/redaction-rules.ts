/** What is masked wherever payloads are shown, copied or exported. What is stored never changes by it. */
import * as v from 'valibot';
import { longestPattern } from './parse-pattern.ts';

/** What is known without being told; each can be switched off. */
export const builtInRules = ['secrets', 'cards', 'emails'] as const;
export type BuiltInRule = (typeof builtInRules)[number];

export interface RedactionRules {
  builtIn: BuiltInRule[];
  /** Names of fields; `*` stands for any text, case makes no difference. */
  keys: string[];
  /** As `compilePattern` reads them. */
  patterns: string[];
}

export const usualRules: RedactionRules = { builtIn: ['secrets', 'cards'], keys: [], patterns: [] };

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));
export const redactionRulesSchema = v.strictObject({
  builtIn: v.pipe(v.array(v.picklist(builtInRules)), v.maxLength(builtInRules.length)),
  keys: v.pipe(v.array(line(100)), v.maxLength(100)),
  patterns: v.pipe(v.array(line(longestPattern)), v.maxLength(50)),
});
