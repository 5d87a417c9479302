/**
 * Stores reports from the spool: many in one transaction, together with what they add up to and with how far the spool is
 * stored. So each is stored exactly once, whatever ends the process.
 */
import { describeError } from '../../shared/error-codes.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { mechanisms, type Mechanism } from '../grouping/group.ts';
import { readStored } from '../protocols/protocols.ts';
import type { SpoolHead, SpooledReport } from '../spool/spool.ts';
import { isFileFault, type Writer } from '../store/store.ts';
import { setSpoolHead } from './spool-head.ts';
import { storeOccurrence, type StoredOccurrence, type StoringContext } from './store-occurrence.ts';
import type { StormGuard } from './storm-guard.ts';
import type { Tally } from './tally.ts';

export interface Stored {
  itemIds: number[];
  /** Of those that were not there already. */
  count: number;
  /** How many could not be stored for a reason of their own; they are among the refused deliveries. */
  setAside: number;
}

export interface ReportStoring {
  store: Writer;
  tally: Tally;
  /** None: every report is stored. */
  storms?: StormGuard;
  log(line: string): void;
}

const keptRefusals = 500;

/** Throws when the file cannot be written; nothing has changed then, and the same can be tried again. */
export function storeReports(context: ReportStoring, reports: SpooledReport[], next: SpoolHead): Stored {
  try {
    return inOneTransaction(context, next, (storing) => storedOf(reports.map((report) => store(storing, report))));
  } catch (error) {
    if (isFileFault(error)) throw error;
    context.log(`a batch of reports could not be stored together: ${describeError(error)}`);
    return oneByOne(context, reports, next);
  }
}

/** One report that cannot be stored must not take the others with it. What was stored before a fault is a repeat then. */
function oneByOne(context: ReportStoring, reports: SpooledReport[], next: SpoolHead): Stored {
  const stored: StoredOccurrence[] = [];
  let setAside = 0;
  for (const report of reports) {
    try {
      stored.push(inOneTransaction(context, null, (storing) => store(storing, report)));
    } catch (error) {
      if (isFileFault(error)) throw error;
      context.log(`a report could not be stored: ${describeError(error)}`);
      inOneTransaction(context, null, () => {
        keepAside(context, report, error);
      });
      setAside += 1;
    }
  }
  inOneTransaction(context, next, () => undefined);
  return { ...storedOf(stored), setAside };
}

function inOneTransaction<Result>(
  context: ReportStoring,
  next: SpoolHead | null,
  work: (storing: StoringContext) => Result,
): Result {
  const { store: writer, tally, storms } = context;
  try {
    return writer.inTransaction(() => {
      const result = work({ store: writer, tally, mechanism: mechanismOf(writer), ...(storms ? { storms } : {}) });
      tally.write();
      if (next !== null) setSpoolHead(writer, next);
      return result;
    });
  } catch (error) {
    tally.forget();
    storms?.forgetRepeats();
    throw error;
  }
}

/** Asked within each transaction, since a person may change it between two. */
function mechanismOf({ settings }: Writer): Mechanism {
  const chosen = settings.get('grouping');
  return mechanisms.find((name) => name === chosen) ?? 'st1';
}

function store(context: StoringContext, report: SpooledReport): StoredOccurrence {
  const { token, raw, remoteAddress } = report;
  return storeOccurrence(context, { token, raw, remoteAddress, occurrence: occurrenceOf(report) });
}

function occurrenceOf({ protocol, raw, mapped, uuid, receivedAt, remoteAddress }: SpooledReport): Occurrence {
  if (mapped !== null) return JSON.parse(mapped) as Occurrence;
  return readStored(protocol, raw, { uuid, receivedAt, remoteAddress });
}

function storedOf(outcomes: StoredOccurrence[]): Stored {
  const fresh = outcomes.filter((one) => one.kind !== 'duplicate');
  return { itemIds: [...new Set(fresh.map(({ itemId }) => itemId))], count: fresh.length, setAside: 0 };
}

/** It was acknowledged, so it is kept whole where a person sees what was not taken. */
function keepAside(
  { store }: ReportStoring,
  { token, raw, protocol, receivedAt }: SpooledReport,
  error: unknown,
): void {
  const body = Buffer.from(raw, 'utf8');
  const why = error instanceof Error ? error.message : String(error);
  const reason = `Taken, but it could not be stored: ${why}`;
  const projectId = store.tokens.find(token)?.projectId ?? null;
  const delivery = { receivedAt, protocol, method: 'POST', path: '/api/1/item/', status: 500, reason };
  store.refused.add({ ...delivery, projectId, userAgent: null, bytes: body.length, body }, keptRefusals);
}
