/** The query that is being written, the job that was asked for last, and what came of it. */
import * as v from 'valibot';
import type { QueryJob, QueryResult } from '../../shared/query.ts';
import { codeOf, errorWords, type ErrorWords } from './error-words.ts';
import type { Surroundings } from './surroundings.ts';

export type Query = ReturnType<typeof createQuery>;

const key = 'stacktray.query';
const draftSchema = v.object({ text: v.string(), projectId: v.nullable(v.number()) });
type Draft = v.InferOutput<typeof draftSchema>;

/** What an empty editor begins with. */
export const firstQuery = `SELECT project_slug, item.counter, item.title, count(*)
FROM item_occurrence
WHERE timestamp > unix_timestamp() - 86400
GROUP BY 1, 2, 3
ORDER BY 4 DESC
LIMIT 20`;

export interface QueryOptions extends Pick<Surroundings, 'client' | 'now'> {
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** A job has been made for what was asked. */
  onAsked: (id: number) => void;
  /** A job has come to its end. */
  onFinished: () => void;
}

export function createQuery({ client, now, storage, onAsked, onFinished }: QueryOptions) {
  let draft = $state.raw<Draft>(readDraft(storage));
  let job = $state.raw<QueryJob | null>(null);
  let result = $state.raw<QueryResult | null>(null);
  let startedAt = $state<number | null>(null);
  let failure = $state.raw<ErrorWords | null>(null);
  let asking: Promise<QueryJob> | null = null;
  /** Only the newest question may change what is shown. */
  let turn = 0;

  function write(change: Partial<Draft>): void {
    draft = { ...draft, ...change };
    storage.setItem(key, JSON.stringify(draft));
  }

  /** Follows what `ask` resolves with until its end, and shows what came of it. */
  async function watch(ask: Promise<QueryJob>, onJob: (job: QueryJob) => void): Promise<void> {
    const mine = ++turn;
    asking = ask;
    failure = null;
    try {
      let found = await ask;
      if (turn !== mine) return;
      job = found;
      onJob(found);
      while (isUnderway(found)) {
        found = await client.call('queries.job', { id: found.id, wait: true });
        if (turn !== mine) return;
        job = found;
      }
      const { json } = await client.call('queries.result', { id: found.id });
      if (turn === mine) result = json === null ? null : (JSON.parse(json) as QueryResult);
    } catch (error) {
      if (turn === mine) failure = errorWords[codeOf(error)];
    } finally {
      if (turn === mine) startedAt = null;
    }
  }

  return {
    get text() {
      return draft.text;
    },
    /** Null for all projects. */
    get projectId() {
      return draft.projectId;
    },
    get job() {
      return job;
    },
    /** Null while there is none, and when it is not kept any more. */
    get result() {
      return result;
    },
    /** Unix milliseconds; null when nothing is under way. */
    get startedAt() {
      return startedAt;
    },
    get failure() {
      return failure;
    },
    write,
    async run() {
      if (startedAt !== null || draft.text.trim() === '') return;
      startedAt = now();
      job = null;
      result = null;
      await watch(client.call('queries.run', { query: draft.text, projectId: draft.projectId }), ({ id }) => {
        onAsked(id);
      });
      onFinished();
    },
    async cancel() {
      if (startedAt === null || asking === null) return;
      try {
        const { id } = await asking;
        await client.call('queries.cancel', { id });
      } catch (error) {
        failure = errorWords[codeOf(error)];
      }
    },
    /** Shows a job that was asked for before, its text included. */
    async show(id: number | null) {
      if (id === null || id === job?.id) return;
      job = null;
      result = null;
      await watch(client.call('queries.job', { id, wait: false }), (found) => {
        const [projectId = null] = found.projectIds;
        write({ text: found.query, projectId: found.projectIds.length === 1 ? projectId : null });
        startedAt = isUnderway(found) ? found.createdAt : null;
      });
    },
    /** The item of an occurrence; null when it is not there any more. */
    async itemOf(occurrenceId: number): Promise<number | null> {
      try {
        return (await client.call('occurrences.get', { id: occurrenceId })).itemId;
      } catch (error) {
        failure = errorWords[codeOf(error)];
        return null;
      }
    },
    /** The connection was lost for a while: what was under way may have ended. */
    async resume() {
      if (job === null || !isUnderway(job)) return;
      startedAt ??= job.createdAt;
      await watch(client.call('queries.job', { id: job.id, wait: false }), () => undefined);
      onFinished();
    },
  };
}

export function isUnderway({ status }: QueryJob): boolean {
  return status === 'new' || status === 'running';
}

/** What was written when the window was open last; what makes no sense is passed over. */
function readDraft(storage: Pick<Storage, 'getItem'>): Draft {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), draftSchema), storage.getItem(key) ?? '');
  return read.success ? read.output : { text: firstQuery, projectId: null };
}
