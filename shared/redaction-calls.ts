/** The calls of the contract about what is masked, and about sending a kept report once more. */
import * as v from 'valibot';
import { call } from './call.ts';
import { redactionRulesSchema, type RedactionRules } from './redaction/redaction-rules.ts';
import type { ResendAnswer } from './resend.ts';

const nothing = v.strictObject({});

export const redactionCalls = {
  'redaction.rules': call<RedactionRules>()(nothing),
  /** Refusals: `bad-request` for a pattern that cannot be used. */
  'redaction.change': call<RedactionRules>()(redactionRulesSchema),
  /**
   * Posts the report of an occurrence to a collector, in the protocol that it came by. Refusals: `not-found`,
   * `bad-request` for an address that is none, or that is not on this computer while `isElsewhereAllowed` is false.
   */
  'occurrences.resend': call<ResendAnswer>()(
    v.strictObject({
      id: v.pipe(v.number(), v.integer(), v.minValue(1)),
      /** Base address of the collector: http or https, without a path. */
      url: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
      token: v.pipe(v.string(), v.trim(), v.regex(/^[\x21-\x7e]{1,255}$/, 'a token is one word')),
      uuid: v.picklist(['kept', 'new']),
      isRedacted: v.boolean(),
      isElsewhereAllowed: v.boolean(),
    }),
  ),
} as const;
