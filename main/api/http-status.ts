/** The HTTP status of each reason for which a call cannot be answered. */
import type { ErrorCode } from '../../shared/error-codes.ts';

export const httpStatus: Record<ErrorCode, number> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  internal: 500,
  'data-in-use': 503,
  'newer-database': 503,
  'data-damaged': 503,
  'data-unwritable': 503,
  'ingest-down': 503,
  disconnected: 503,
};
