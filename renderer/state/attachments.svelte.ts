/** What came beside the occurrence that is looked at, and its content when somebody wants to have it. */
import type { KeptAttachment } from '../../shared/attachment.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import { codeOf } from './error-words.ts';
import { createRefresher } from './refresher.ts';
import type { Surroundings } from './surroundings.ts';

export type Attachments = ReturnType<typeof createAttachments>;

export function createAttachments({ client, later }: Pick<Surroundings, 'client' | 'later'>) {
  let occurrenceId: number | null = null;
  let list = $state.raw<KeptAttachment[]>([]);
  let failure = $state<ErrorCode | null>(null);
  const refresher = createRefresher(load, later);

  async function load(): Promise<() => void> {
    const asked = occurrenceId;
    if (asked === null) return () => undefined;
    try {
      const found = await client.call('occurrences.attachments', { id: asked });
      return () => {
        if (occurrenceId === asked) list = found;
      };
    } catch (error) {
      const code = codeOf(error);
      return () => {
        if (occurrenceId === asked) failure = code;
      };
    }
  }

  return {
    /** Oldest first. */
    get list() {
      return list;
    },
    /** Why the list or a content could not be had. */
    get failure() {
      return failure;
    },
    open(id: number) {
      if (occurrenceId === id) return;
      occurrenceId = id;
      list = [];
      failure = null;
      refresher.restart();
    },
    /** A recording arrives after its error. */
    refresh() {
      if (occurrenceId !== null) refresher.request();
    },
    /** The whole content in parts; null when it could not be read to the end, which `failure` then explains. */
    async read({ kind, id }: KeptAttachment): Promise<string[] | null> {
      const parts: string[] = [];
      failure = null;
      try {
        for (let after: number | null = 0; after !== null;) {
          const chunk: { text: string; next: number | null } = await client.call('attachments.read', {
            ...{ kind, id, after },
          });
          parts.push(chunk.text);
          after = chunk.next;
        }
        return parts;
      } catch (error) {
        failure = codeOf(error);
        return null;
      }
    },
  };
}
