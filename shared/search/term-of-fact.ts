/** A value of a fact as a person would search for it. */
import { parseSearch } from './parse-search.ts';
import { quote } from './print-search.ts';
import { searchFields } from './search-fields.ts';

/** Finds the reports that have exactly this value; null for facts that no search can name. */
export function termOfFact(field: string, value: string): string | null {
  const name = nameOf(field);
  if (name === null) return null;
  const term = name === 'minfiles' ? `minfiles:${value} maxfiles:${value}` : `${name}:${quote(value)}`;
  const { terms, problems } = parseSearch(term);
  return problems.length === 0 && terms.every(({ kind }) => kind === 'field') ? term : null;
}

/** The field of the search that looks at this fact first. */
function nameOf(field: string): string | null {
  const [fact = '', ...key] = field.split(':');
  if (key.length > 0) return `custom[${key.join(':')}]`;
  const row = searchFields.find(
    ({ source, isKeyed }) =>
      source.kind === 'facts' && !isKeyed && source.facts[0] === fact && source.facts.length === 1,
  );
  if (row) return row.name;
  return ['language', 'platform', 'framework'].includes(fact) ? fact : null;
}
