/** The calls of the contract by which occurrences of any item are found, counted, exported and compared. */
import * as v from 'valibot';
import { call } from './call.ts';
import type { Differences } from './difference.ts';
import type { FoundOccurrences, ScopeHours } from './found-occurrence.ts';
import { occurrenceOrders, type ExportedLines, type PayloadPath } from './occurrence-row.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const ids = v.nullable(v.pipe(v.array(id), v.minLength(1), v.maxLength(1000)));
const columns = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))), v.maxLength(12));
const time = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000)));
/** As `OccurrenceScope` in occurrence-scope.ts. */
const scope = v.strictObject({
  ...{ projectId: v.nullable(id), itemId: v.nullable(id), text: v.pipe(v.string(), v.maxLength(2000)) },
  ...{ from: time, to: time },
});
const hours = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)));
const paging = {
  cursor: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
};

export const explorerCalls = {
  /** Occurrences of a scope, or those of these ids, of any item. A page may be short of what there is; see `next`. */
  'occurrences.find': call<FoundOccurrences>()(
    v.strictObject({ scope, ids, columns, order: v.picklist(occurrenceOrders), ...paging }),
  ),
  /** Newest first. A page ends early when its bodies are large, or there is much to read between two that are found. */
  'occurrences.exportFound': call<ExportedLines>()(v.strictObject({ scope, ids, ...paging })),
  /** What may be a column, from the newest payloads of the scope. */
  'occurrences.foundPaths': call<PayloadPath[]>()(v.strictObject({ scope })),
  /** Per hour of the last `hours` hours, null for all; the span of the scope is ignored. */
  'occurrences.hours': call<ScopeHours>()(v.strictObject({ scope, hours })),
  /** What those inside, the chosen ones or all of the scope, have more often than the others outside. */
  'occurrences.compare': call<Differences>()(v.strictObject({ inside: scope, ids, outside: scope })),
} as const;
