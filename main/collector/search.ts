/** Searches of a person: what is typed is read here, and looked up in threads that cannot hold up reports. */
import type { ItemFilter, Page, ParamsOf } from '../../shared/contract.ts';
import type { Breakdown, FactCount } from '../../shared/breakdown.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { Item, ViewCounts } from '../../shared/item.ts';
import { searchField, type SearchField } from '../../shared/search/search-fields.ts';
import { parseSearch } from '../../shared/search/parse-search.ts';
import type { QueryTerm } from '../../shared/search/search-query.ts';
import type { SearchRequest, SearchResults } from '../store/store.ts';
import type { CollectorContext } from './collector.ts';

/** Refusals: `disconnected` when Stacktray is being stopped. */
export async function ask<Request extends SearchRequest>(
  { store }: CollectorContext,
  request: Request,
): Promise<SearchResults[Request['kind']]> {
  const outcome = await store.searches.ask(request);
  if (outcome.kind === 'done') return outcome.rows;
  if (outcome.kind === 'cancelled') throw new Refusal('disconnected', 'Stacktray is being stopped.');
  if (outcome.kind === 'refused') throw new Refusal('bad-request', outcome.message);
  throw new Error(`a search failed: ${outcome.detail}`);
}

/**
 * The usual list is read from an index and needs no thread; what is filtered may look at some hundreds of items.
 * Refusals: `bad-request` for a text that cannot be read.
 */
export async function pageOfItems(context: CollectorContext, wanted: ParamsOf<'items.list'>): Promise<Page<Item>> {
  const terms = termsOf(wanted.filter.text);
  const { view, environment } = wanted.filter;
  const isPlain = terms.length === 0 && environment === null && view !== 'new' && view !== 'snoozed';
  if (isPlain) return context.store.itemListing.page(wanted, context.now());
  return ask(context, { kind: 'page', terms, wanted, now: context.now() });
}

/** Refusals: `bad-request` for a text that cannot be read. */
export async function countItems(context: CollectorContext, { filter }: ParamsOf<'items.counts'>): Promise<ViewCounts> {
  const terms = termsOf(filter.text);
  if (terms.length === 0) return context.store.itemListing.counts(filter, context.now());
  return ask(context, { kind: 'counts', terms, filter, now: context.now() });
}

/** The ids of all items that match. Refusals: `bad-request` for a text that cannot be read. */
export async function matchingIds(context: CollectorContext, filter: ItemFilter): Promise<number[]> {
  return ask(context, { kind: 'ids', terms: termsOf(filter.text), filter, now: context.now() });
}

export function breakdownOfItem(context: CollectorContext, { id }: ParamsOf<'items.breakdown'>): Promise<Breakdown> {
  return ask(context, { kind: 'breakdown', itemId: id });
}

/** Values that a person may mean, of a field of the search; none for fields whose values are not counted. */
export async function completeSearch(
  context: CollectorContext,
  { projectId, field, key, typed }: ParamsOf<'search.complete'>,
): Promise<FactCount[]> {
  const known = searchField(field);
  if (!known) throw new Refusal('bad-request', `There is no field '${field}'.`);
  if (known.name === 'project') return projectNames(context, typed);
  const fields = factsBehind(known, key);
  if (fields.length === 0) return [];
  return ask(context, { kind: 'values', wanted: { projectId, fields, prefix: typed, limit: mostValues } });
}

const mostValues = 50;

function projectNames({ store }: CollectorContext, typed: string): FactCount[] {
  return store.projects
    .list()
    .filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase()))
    .map(({ name }) => ({ value: name, count: 0 }));
}

/** With a keyed field but no key, the keys themselves. */
function factsBehind({ name, source, isKeyed }: SearchField, key: string | null): string[] {
  if (source.kind === 'facts') {
    if (!isKeyed) return [...source.facts];
    return source.facts.map((fact) => (key === null ? `${fact}_key` : `${fact}:${key}`));
  }
  return ['platform', 'language', 'framework'].includes(name) ? [name] : [];
}

/**
 * The first problem is enough to refuse; where it is counts from 1. A term that somebody has not finished is left out.
 * Refusals: `bad-request`.
 */
export function termsOf(text: string): QueryTerm[] {
  const { terms, problems } = parseSearch(text);
  const first = problems.find(({ isUnfinished }) => !isUnfinished);
  if (first === undefined) return terms;
  throw new Refusal('bad-request', `${first.message} (character ${String(first.at + 1)})`);
}
