/**
 * Deletes a person from everything that is stored, in steps: a thread looks for them in some rows, then one short
 * transaction takes out what was found and notes how far the job is. A job that was interrupted goes on from there. At
 * the end free pages are overwritten and the log is emptied, so that the files hold nothing either.
 */
import type { Database } from 'better-sqlite3';
import { usualWaitMs } from '../database.ts';
import { startSearchThread, type SearchThread } from './forget-threads.ts';
import { changeMaker, type MakeChange } from './make-changes.ts';
import { peopleJobTable, type PeopleJobRecord, type PeopleJobState } from './people-jobs.ts';
import type { WantedPerson } from './person-traces.ts';
import { places } from './places.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { freePages, type FreePages } from './wipe-free-pages.ts';

export interface Forgetting {
  /** Returns the id of the new job. */
  create(wanted: WantedPerson): number;
  stateOf(id: number): PeopleJobState | undefined;
  /** Ids of jobs that are not finished, oldest first. */
  unfinished(): number[];
  /** The job's next step. Rejects when it cannot be done; the job stays where it is. */
  step(id: number): Promise<'more' | 'done'>;
  fail(id: number): void;
  /** Ends what runs. */
  stop(): Promise<void>;
}

/** Where it works. */
export interface ForgettingSite {
  db: Database;
  path: string;
  search: Pick<SearchIndex, 'forgetItems'>;
  inTransaction<Result>(work: (now: number) => Result): Result;
}

export function createForgetting(site: ForgettingSite): Forgetting {
  const { db, inTransaction } = site;
  const jobs = peopleJobTable(db);
  const step = stepper(site, jobs);
  return {
    create: (wanted) => inTransaction((at) => jobs.create(wanted, at)),
    stateOf: (id) => jobs.byId(id)?.state,
    unfinished: jobs.unfinished,
    step: step.next,
    fail: (id) => {
      const job = jobs.byId(id);
      if (job)
        inTransaction((at) => {
          jobs.save({ ...job, state: 'failed', person: null }, at);
        });
    },
    stop: step.stop,
  };
}

/** How long the writer waits for another connection. In milliseconds. */
const longestWaitMs = 600_000;

interface Tools {
  make: MakeChange;
  pages: FreePages;
  thread: SearchThread;
  save(job: PeopleJobRecord, alongside?: () => void): void;
  /** Of the job that is being swept; null when the process has been started again since. */
  texts: string[] | null;
}

type Jobs = ReturnType<typeof peopleJobTable>;

function stepper(site: ForgettingSite, jobs: Jobs): { next: Forgetting['step']; stop: Forgetting['stop'] } {
  const { db, path, inTransaction } = site;
  let tools: Tools | null = null;
  const start = (): Tools => ({
    ...{ make: changeMaker(db), pages: freePages(db), thread: startSearchThread(path), texts: null },
    save: (job, alongside = () => undefined) => {
      inTransaction((at) => {
        alongside();
        jobs.save(job, at);
      });
    },
  });
  const stop = async (): Promise<void> => {
    const { thread } = tools ?? {};
    tools = null;
    await thread?.end();
  };
  return {
    stop,
    next: async (id) => {
      const job = jobs.byId(id);
      if (!job) return 'done';
      tools ??= start();
      const outcome = job.place < places.length ? await clean(tools, job, site) : await sweep(tools, job, site);
      if (outcome === 'done') await stop();
      return outcome;
    },
  };
}

/** One step of looking and taking out. */
async function clean(tools: Tools, job: PeopleJobRecord, { search }: ForgettingSite): Promise<'more' | 'done'> {
  const { thread, save, make } = tools;
  if (job.person === null) throw new Error(`job ${String(job.id)} does not know whom it deletes`);
  const { wanted, traces } = job.person;
  if (traces === null) {
    const who = await thread.ask({ kind: 'who', wanted }, 'who');
    save({ ...job, state: 'running', person: { wanted, traces: who.traces } });
    return 'more';
  }
  const { place, position } = job;
  const { found } = await thread.ask({ kind: 'look', place, position, traces }, 'look');
  const isPlaceDone = found.position === null;
  const next = { ...job, place: isPlaceDone ? place + 1 : place, position: found.position ?? '' };
  const isLast = next.place === places.length;
  if (isLast) tools.texts = traces.everywhere;
  save({ ...next, person: isLast ? null : job.person }, () => {
    const items = found.changes.map(make).filter((itemId) => itemId !== null);
    // What is left of their reports is read again for searching.
    search.forgetItems([...new Set(items)]);
  });
  return 'more';
}

/** One step of cleaning the files, after nothing in the tables names the person any more. */
async function sweep(
  { pages, thread, texts, save }: Tools,
  job: PeopleJobRecord,
  { db, inTransaction }: ForgettingSite,
): Promise<'more' | 'done'> {
  if (areBodiesLeft(db)) {
    await thread.ask({ kind: 'take-out' }, 'taken-out');
    return 'more';
  }
  if (inTransaction(() => pages.wipeSome())) return 'more';
  // Should the file have to be written anew, reports wait for it instead of being refused.
  db.pragma(`busy_timeout = ${String(longestWaitMs)}`);
  try {
    await thread.ask({ kind: 'sweep', texts }, 'swept');
  } finally {
    db.pragma(`busy_timeout = ${String(usualWaitMs)}`);
  }
  save({ ...job, state: 'success' });
  return 'done';
}

/** Are there bodies in blocks that were changed or deleted since? */
function areBodiesLeft(db: Database): boolean {
  return db.prepare('SELECT 1 FROM removed_body LIMIT 1').get() !== undefined;
}
