/** Counts what an earlier Stacktray, which counted a moment after it had answered, stored and was killed before counting. */
import type { Person } from '../../shared/occurrence.ts';
import { readStored } from '../protocols/protocols.ts';
import type { CountedOccurrence, Store } from '../store/store.ts';
import { createTally, type Tally } from './tally.ts';

/** Up to which occurrence it had counted; null when nothing is left to count. */
const mark = 'counted-occurrence';
const atOnce = 5000;

/** Does nothing in a folder that has been through it, or was always counted as reports were stored. */
export function countTheRest(store: Store): void {
  const tally = createTally(store);
  for (let counted = store.settings.get(mark); typeof counted === 'number'; counted = store.settings.get(mark))
    countSome(store, tally, counted);
}

function countSome(store: Store, tally: Tally, counted: number): void {
  store.inTransaction(() => {
    const rest = store.occurrences.behind(counted, atOnce);
    for (const occurrence of rest) {
      const record = store.itemSearch.byId(occurrence.projectId, occurrence.itemId);
      const reactivated =
        record?.activatingOccurrenceId === occurrence.id && record.firstOccurrenceId !== occurrence.id;
      tally.add(occurrence, { person: personOf(store, occurrence), reactivated });
    }
    tally.write();
    store.settings.set(mark, rest.at(-1)?.id ?? null);
  });
}

function personOf(store: Store, { id, personId }: CountedOccurrence): Person | null {
  if (personId === null) return null;
  const record = store.occurrences.byId(id);
  const text = store.bodies.read(id);
  return record === undefined || text === undefined ? null : readStored(record.protocol, text, record).person;
}
