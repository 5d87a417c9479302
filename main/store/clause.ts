/** Conditions as SQL: put together from fixed parts, with what was asked for always bound. */
export type Value = string | number | Buffer | null;

export interface Clause {
  sql: string;
  values: Value[];
}

export const never: Clause = { sql: 'false', values: [] };

export function allOf(clauses: readonly Clause[]): Clause {
  return joined(clauses, { between: ' AND ', none: 'true' });
}

export function anyOf(clauses: readonly Clause[]): Clause {
  const { sql, values } = joined(clauses, { between: ' OR ', none: 'false' });
  return { sql: `(${sql})`, values };
}

export function negated({ sql, values }: Clause): Clause {
  // What is unknown, such as a framework that nobody named, is not that what is left out.
  return { sql: `((${sql}) IS NOT TRUE)`, values };
}

function joined(clauses: readonly Clause[], { between, none }: { between: string; none: string }): Clause {
  if (clauses.length === 0) return { sql: none, values: [] };
  return {
    sql: clauses.map((clause) => clause.sql).join(between),
    values: clauses.flatMap((clause) => clause.values),
  };
}
