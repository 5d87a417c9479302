/** Runs as a worker thread: reads the reports of occurrences to tell which of them are searched for, or what they share. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../../shared/error-codes.ts';
import { openReportReader } from '../store/store.ts';
import { matchAnswers, type MatchReply, type MatchRequest } from './match-reports.ts';

const { path } = workerData as { path: string };
const answers = matchAnswers(openReportReader(path));

parentPort?.on('message', ({ id, request }: { id: number; request: MatchRequest }) => {
  parentPort?.postMessage(replyTo(id, request));
});

function replyTo(id: number, request: MatchRequest): MatchReply {
  try {
    return { id, found: answers(request) };
  } catch (error) {
    return { id, failure: describeError(error) };
  }
}
