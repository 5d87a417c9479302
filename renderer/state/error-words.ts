/** What each error code means to a person: what happened, and what to do about it. */
import { Refusal, type ErrorCode } from '../../shared/error-codes.ts';
import { storageFaults } from '../../shared/storage-fault.ts';

export interface ErrorWords {
  title: string;
  advice: string;
}

export const errorWords: Record<ErrorCode, ErrorWords> = {
  'bad-request': {
    title: 'This was not understood',
    advice: 'The page and the collector are of different versions. Reload the page.',
  },
  unauthorized: {
    title: 'This page has no access',
    advice: 'Open the address that Stacktray printed when it started, with its token.',
  },
  forbidden: {
    title: 'This page may not ask here',
    advice: 'Open the address that Stacktray printed when it started.',
  },
  'not-found': { title: 'This is not there any more', advice: 'Go back to the list.' },
  conflict: { title: 'It has changed in the meantime', advice: 'Look at it again and decide anew.' },
  'data-in-use': {
    title: 'Another Stacktray uses this data folder',
    advice: 'Use the window that is already open, or close it and start again.',
  },
  'newer-database': {
    title: 'The data was written by a newer Stacktray',
    advice: 'Install that version again. Nothing in the data folder was changed.',
  },
  'data-damaged': {
    title: 'The database is damaged',
    advice: 'Repair it or restore a backup, under Data in the settings. The damaged file is kept.',
  },
  'data-unwritable': {
    title: 'The data folder cannot be written',
    advice: 'Check the free space and the permissions of the folder. What is stored is safe.',
  },
  'data-locked': { title: 'Another program has locked the database', advice: storageFaults.locked.advice },
  'ingest-down': {
    title: 'The listener does not take reports',
    advice: 'Free its port or choose another one. What is stored is safe.',
  },
  disconnected: {
    title: 'The collector does not answer',
    advice: 'The page keeps trying. What was stored is safe.',
  },
  internal: {
    title: 'Something in Stacktray failed',
    advice: 'What is stored is safe. The log on stderr has the details.',
  },
};

/** The code of anything that was thrown; what is not a Refusal is a bug and goes to the console whole. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  console.error(error);
  return 'internal';
}
