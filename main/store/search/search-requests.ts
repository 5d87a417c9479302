/** What can be asked of the threads that search, and how it is answered on a connection that can only read. */
import type { Database } from 'better-sqlite3';
import type { Page } from '../../../shared/contract.ts';
import type { Breakdown, FactCount } from '../../../shared/breakdown.ts';
import type { Item, ViewCounts } from '../../../shared/item.ts';
import type { FoundItems, ItemSearch } from '../../../shared/item-search.ts';
import type { ScopeHours } from '../../../shared/found-occurrence.ts';
import type { QueryTerm } from '../../../shared/search/search-query.ts';
import { allOf, type Clause, type Value } from '../clause.ts';
import { itemListing, type ItemCondition, type ListedPage } from '../item-listing.ts';
import { itemSearchTable } from '../item-search.ts';
import { compileSearch, findsBySet } from './compile-search.ts';
import { factReader, type WantedValues } from './fact-reader.ts';
import { occurrenceCandidates, type Candidates, type CandidatesWanted } from './occurrence-candidates.ts';
import { scopeHours, type HoursWanted } from './scope-hours.ts';
import { vocabulary } from './vocabulary.ts';

/** `now` in unix milliseconds. */
export type SearchRequest =
  | { kind: 'page'; terms: QueryTerm[]; wanted: ListedPage; now: number }
  | { kind: 'counts'; terms: QueryTerm[]; filter: ListedPage['filter']; now: number }
  | { kind: 'ids'; terms: QueryTerm[]; filter: ListedPage['filter']; now: number }
  | { kind: 'find'; search: ItemSearch; page: { offset: number; limit: number; now: number } }
  | { kind: 'breakdown'; itemId: number }
  | { kind: 'values'; wanted: WantedValues }
  | { kind: 'candidates'; wanted: CandidatesWanted }
  | { kind: 'hours'; wanted: HoursWanted };

export interface SearchResults {
  page: Page<Item>;
  counts: ViewCounts;
  ids: number[];
  find: FoundItems;
  breakdown: Breakdown;
  values: FactCount[];
  candidates: Candidates;
  hours: ScopeHours;
}

type Answers = {
  [Kind in SearchRequest['kind']]: (request: Extract<SearchRequest, { kind: Kind }>) => SearchResults[Kind];
};

/** Statements are prepared once per connection. */
export function searchAnswers(db: Database): (request: SearchRequest) => SearchResults[keyof SearchResults] {
  const listing = itemListing(db);
  const { find } = itemSearchTable(db);
  const facts = factReader(db);
  const wordsHolding = vocabulary(db);
  const conditionOf = (
    terms: QueryTerm[],
    { projectId, now }: { projectId: number | null; now: number },
  ): ItemCondition => {
    const clause = allOf(compileSearch(terms, { now, projectId, bareWords: 'anywhere', wordsHolding }));
    return { ...clause, isRare: terms.some(findsBySet) && isRare(db, clause) };
  };
  const answers: Answers = {
    page: ({ terms, wanted, now }) =>
      listing.page(wanted, now, conditionOf(terms, { projectId: wanted.filter.projectId, now })),
    counts: ({ terms, filter, now }) =>
      listing.counts(filter, now, conditionOf(terms, { projectId: filter.projectId, now })),
    ids: ({ terms, filter, now }) => listing.ids(filter, now, conditionOf(terms, { projectId: filter.projectId, now })),
    find: ({ search, page }) => find(search, page),
    breakdown: ({ itemId }) => facts.breakdown(itemId),
    values: ({ wanted }) => facts.values(wanted),
    candidates: ({ wanted }) => occurrenceCandidates(db, wordsHolding, wanted),
    hours: ({ wanted }) => scopeHours(db, wordsHolding, wanted),
  };
  return (request) => answer(answers, request);
}

/** Fetching and sorting so many costs less than going through a long list. */
const fewItems = 2000;

/** No further than to so many is counted. */
function isRare(db: Database, { sql, values }: Clause): boolean {
  const counted = `SELECT 1 FROM item NOT INDEXED WHERE ${sql} LIMIT ${String(fewItems)}`;
  const count =
    db
      .prepare<Value[], number>(`SELECT count(*) FROM (${counted})`)
      .pluck()
      .get(...values) ?? 0;
  return count < fewItems;
}

function answer<Kind extends SearchRequest['kind']>(
  answers: Answers,
  request: Extract<SearchRequest, { kind: Kind }>,
): SearchResults[Kind] {
  return answers[request.kind](request);
}
