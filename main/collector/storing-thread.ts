/**
 * Runs as a worker thread: stores what is in the spool, in the order in which it came, many reports at a time. When the
 * file cannot be written it says so and tries again until it can.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../shared/error-codes.ts';
import { openSpoolReader, type Frame, type SpooledReport } from '../spool/spool.ts';
import { openWriter, storageFaultOf } from '../store/store.ts';
import { storeReports, type ReportStoring } from './store-reports.ts';
import { createStormGuard } from './storm-guard.ts';
import type { FromStoring, StoringSite } from './storing-messages.ts';
import { restAfter } from './storm-pace.ts';
import { createTally } from './tally.ts';

/** One transaction: enough that the disk is rarely waited for, few enough that its rows are soon seen. */
const mostReports = 500;
const mostBytes = 4_194_304;
const pauseAfterFaultMs = 1000;

const { site, spoolPath, pace } = workerData as StoringSite;
const store = openWriter(site);
const spool = openSpoolReader(spoolPath);
const tell = (message: FromStoring): void => parentPort?.postMessage(message);
const context: ReportStoring = {
  ...{ store, tally: createTally(store), storms: createStormGuard(store) },
  log: (line) => {
    tell({ kind: 'log', line });
  },
};
let waiting: Frame[] = [];
let isPlanned = false;
let timer: NodeJS.Timeout | undefined;

parentPort?.on('message', (message: Frame[] | 'stop') => {
  if (message === 'stop') {
    waiting = [];
    clearTimeout(timer);
    store.close();
    spool.close();
    parentPort?.close();
    return;
  }
  waiting = waiting.concat(message);
  plan(0);
});

/** Other messages are let in between two transactions. */
function plan(ms: number): void {
  if (isPlanned) return;
  isPlanned = true;
  if (ms === 0) setImmediate(round);
  else timer = setTimeout(round, ms);
}

function round(): void {
  isPlanned = false;
  // Of what is stopped nothing is waiting.
  const frames = nextFrames();
  const last = frames.at(-1);
  if (last === undefined) return;
  const startedAt = performance.now();
  try {
    const next = { position: last.position + 1, offset: last.offset + last.length };
    const stored = storeReports(context, frames.flatMap(read), next);
    waiting = waiting.slice(frames.length);
    tell({ kind: 'stored', position: last.position, ...stored });
    plan(restAfter(pace, performance.now() - startedAt));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tell({ kind: 'failing', reason, fault: storageFaultOf(error) });
    context.log(`reports could not be stored, which is tried again: ${describeError(error)}`);
    plan(pauseAfterFaultMs);
  }
}

function nextFrames(): Frame[] {
  let reports = 0;
  let bytes = 0;
  const end = waiting.findIndex(({ count, length }, index) => {
    reports += count;
    bytes += length;
    return index > 0 && (reports > mostReports || bytes > mostBytes);
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}

function read(frame: Frame): SpooledReport[] {
  const reports = spool.read(frame);
  if (reports === null) context.log(`${String(frame.count)} reports of the spool cannot be read: its file is damaged`);
  return reports ?? [];
}
