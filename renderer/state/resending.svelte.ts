/** Sending an occurrence once more: what is under way, and what the other side said. */
import { Refusal } from '../../shared/error-codes.ts';
import type { ParamsOf } from '../../shared/contract.ts';
import type { ResendAnswer } from '../../shared/resend.ts';
import { codeOf, errorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type Resending = ReturnType<typeof createResending>;

export function createResending({ client }: Pick<Surroundings, 'client'>) {
  let isSending = $state(false);
  let answer = $state.raw<ResendAnswer | null>(null);
  let refusal = $state<string | null>(null);

  return {
    get isSending() {
      return isSending;
    },
    get answer() {
      return answer;
    },
    /** Why it was not sent, as a sentence. */
    get refusal() {
      return refusal;
    },
    forget() {
      answer = null;
      refusal = null;
    },
    async send(wanted: ParamsOf<'occurrences.resend'>) {
      isSending = true;
      answer = null;
      refusal = null;
      try {
        answer = await client.call('occurrences.resend', wanted);
      } catch (error) {
        const words = errorWords[codeOf(error)];
        // The collector says which part of the address or the token is wrong.
        const isSaid = error instanceof Refusal && error.code === 'bad-request';
        refusal = isSaid ? error.message : `${words.title}. ${words.advice}`;
      } finally {
        isSending = false;
      }
    },
  };
}
