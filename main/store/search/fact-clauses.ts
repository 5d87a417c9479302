/** Conditions on the facts of an item: values are found by their beginning in an index, and items by the value. */
import type { NumberRange, TextPattern } from '../../../shared/search/search-query.ts';
import type { Clause } from '../clause.ts';
import { numberClause } from './item-term-clauses.ts';
import { like, likePattern, plainStart } from './like-pattern.ts';

/** Which fields of which project; null for all projects. */
export interface FactFields {
  names: readonly string[];
  projectId: number | null;
  /** `each` where the items are gone through anyway: a look for each of them. */
  facts?: 'all' | 'each';
}

/**
 * Items of which at least one report has a value like this. Where not all values are kept, those that have its words:
 * `beyond` is the condition for them.
 */
export function factClause(fields: FactFields, pattern: TextPattern, beyond: Clause | null = null): Clause {
  if (fields.facts === 'each') return eachFactClause(fields, pattern, beyond);
  const kept = itemsWith(fields, valueClause(pattern));
  if (beyond === null) return kept;
  const ids = fieldIds(fields);
  const others = `item.id IN (SELECT rest.item_id FROM item_fact AS rest
    WHERE rest.value_id = 0 AND rest.field_id IN (${ids.sql})) AND ${beyond.sql}`;
  return {
    sql: `item.id IN (SELECT item.id FROM item WHERE ${kept.sql} UNION ALL SELECT item.id FROM item WHERE ${others})`,
    values: [...kept.values, ...ids.values, ...beyond.values],
  };
}

function eachFactClause(fields: FactFields, pattern: TextPattern, beyond: Clause | null): Clause {
  const [ids, values] = [fieldIds(fields), valueIds(fields, valueClause(pattern))];
  const has = (value: string): string => `EXISTS (SELECT 1 FROM item_fact WHERE item_fact.item_id = item.id
    AND item_fact.field_id IN (${ids.sql}) AND item_fact.value_id ${value})`;
  const kept = { sql: has(`IN (${values.sql})`), values: [...ids.values, ...values.values] };
  if (beyond === null) return kept;
  return {
    sql: `(${kept.sql} OR (${has('= 0')} AND ${beyond.sql}))`,
    values: [...kept.values, ...ids.values, ...beyond.values],
  };
}

/** A row for each item and value like this, as far as values are kept. */
export function factRows(fields: FactFields, pattern: TextPattern): Clause {
  const values = valueIds(fields, valueClause(pattern));
  return { sql: `SELECT item_fact.item_id FROM item_fact WHERE value_id IN (${values.sql})`, values: values.values };
}

export function factNumberClause(fields: FactFields, range: NumberRange): Clause {
  return itemsWith(fields, numberClause('CAST(fact_value.value AS INTEGER)', range));
}

/** Items with such a fact, of which no value is like this. */
export function noFactClause(fields: FactFields, pattern: TextPattern): Clause {
  const [some, found] = [itemsWith(fields, { sql: 'true', values: [] }), factClause(fields, pattern)];
  return { sql: `(${some.sql} AND NOT (${found.sql}))`, values: [...some.values, ...found.values] };
}

/** Items with such a fact, of which every value is like this. */
export function allFactsClause(fields: FactFields, pattern: TextPattern): Clause {
  const { sql, values } = valueClause(pattern);
  const others = itemsWith(fields, { sql: `NOT (${sql})`, values });
  const some = itemsWith(fields, { sql: 'true', values: [] });
  return { sql: `(${some.sql} AND NOT (${others.sql}))`, values: [...some.values, ...others.values] };
}

function itemsWith(fields: FactFields, value: Clause): Clause {
  const { sql, values } = valueIds(fields, value);
  return { sql: `item.id IN (SELECT item_fact.item_id FROM item_fact WHERE value_id IN (${sql}))`, values };
}

function valueIds(fields: FactFields, value: Clause): Clause {
  const ids = fieldIds(fields);
  return {
    sql: `SELECT fact_value.id FROM fact_value WHERE field_id IN (${ids.sql}) AND ${value.sql}`,
    values: [...ids.values, ...value.values],
  };
}

function fieldIds({ names, projectId }: FactFields): Clause {
  const ofProject = projectId === null ? '' : ' AND fact_field.project_id = ?';
  return {
    sql: `SELECT fact_field.id FROM fact_field WHERE name IN (SELECT value FROM json_each(?))${ofProject}`,
    values: [JSON.stringify(names), ...(projectId === null ? [] : [projectId])],
  };
}

/** Behind all texts that begin with what is before it. */
const last = '\u{10ffff}';

function valueClause(pattern: TextPattern): Clause {
  if (pattern.match === 'exact' && !pattern.hasWildcards)
    return { sql: 'fact_value.value = ?', values: [pattern.text] };
  const compared: Clause = { sql: `fact_value.value ${like}`, values: [likePattern(pattern)] };
  const start = pattern.match === 'infix' ? '' : plainStart(pattern);
  if (start === '') return compared;
  return {
    sql: `fact_value.value >= ? AND fact_value.value < ? AND ${compared.sql}`,
    values: [start, start + last, ...compared.values],
  };
}
