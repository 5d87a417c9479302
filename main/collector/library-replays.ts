/** Replays for the SDK that records them and for programs that read them (rollbar.md 2.9, 3.13). */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { ReplayShelf } from '../protocols/library.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { inPieces } from './pieces.ts';
import { projectOfToken } from './tokens.ts';

const deflate = promisify(deflateRaw);
/** Bytes of one replay, all its posts together. */
const largestReplay = 33_554_432;

export function replayShelf(context: CollectorContext & { changes: Changes }): ReplayShelf {
  const { store, changes } = context;
  return {
    add: async ({ token, text, ...replay }) => {
      const line = `${text}\n`;
      // On the thread pool, and before the transaction: nothing waits for it there.
      const pieces = await Promise.all(inPieces(line).map((piece) => deflate(Buffer.from(piece, 'utf8'))));
      const digest = Buffer.from(hash('sha256', text, 'hex'), 'hex');
      const bytes = Buffer.byteLength(line);
      return store.inTransaction((at) => {
        const projectId = projectOfToken(context, token, at);
        const outcome = store.replays.add({ ...replay, projectId, digest, pieces, bytes, at }, largestReplay);
        const items = replay.occurrences.map((uuid) => store.itemSearch.ofOccurrence(projectId, uuid)?.id ?? []);
        if (outcome === 'kept') changes.publish({ itemIds: items.flat() });
        return outcome;
      });
    },
    find: (projectId, { environment, session, name }) => {
      const replay = store.replays.byName(projectId, name);
      return replay?.environment === environment && replay.session === session ? replay : undefined;
    },
    postsOf: function* ({ id }) {
      let line = '';
      for (let piece = store.replays.pieceAfter(id, 0); piece; piece = store.replays.pieceAfter(id, piece.number)) {
        line += piece.text;
        if (!line.endsWith('\n')) continue;
        yield line;
        line = '';
      }
    },
    remove: ({ id }) => {
      store.inTransaction(() => {
        store.replays.remove(id);
      });
    },
  };
}
