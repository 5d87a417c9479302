/** A value of a fact as a person would search for it. */
import { parseSearch } from './parse-search.ts';
import { quote } from './print-search.ts';
import { searchFields } from './search-fields.ts';

/** Finds the reports that have exactly this value; null for facts that no search can name. */
export function termOfFact(field: string, value: string): string | null {
  const [fact = '', ...rest] = field.split(':');
  const key = rest.length > 0 ? rest.join(':') : null;
  const name = key === null ? nameOf(fact) : 'custom';
  if (name === null) return null;
  const term = name === 'minfiles' ? `minfiles:${value} maxfiles:${value}` : textTerm(name, key, value);
  const { terms, problems } = parseSearch(term);
  // Names with brackets or spaces in them cannot be written.
  const isRead = terms.length > 0 && terms.every((each) => each.kind === 'field' && each.key === key);
  return problems.length === 0 && isRead ? term : null;
}

function textTerm(name: string, key: string | null, value: string): string {
  return `${name}${key === null ? '' : `[${key}]`}:${quote(value)}`;
}

/** The field of the search that looks at this fact and no other. */
function nameOf(fact: string): string | null {
  const row = searchFields.find(({ source, isKeyed }) => {
    return source.kind === 'facts' && !isKeyed && source.facts.length === 1 && source.facts[0] === fact;
  });
  if (row) return row.name;
  return ['language', 'platform', 'framework'].includes(fact) ? fact : null;
}
