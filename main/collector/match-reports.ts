/**
 * What is read of the reports themselves: which are searched for, and the facts of some, to answer the explorer; and
 * where rules would put them.
 */
import type { QueryTerm } from '../../shared/search/search-query.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { readStored } from '../protocols/protocols.ts';
import { factsOf, reportMatcher } from '../search/search.ts';
import type { ReadReport, ReportReader } from '../store/store.ts';
import { placeReports, type PlacedByRules, type PlaceRequest } from './place-reports.ts';

export type MatchRequest =
  | { kind: 'match'; ids: number[]; terms: QueryTerm[]; limit: number }
  /** How many of the reports have each fact. */
  | { kind: 'count'; ids: number[] }
  | PlaceRequest;

export interface Matched {
  /** In the order of the request, at most its `limit`. */
  ids: number[];
  /** The last id that was looked at when not all were; there may be more behind it. */
  stoppedAt: number | null;
}

/** How many reports were read, and how many of them have each value. */
export interface CountedFacts {
  reports: number;
  counts: [field: string, value: string, count: number][];
}

export interface MatchResults {
  match: Matched;
  count: CountedFacts;
  place: PlacedByRules;
}
export type MatchReply = { id: number; found: MatchResults[MatchRequest['kind']] } | { id: number; failure: string };

/** In UTF-16 units of reports: what one request may read, the last report not counted. */
const enoughText = 12_000_000;
/** Facts that are counted; a report of names only cannot make the list endless. */
const mostFacts = 100_000;

export function matchAnswers(
  reader: Pick<ReportReader, 'byId' | 'before'>,
): (request: MatchRequest) => MatchResults[MatchRequest['kind']] {
  return (request) => {
    if (request.kind === 'place') return placeReports(reader, request);
    return request.kind === 'match' ? match(reader.byId, request) : count(reader.byId, request.ids);
  };
}

type ById = (id: number) => ReadReport | undefined;

function match(byId: ById, { ids, terms, limit }: Extract<MatchRequest, { kind: 'match' }>): Matched {
  const matches = reportMatcher(terms);
  const found: number[] = [];
  const last = ids.at(-1);
  let length = 0;
  for (const id of ids) {
    const report = byId(id);
    length += report?.text.length ?? 0;
    if (report && matches(occurrenceOf(report))) found.push(id);
    if (id !== last && (found.length === limit || length > enoughText)) return { ids: found, stoppedAt: id };
  }
  return { ids: found, stoppedAt: null };
}

function count(byId: ById, ids: readonly number[]): CountedFacts {
  const counts = new Map<string, { field: string; value: string; count: number }>();
  let [length, reports] = [0, 0];
  for (const id of ids) {
    const report = byId(id);
    if (!report) continue;
    length += report.text.length;
    reports += 1;
    for (const { field, value } of factsOf(occurrenceOf(report))) {
      const key = `${field}\n${value}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else if (counts.size < mostFacts) counts.set(key, { field, value, count: 1 });
    }
    if (length > enoughText) break;
  }
  return { reports, counts: [...counts.values()].map((each) => [each.field, each.value, each.count]) };
}

function occurrenceOf(report: ReadReport): Occurrence {
  return readStored(report.protocol, report.text, report);
}
