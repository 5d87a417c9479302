/** Where reports are taken and how large they may be. What cannot be done leaves everything as it is, and says why. */
import type { ListenerSettings } from '../../shared/listener.ts';
import { wordsOfSize } from './body-sizes.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type ListenerState = ReturnType<typeof createListener>;

export function createListener({ client }: Surroundings, toasts: Toasts) {
  let settings = $state.raw<ListenerSettings | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  /** Why the port that was asked for cannot be had. */
  let refusal = $state<string | null>(null);
  let isMoving = $state(false);

  async function ask<Answer>(call: () => Promise<Answer>): Promise<Answer | null> {
    try {
      const answer = await call();
      failure = null;
      return answer;
    } catch (error) {
      failure = errorWords[codeOf(error)];
      return null;
    }
  }

  /** `from` is where the listener is; a toast leads back there. */
  async function move(port: number, from: number): Promise<void> {
    if (isMoving) return;
    isMoving = true;
    refusal = null;
    const answer = await ask(() => client.call('listener.move', { port }));
    isMoving = false;
    if (answer?.kind === 'refused') refusal = answer.reason;
    if (answer?.kind !== 'moved') return;
    settings = answer.settings;
    const extra = {
      more: `Applications that still send to port ${String(from)} have to be changed.`,
      action: { words: 'Undo', run: () => void move(from, port) },
    };
    toasts.show('done', `Listening on ${answer.url}`, port === from ? {} : extra);
  }

  async function limitBodies(bytes: number): Promise<void> {
    const before = settings?.maxBodyBytes;
    const changed = await ask(() => client.call('listener.limitBodies', { bytes }));
    if (changed === null) return;
    settings = changed;
    const back = before === undefined ? {} : { action: { words: 'Undo', run: () => void limitBodies(before) } };
    toasts.show('done', `Reports of up to ${wordsOfSize(bytes)} are taken`, back);
  }

  return {
    /** Null until the collector has answered. */
    get settings() {
      return settings;
    },
    get failure() {
      return failure;
    },
    get refusal() {
      return refusal;
    },
    get isMoving() {
      return isMoving;
    },
    async load() {
      settings = (await ask(() => client.call('listener.settings', {}))) ?? settings;
    },
    move,
    limitBodies,
  };
}
