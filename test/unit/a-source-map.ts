/** Source maps for tests: each mapping says where one place of the built file came from. */

export interface Mapping {
  /** Of the built file, 1-based. */
  at: [line: number, column: number];
  /** Of the source, 1-based. */
  from: [line: number, column: number];
  source?: string;
  name?: string;
}

/** The JSON of a map; `contents` are the texts of sources, by their names. */
export function aSourceMap(mappings: Mapping[], contents: Record<string, string> | null = {}): string {
  const sources = [...new Set(mappings.map(({ source = 'src/shop.js' }) => source))];
  const names = [...new Set(mappings.map(({ name }) => name).filter((name) => name !== undefined))];
  const last = { source: 0, line: 0, column: 0, name: 0 };
  const lines: string[] = [];
  const count = mappings.reduce((most, { at }) => Math.max(most, at[0]), 0);
  for (let line = 1; line <= count; line++) {
    let column = 0;
    const segments: string[] = [];
    for (const { at, from, source = 'src/shop.js', name } of mappings) {
      if (at[0] !== line) continue;
      const next = { source: sources.indexOf(source), line: from[0] - 1, column: from[1] - 1 };
      const fields = [at[1] - 1 - column, next.source - last.source, next.line - last.line, next.column - last.column];
      column = at[1] - 1;
      Object.assign(last, next);
      if (name !== undefined) {
        fields.push(names.indexOf(name) - last.name);
        last.name = names.indexOf(name);
      }
      segments.push(fields.map(vlq).join(''));
    }
    lines.push(segments.join(','));
  }
  const sourcesContent = contents && { sourcesContent: sources.map((source) => contents[source] ?? null) };
  return JSON.stringify({ version: 3, sources, names, mappings: lines.join(';'), ...sourcesContent });
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit] ?? '';
  } while (rest > 0);
  return text;
}
