/** A search as conditions on occurrences: what columns decide, and which items can have such reports at all. */
import type { QueryTerm, TextPattern } from '../../../shared/search/search-query.ts';
import { allOf, negated, type Clause } from '../clause.ts';
import { levelCode } from '../codes.ts';
import { uuidKey } from '../occurrences.ts';
import { compileSearch, type SearchScope } from './compile-search.ts';
import { like, likePattern } from './like-pattern.ts';

export interface OccurrenceConditions {
  /** On the row of an occurrence. */
  occurrence: Clause[];
  /** On items; exact for what is asked of items, else true of all items that have such reports. */
  item: Clause[];
  /** What has to be looked up in the report itself. */
  inReport: QueryTerm[];
}

export function occurrenceConditions(terms: readonly QueryTerm[], scope: SearchScope): OccurrenceConditions {
  const conditions: OccurrenceConditions = { occurrence: [], item: [], inReport: [] };
  for (const term of terms) {
    const column = columnClause(term);
    if (column !== null) conditions.occurrence.push(term.isNegated ? negated(column) : column);
    else if (isAboutItem(term)) conditions.item.push(...compileSearch([term], scope));
    else {
      conditions.inReport.push(term);
      if (isShownByItem(term)) conditions.item.push(...compileSearch([term], scope));
    }
  }
  return conditions;
}

/** Has the item such a report, then the search of items finds it, too. Of what a report lacks the item tells nothing. */
function isShownByItem(term: QueryTerm): boolean {
  return !term.isNegated && !(term.kind === 'field' && ['nofiles', 'allfiles'].includes(term.field));
}

const ofItems = [
  ...['title', 'status', 'is', 'has', 'framework', 'platform', 'language', 'project', 'assigned', 'count', 'people'],
  ...['first', 'last', 'fingerprint'],
];

function isAboutItem(term: QueryTerm): boolean {
  return term.kind === 'counter' || (term.kind === 'field' && ofItems.includes(term.field));
}

/** Null for what no column of an occurrence holds. */
function columnClause(term: QueryTerm): Clause | null {
  if (term.kind !== 'field') return null;
  const { field, value } = term;
  if (value.kind === 'choice' && field === 'level') {
    const codes: Record<string, number> = levelCode;
    const wanted = JSON.stringify(value.choices.map((choice) => codes[choice]));
    return { sql: 'occurrence.level IN (SELECT value FROM json_each(?))', values: [wanted] };
  }
  if (value.kind !== 'text') return null;
  if (field === 'uuid') return { sql: 'occurrence.uuid = ?', values: [uuidKey(value.pattern.text)] };
  if (field === 'environment') return environmentClause('occurrence.environment_id', value.pattern);
  if (field === 'code_version') return { sql: `occurrence.release ${like}`, values: [likePattern(value.pattern)] };
  return field === 'user_id' ? { sql: `occurrence.person_id ${like}`, values: [likePattern(value.pattern)] } : null;
}

/** Hours are counted per environment, so that they know this much of their occurrences. */
export function environmentsOfHours(terms: readonly QueryTerm[]): Clause {
  return allOf(
    terms.flatMap((term) => {
      if (term.kind !== 'field' || term.field !== 'environment' || term.value.kind !== 'text') return [];
      const clause = environmentClause('item_hour.environment_id', term.value.pattern);
      return [term.isNegated ? negated(clause) : clause];
    }),
  );
}

/** Does counting hours of the items that are found tell exactly how many occurrences there are? */
export function isCountedByHours(terms: readonly QueryTerm[]): boolean {
  return terms.every((term) => isAboutItem(term) || (term.kind === 'field' && term.field === 'environment'));
}

function environmentClause(column: string, pattern: TextPattern): Clause {
  const named = `SELECT place.id FROM environment AS place WHERE place.name ${like}`;
  return { sql: `${column} IN (${named})`, values: [likePattern(pattern)] };
}
