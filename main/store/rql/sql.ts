/** Pieces of SQL on the way to one statement. What comes from a query is bound; the text is made here alone. */
export interface Sql {
  text: string;
  /** What its values are, besides null; comparisons of `any` have to look at each value. */
  type: 'number' | 'text' | 'any';
  /** Does it need the posted report? That is a hundred times the work of a column. */
  readsBody: boolean;
}

export type Bound = number | string | Buffer;

/** Binds a value and returns its name in the text; the same value gets the same name, so that equal parts stay equal. */
export type Bind = (value: Bound) => string;

export interface Parameters {
  bind: Bind;
  values: Record<string, Bound>;
}

export function parameters(): Parameters {
  const values: Record<string, Bound> = {};
  const names = new Map<unknown, string>();
  return {
    values,
    bind: (value) => {
      const known = names.get(value);
      if (known !== undefined) return `@${known}`;
      const name = `p${String(names.size + 1)}`;
      names.set(value, name);
      values[name] = value;
      return `@${name}`;
    },
  };
}

export function numberSql(text: string): Sql {
  return { text, type: 'number', readsBody: false };
}

export function textSql(text: string): Sql {
  return { text, type: 'text', readsBody: false };
}

/** A piece made of others. */
export function madeOf(parts: Sql[], { text, type }: Pick<Sql, 'text' | 'type'>): Sql {
  return { text, type, readsBody: parts.some((part) => part.readsBody) };
}

/** The value as a number, as arithmetic sees it. */
export function asNumber(sql: Sql): Sql {
  return sql.type === 'number' ? sql : { ...sql, text: `rql_number(${sql.text})`, type: 'number' };
}
