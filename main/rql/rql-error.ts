/** A query that cannot be understood; `at` is the offset of the character where that shows. */
export class RqlError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'RqlError';
    this.at = at;
  }
}

/** The error as one sentence for a person, with line and column (both from 1) of the place in `query`. */
export function describeRqlError({ message, at }: RqlError, query: string): string {
  const lines = query.slice(0, at).split('\n');
  return `${message} (line ${String(lines.length)}, column ${String((lines.at(-1) ?? '').length + 1)})`;
}
