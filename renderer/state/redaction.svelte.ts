/** What is masked: the rules as the collector keeps them, and whether somebody looks behind the masks for a moment. */
import { usualRules, type RedactionRules } from '../../shared/redaction/redaction-rules.ts';
import { createRedactor, type Redactor } from '../../shared/redaction/redactor.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type Redaction = ReturnType<typeof createRedaction>;

/** How long what is masked stays revealed, in milliseconds. */
export const revealedMs = 30_000;

export function createRedaction({ client, later }: Pick<Surroundings, 'client' | 'later'>) {
  let rules = $state.raw<RedactionRules | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let isRevealed = $state(false);
  let endReveal: () => void = () => undefined;
  const redactor = $derived(rules === null ? null : createRedactor(rules));
  let asked: Promise<void> | null = null;

  async function ask(call: () => Promise<RedactionRules>): Promise<boolean> {
    try {
      rules = await call();
      failure = null;
      return true;
    } catch (error) {
      // What is shown must not wait for ever, nor be shown as it is.
      rules ??= usualRules;
      failure = errorWords[codeOf(error)];
      return false;
    }
  }
  async function load(): Promise<void> {
    await ask(() => client.call('redaction.rules', {}));
  }

  return {
    /** Null until the collector has told them. */
    get rules() {
      return rules;
    },
    /** By the rules; null until they are known. */
    get redactor(): Redactor | null {
      return redactor;
    },
    get failure() {
      return failure;
    },
    get isRevealed() {
      return isRevealed;
    },
    load: () => (asked = load()),
    /** Resolves once the rules are known. */
    async ready(): Promise<Redactor> {
      await (asked ??= load());
      return redactor ?? createRedactor(usualRules);
    },
    /** Resolves with whether they are kept now. */
    change: (wanted: RedactionRules) => ask(() => client.call('redaction.change', wanted)),
    /** Shows what is masked for a while; once more hides it at once. */
    toggleReveal() {
      endReveal();
      isRevealed = !isRevealed;
      if (isRevealed) endReveal = later(() => (isRevealed = false), revealedMs);
    },
    conceal() {
      endReveal();
      isRevealed = false;
    },
  };
}
