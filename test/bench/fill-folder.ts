/**
 * Runs as a process of its own: fills a data folder with occurrences, as if they had come over a month, through the code
 * that stores, indexes and packs them, but in large transactions and without a network. Then decides on some items.
 * `node fill-folder.ts FOLDER OCCURRENCES ITEMS`; its last line of output is the mean length of the bodies.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { ensureFirstProject } from '../../main/collector/first-project.ts';
import { createSettings } from '../../main/collector/settings.ts';
import { storeOccurrence, type StoringContext } from '../../main/collector/store-occurrence.ts';
import { createTally } from '../../main/collector/tally.ts';
import type { IndexReply } from '../../main/collector/index-reports.ts';
import { readStored } from '../../main/protocols/protocols.ts';
import { bodyPacker } from '../../main/store/packing/body-packer.ts';
import { openPackingDatabase } from '../../main/store/packing/packing-database.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { createPayloads } from './payloads.ts';
import { reportOf, type VariedReport } from './varied-reports.ts';

const [folder = '', occurrences = '0', items = '0'] = process.argv.slice(2);
const wanted = { occurrences: Number(occurrences), items: Number(items) };
const monthMs = 30 * 24 * 3_600_000;
const [start, step] = [Date.now() - monthMs, monthMs / Math.max(1, wanted.occurrences)];

/** Reports of one transaction. */
const storedAtOnce = 500;

const clock = { now: start };
const store = openStore(folder, { now: () => clock.now, log });
const tally = createTally(store);
const settings = createSettings(store);
const context: StoringContext = { store, tally, mechanism: settings.mechanism() };
const { token } = ensureFirstProject({ store, newUuid: randomUUID });
const packing = openPackingDatabase(store.site.path);
const packer = bodyPacker(packing);
const progress = { isStored: false, stored: 0 };

const [meanBody] = await Promise.all([storeAll(), indexAll()]);
decide(store);
// Threads that are being ended do not keep a process alive.
const alive = setInterval(() => undefined, 1000);
packing.close();
await store.close();
clearInterval(alive);
process.stdout.write(`${String(meanBody)}\n`);

async function storeAll(): Promise<number> {
  const payloads = createPayloads({ seed: 1, items: wanted.items, largeOneIn: 1000 }, () => '');
  const remoteAddress = '127.0.0.1';
  const one = (): void => {
    clock.now = Math.round(start + progress.stored * step);
    const { text, uuid }: VariedReport = reportOf(payloads.next(), progress.stored);
    const occurrence = readStored('rollbar', text, { uuid, remoteAddress, receivedAt: clock.now });
    storeOccurrence(context, { token, occurrence, raw: text, remoteAddress });
    progress.stored += 1;
  };
  while (progress.stored < wanted.occurrences) {
    const end = Math.min(wanted.occurrences, progress.stored + storedAtOnce);
    store.inTransaction(() => {
      while (progress.stored < end) one();
      tally.write();
    });
    // At once, so that what waits to be packed leaves no free pages in the file.
    while (packer.packSome(progress.stored));
    await turn();
  }
  progress.isStored = true;
  return payloads.meanBody();
}

async function indexAll(): Promise<void> {
  const thread = new Worker(new URL('../../main/collector/index-thread.ts', import.meta.url), {
    workerData: { path: store.searchIndex.path },
  });
  for (;;) {
    const wasStored = progress.isStored;
    thread.postMessage('step');
    const [reply] = (await once(thread, 'message')) as [IndexReply];
    if (reply.kind === 'failed') throw new Error(reply.detail);
    if (reply.hasMore) continue;
    if (wasStored) break;
    await turn();
  }
  await thread.terminate();
}

/** Of ten items six are active, three resolved, one muted; of the active ones a third was looked at. */
function decide({ items, itemListing, inTransaction }: Store): void {
  const filter = { view: 'all', projectId: null, environment: null, text: '' } as const;
  const ids = itemListing.ids(filter, clock.now);
  inTransaction((now) => {
    for (const id of ids) {
      const state = items.triageStateOf(id);
      if (!state) continue;
      if (id % 10 < 3) items.saveTriageState(id, { ...state, status: 'resolved', lastResolvedAt: now });
      else if (id % 10 === 3) items.saveTriageState(id, { ...state, status: 'muted', lastMutedAt: now });
    }
    items.markViewed(
      ids.filter((id) => id % 3 === 0),
      now,
    );
  });
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
