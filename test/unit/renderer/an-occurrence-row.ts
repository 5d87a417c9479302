/** Lines of the table of occurrences for tests: the test says what matters. */
import type { OccurrenceRow } from '../../../shared/occurrence-row.ts';
import { start } from './stage.ts';

export function anOccurrenceRow(given: Partial<OccurrenceRow> & { id: number }): OccurrenceRow {
  return {
    uuid: `u${String(given.id)}`,
    occurredAt: start,
    receivedAt: start,
    environment: 'production',
    level: 'error',
    release: null,
    personId: null,
    values: [],
    ...given,
  };
}
