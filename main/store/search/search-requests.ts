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
import { compileSearch, findsBySet, foundBy, type SearchScope } from './compile-search.ts';
import { factReader, type WantedValues } from './fact-reader.ts';
import { occurrenceCandidates, type Candidates, type CandidatesWanted } from './occurrence-candidates.ts';
import { scopeHours, type HoursWanted } from './scope-hours.ts';
import { itemWords } from './item-words.ts';

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
  const words = itemWords(db);
  const conditionOf = conditionReader(db);
  const answers: Answers = {
    page: ({ terms, wanted, now }) =>
      listing.page(wanted, now, conditionOf(terms, { projectId: wanted.filter.projectId, now })),
    counts: ({ terms, filter, now }) =>
      listing.counts(filter, now, conditionOf(terms, { projectId: filter.projectId, now })),
    ids: ({ terms, filter, now }) => listing.ids(filter, now, conditionOf(terms, { projectId: filter.projectId, now })),
    find: ({ search, page }) => find(search, page),
    breakdown: ({ itemId }) => facts.breakdown(itemId),
    values: ({ wanted }) => facts.values(wanted),
    candidates: ({ wanted }) => occurrenceCandidates(db, words, wanted),
    hours: ({ wanted }) => scopeHours(db, words, wanted),
  };
  return (request) => answer(answers, request);
}

/** Fetching and sorting so many costs less than going through a long list. */
const fewItems = 2000;

type ConditionReader = (terms: QueryTerm[], about: { projectId: number | null; now: number }) => ItemCondition;

function conditionReader(db: Database): ConditionReader {
  return (terms, about) => {
    const scope: SearchScope = { ...about, bareWords: 'anywhere', words: itemWords(db) };
    const byEach = (): ItemCondition => ({
      ...allOf(compileSearch(terms, { ...scope, facts: 'each' })),
      isRare: false,
    });
    if (!terms.some(findsBySet) || isOneOfMany(db, terms, scope)) return byEach();
    const clause = allOf(compileSearch(terms, scope));
    return isRare(db, clause) ? { ...clause, isRare: true } : byEach();
  };
}

/** Is it a single term that is known to find many, without finding them all? */
function isOneOfMany(db: Database, terms: readonly QueryTerm[], scope: SearchScope): boolean {
  const [term, ...others] = terms;
  if (term === undefined || others.length > 0) return false;
  const found = foundBy(term, scope);
  if (found === null) return false;
  return 'kind' in found ? found.kind === 'common' : countUpTo(db, found, fewItems) === fewItems;
}

/** No further than to so many is counted. */
function isRare(db: Database, { sql, values }: Clause): boolean {
  return countUpTo(db, { sql: `SELECT 1 FROM item NOT INDEXED WHERE ${sql}`, values }, fewItems) < fewItems;
}

function countUpTo(db: Database, { sql, values }: Clause, most: number): number {
  const count = db.prepare<Value[], number>(`SELECT count(*) FROM (${sql} LIMIT ${String(most)})`).pluck();
  return count.get(...values) ?? 0;
}

function answer<Kind extends SearchRequest['kind']>(
  answers: Answers,
  request: Extract<SearchRequest, { kind: Kind }>,
): SearchResults[Kind] {
  return answers[request.kind](request);
}
