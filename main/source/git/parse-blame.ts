/** Reads what `git blame --porcelain` says of one line. Pure. */

export interface BlamedLine {
  /** Null for a line that is in no commit. */
  commit: string | null;
  author: string;
  /** Unix milliseconds. */
  at: number;
  subject: string;
}

/** Null when this is not the answer of a blame. */
export function parseBlame(text: string): BlamedLine | null {
  const [first = '', ...rest] = text.split('\n');
  const commit = /^([\da-f]{40}|[\da-f]{64}) \d+ \d+/.exec(first)?.[1];
  if (commit === undefined) return null;
  const headers = rest.slice(
    0,
    rest.findIndex((line) => line.startsWith('\t')),
  );
  const header = (name: string): string =>
    headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  const seconds = Number(header('author-time'));
  return {
    commit: /^0+$/.test(commit) ? null : commit,
    author: header('author').slice(0, 200),
    at: Number.isFinite(seconds) ? seconds * 1000 : 0,
    subject: header('summary').slice(0, 500),
  };
}
