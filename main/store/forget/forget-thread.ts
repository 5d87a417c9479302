/** Runs as a worker thread: looks for a person in what is stored, away from the thread that takes reports. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { describeError } from '../../../shared/error-codes.ts';
import { openForReading } from '../rql/run-query.ts';
import { cleanSearch } from './clean-search.ts';
import { takeOutOfBlocks } from './take-out-of-blocks.ts';
import type { SearchAnswer, SearchRequest } from './forget-threads.ts';
import { tracesOf, type KnownPerson, type PersonTraces, type WantedPerson } from './person-traces.ts';
import { places } from './places.ts';
import { sweepFiles } from './sweep.ts';

const { path } = workerData as { path: string };
const db = openForReading(path);

parentPort?.on('message', (request: SearchRequest) => {
  void answer(request).then((answered) => parentPort?.postMessage(answered));
});

async function answer(request: SearchRequest): Promise<SearchAnswer> {
  try {
    switch (request.kind) {
      case 'who':
        return { kind: 'who', traces: whoFits(db, request.wanted) };
      case 'look': {
        const { place, position, traces } = request;
        return { kind: 'look', found: places[place]?.find(db, traces, position) ?? { changes: [], position: null } };
      }
      case 'take-out':
        await takeOutOfBlocks(path);
        return { kind: 'taken-out' };
      case 'sweep':
        await cleanSearch(path);
        await sweepFiles(path, request.texts);
        return { kind: 'swept' };
    }
  } catch (error) {
    return { kind: 'failed', detail: describeError(error) };
  }
}

function whoFits(from: Database, wanted: WantedPerson): PersonTraces {
  const fits = wanted.by === 'id' ? 'id = ?' : `${wanted.by} = ? COLLATE NOCASE`;
  const people = from
    .prepare<[string], KnownPerson>(
      `SELECT project_id AS projectId, id, username, email, name FROM person WHERE ${fits}`,
    )
    .all(wanted.value);
  return tracesOf(wanted, people);
}
