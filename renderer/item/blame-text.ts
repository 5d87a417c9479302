/** Who changed the failing line, in a line of words. */
import type { BlameAnswer } from '../../shared/source.ts';
import { exactTime } from '../ui/format-age.ts';
import { oneLine } from '../ui/one-line.ts';

export interface BlameText {
  words: string;
  /** The commit, short, and what it was about. */
  commit: { id: string; subject: string } | null;
  /** A warning beside it. */
  aside: string | null;
}

export function blameText(blame: BlameAnswer): BlameText {
  if (blame.kind === 'unknown') return { words: blame.words, commit: null, aside: null };
  if (blame.kind === 'uncommitted') return { words: 'This line is not committed yet.', commit: null, aside: null };
  return {
    words: `${oneLine(blame.author, 80)} changed this line, ${exactTime(blame.at)}`,
    commit: { id: blame.commit.slice(0, 8), subject: oneLine(blame.subject, 160) },
    aside: blame.dirty ? 'The file has uncommitted changes.' : null,
  };
}
