/**
 * After source maps came: items whose last occurrence is of that version get the culprit that the source gives them. In
 * the background, a few at a time, so that reports are taken meanwhile. Nothing is grouped again: an item is what a
 * person has triaged, and must not fall apart because a build was late with its maps.
 */
import { setImmediate } from 'node:timers/promises';
import { describeError } from '../../shared/error-codes.ts';
import { groupOf } from '../grouping/grouping.ts';
import { readStored } from '../protocols/protocols.ts';
import type { SeenItem, Store } from '../store/store.ts';
import { versionKey } from '../symbols/symbols.ts';
import type { Changes } from './changes.ts';
import type { FrameMapper } from './map-frames.ts';
import type { Storing } from './storing.ts';

export interface CulpritRefresh {
  /** Returns at once. A build uploads one file after the other: what waits already is not asked for twice. */
  start(projectId: number, version: string): void;
  /** Resolves when the batch that runs is done. */
  stop(): Promise<void>;
}

interface Parts {
  store: Store;
  mapper: FrameMapper;
  changes: Changes;
  storing: Pick<Storing, 'settled'>;
  log(line: string): void;
}

const batchSize = 20;
/** Older items show the source when they are opened; only their row in the list stays as it is. */
const mostItems = 1000;

export function createCulpritRefresh(parts: Parts): CulpritRefresh {
  const waiting = new Map<string, { projectId: number; name: string }>();
  let running: Promise<void> | null = null;
  let stopped = false;

  const run = async (): Promise<void> => {
    // Uploads that come with this one are waited for.
    await setImmediate();
    for (const [key, wanted] of waiting) {
      waiting.delete(key);
      await parts.storing.settled();
      await refresh(parts, wanted, () => stopped);
    }
  };
  return {
    start: (projectId, version) => {
      const name = versionKey(version);
      waiting.set(`${String(projectId)} ${name}`, { projectId, name });
      running ??= run()
        .catch((error: unknown) => {
          parts.log(`culprits could not be read again: ${describeError(error)}`);
        })
        .finally(() => {
          running = null;
        });
    },
    stop: async () => {
      stopped = true;
      waiting.clear();
      await running;
    },
  };
}

interface Version {
  projectId: number;
  name: string;
}

async function refresh(parts: Parts, { projectId, name }: Version, isStopped: () => boolean): Promise<void> {
  for (const versionId of parts.store.versions.named(projectId, name)) {
    let before = Number.MAX_SAFE_INTEGER;
    for (let done = 0; done < mostItems && !isStopped(); done += batchSize) {
      const seen = parts.store.versions.seenIn({ versionId, before, limit: batchSize });
      await refreshSome(parts, projectId, seen);
      before = seen.at(-1)?.itemId ?? 0;
      if (seen.length < batchSize) break;
      await setImmediate();
    }
  }
}

async function refreshSome(parts: Parts, projectId: number, seen: SeenItem[]): Promise<void> {
  const { store, changes } = parts;
  const culprits: { itemId: number; culprit: string }[] = [];
  for (const { itemId, lastOccurrenceId: occurrenceId, isLast } of seen) {
    const culprit = isLast ? await culpritOf(parts, { projectId, occurrenceId }) : null;
    if (culprit !== null) culprits.push({ itemId, culprit });
  }
  store.inTransaction(() => {
    for (const { itemId, culprit } of culprits) store.items.setCulprit(itemId, culprit);
  });
  // All of them: whoever looks at one sees its frames anew, even where the culprit is the same.
  changes.publish({ itemIds: seen.map(({ itemId }) => itemId), projects: true });
}

/** Null when the occurrence has gone, or no frame of it could be mapped. */
async function culpritOf(
  { store, mapper }: Parts,
  { projectId, occurrenceId }: { projectId: number; occurrenceId: number },
): Promise<string | null> {
  const record = store.occurrences.byId(occurrenceId);
  const text = store.bodies.read(occurrenceId);
  if (record === undefined || text === undefined) return null;
  const occurrence = await mapper.map(projectId, readStored(record.protocol, text, record), { code: false });
  const isMapped = occurrence.exceptions.some(({ frames }) => frames.some(({ mapping }) => mapping?.kind === 'mapped'));
  if (!isMapped) return null;
  const mechanism = store.items.byId(record.itemId)?.mechanism === 'st1' ? 'st1' : 'st2';
  return groupOf(occurrence, mechanism).culprit;
}
