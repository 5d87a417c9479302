/** Every reason for which something that was asked cannot be done. Codes are never reused for another meaning. */
export const errorCodes = {
  'bad-request': 'the request does not fit the contract',
  unauthorized: 'the page was opened without its token',
  forbidden: 'the request came from another site',
  'not-found': 'what was asked for is not there (any more)',
  conflict: 'it has changed in the meantime',
  'data-in-use': 'another Stacktray uses this data folder',
  'newer-database': 'the database was written by a newer Stacktray',
  'data-damaged': 'the database is damaged',
  'data-unwritable': 'the data folder cannot be written',
  'ingest-down': 'the listener does not take reports',
  disconnected: 'the collector does not answer',
  internal: 'a bug in Stacktray',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** "Cannot do what was asked": caught by the listener, the dispatcher and the entry points only. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** An error as it crosses a wire. */
export interface WireError {
  code: ErrorCode;
  message: string;
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

/** An error as its reader gets it: a refusal as it is, anything else as a bug whose text stays in the log. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal('internal', 'Stacktray met a bug of its own; its log has the details.', { cause: error });
}

/** An error for the log: with its stack where it has one. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
