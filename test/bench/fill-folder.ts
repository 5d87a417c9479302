/**
 * Runs as a process of its own: fills a data folder with occurrences, as if they had come over a month, through the code
 * that stores, indexes and packs them, but in large transactions and without a network. Then decides on some items.
 * `node fill-folder.ts FOLDER OCCURRENCES ITEMS`; its last line of output is the mean length of the bodies.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { deflateRaw } from 'node:zlib';
import { ensureFirstProject } from '../../main/collector/first-project.ts';
import { createSettings } from '../../main/collector/settings.ts';
import { storeOccurrence, type StoringContext } from '../../main/collector/store-occurrence.ts';
import { createTally } from '../../main/collector/tally.ts';
import { readStored } from '../../main/protocols/protocols.ts';
import { openStore, type IndexedBatch, type ReadingTask, type Store } from '../../main/store/store.ts';
import { createPayloads } from './payloads.ts';
import { reportOf, type VariedReport } from './varied-reports.ts';

const [folder = '', occurrences = '0', items = '0'] = process.argv.slice(2);
const wanted = { occurrences: Number(occurrences), items: Number(items) };
const monthMs = 30 * 24 * 3_600_000;
const [start, step] = [Date.now() - monthMs, monthMs / Math.max(1, wanted.occurrences)];

/** Reports of one transaction. */
const storedAtOnce = 500;
/** What the index writes in one transaction. */
const batchesAtOnce = 20;
const deflate = promisify(deflateRaw);

const clock = { now: start };
const store = openStore(folder, { now: () => clock.now, log });
const tally = createTally(store);
const settings = createSettings(store);
const context: StoringContext = { store, tally, mechanism: settings.mechanism() };
const { token } = ensureFirstProject({ store, newUuid: randomUUID });
const progress = { isStored: false, stored: 0 };

const [meanBody] = await Promise.all([storeAll(), indexAll()]);
decide(store);
// Threads that are being ended do not keep a process alive.
const alive = setInterval(() => undefined, 1000);
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
    await packAll();
  }
  progress.isStored = true;
  return payloads.meanBody();
}

async function indexAll(): Promise<void> {
  const thread = new Worker(new URL('../../main/collector/index-thread.ts', import.meta.url), {
    workerData: { path: store.searchIndex.path },
  });
  const read = (task: ReadingTask): Promise<IndexedBatch> =>
    new Promise((resolve, reject) => {
      thread.removeAllListeners();
      thread.once('message', resolve).once('error', reject);
      thread.postMessage({ task, isFresh: false });
    });
  const generation = store.searchIndex.generation();
  let waiting: { task: ReadingTask; batch: IndexedBatch }[] = [];
  let after = 0;
  const write = (): void => {
    store.inTransaction(() => {
      for (const { task, batch } of waiting) store.searchIndex.write(task, batch, generation);
    });
    waiting = [];
  };
  for (;;) {
    const wasStored = progress.isStored;
    const task: ReadingTask = { kind: 'new', after };
    const batch = await read(task);
    after = Math.max(after, batch.lastId);
    if (batch.items.length > 0) waiting.push({ task, batch });
    if (waiting.length >= batchesAtOnce) write();
    if (batch.items.length > 0) continue;
    if (wasStored) break;
    await turn();
  }
  write();
  await thread.terminate();
}

async function packAll(): Promise<void> {
  const bodies = store.bodies.unpacked(Number.MAX_SAFE_INTEGER, storedAtOnce);
  const packed = await Promise.all(bodies.map(({ text }) => deflate(Buffer.from(text, 'utf8'))));
  store.inTransaction(() => {
    for (const [index, body] of bodies.entries()) store.bodies.pack(body.occurrenceId, packed[index] as Buffer);
  });
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
