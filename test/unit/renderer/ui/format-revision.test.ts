import { expect, it } from 'vitest';
import { revisionText } from '../../../../renderer/ui/format-revision.ts';

it.each([
  ['the hash of a commit', '9fceb02d0ae598e95dc970b74767f19372d61af8', '9fceb02d0ae5'],
  ['a version', '4.18.2-beta+build.7', '4.18.2-beta+build.7'],
  ['a long name', 'x'.repeat(90), `${'x'.repeat(80)}…`],
  ['lines', 'a\nb', 'a b'],
  ['nothing', ' ', '(empty)'],
])('writes %s', (_what, revision, words) => {
  expect(revisionText(revision)).toBe(words);
});
