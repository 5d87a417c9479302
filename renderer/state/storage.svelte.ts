/** What takes the room, what is kept, and what is being deleted: asked for again while something of it is under way. */
import type { PruningPreview, RetentionLimits, Storage, StorageSizes } from '../../shared/retention.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type StorageState = ReturnType<typeof createStorage>;

const pauseMs = 1000;
/** A moment without typing. */
const typingMs = 400;

export function createStorage({ client, later }: Pick<Surroundings, 'client' | 'later'>) {
  let now = $state.raw<Storage | null>(null);
  let sizes = $state.raw<StorageSizes | null>(null);
  let preview = $state.raw<PruningPreview | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let stopWaiting: (() => void) | null = null;
  let stopTyping: (() => void) | null = null;
  let lastPreview = 0;

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      failure = null;
    } catch (error) {
      failure = errorWords[codeOf(error)];
    }
  }
  async function measure(): Promise<void> {
    await attempt(async () => {
      sizes = await client.call('storage.measure', {});
    });
  }
  async function ask(call: () => Promise<Storage>): Promise<void> {
    stopWaiting?.();
    stopWaiting = null;
    const wasBusy = now !== null && isBusy(now);
    await attempt(async () => {
      now = await call();
    });
    if (now === null || failure !== null) return;
    if (isBusy(now)) stopWaiting = later(read, pauseMs);
    else if (wasBusy) await measure();
  }
  function read(): void {
    void ask(() => client.call('storage.read', {}));
  }

  return {
    /** Null until the collector has answered. */
    get now() {
      return now;
    },
    get sizes() {
      return sizes;
    },
    /** Of the limits that were looked at last; null while that is not known. */
    get preview() {
      return preview;
    },
    get failure() {
      return failure;
    },
    load: () => {
      read();
      void measure();
    },
    /** Looks what these limits would delete, a moment later; null: there is nothing to look at. */
    look: (limits: RetentionLimits | null) => {
      stopTyping?.();
      preview = null;
      const asked = (lastPreview += 1);
      if (limits === null) return;
      stopTyping = later(() => {
        void attempt(async () => {
          const found = await client.call('storage.preview', { limits });
          if (asked === lastPreview) preview = found;
        });
      }, typingMs);
    },
    limit: (limits: RetentionLimits) => ask(() => client.call('storage.limit', { limits })),
    prune: () => ask(() => client.call('storage.prune', {})),
    pause: (paused: boolean) => ask(() => client.call('storage.pause', { paused })),
    compact: () => ask(() => client.call('storage.compact', {})),
    guardStorms: (on: boolean) => ask(() => client.call('storage.guardStorms', { on })),
    guardItem: (id: number, on: boolean) =>
      attempt(async () => {
        await client.call('items.guardStorms', { id, on });
      }),
    removeCopies: async () => {
      await attempt(async () => {
        await client.call('storage.removeCopies', {});
      });
      await measure();
    },
  };
}

/** Does it change by itself? */
export function isBusy({ state }: Storage): boolean {
  return state !== 'idle' && state !== 'paused';
}
