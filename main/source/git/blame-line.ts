/** Who last changed a line of a file as it is on the disk now. */
import type { BlameAnswer } from '../../../shared/source.ts';
import { findProgram, type Surroundings } from '../find-program.ts';
import { withBareView, type BareView } from './bare-view.ts';
import { findClone, type Clone } from './find-clone.ts';
import { parseBlame } from './parse-blame.ts';

export interface LineOnDisk {
  /** Absolute, links followed. */
  path: string;
  /** From 1, within `text`. */
  line: number;
  /** The whole file. */
  text: string;
}

/** Git's own troubles are told in words. Rejects only when the system's folder for temporary files cannot be used. */
export async function blameLine(wanted: LineOnDisk, surroundings: Surroundings): Promise<BlameAnswer> {
  const program = await findProgram('git', surroundings);
  if (program === null) return unknown('Git is not on the PATH, so who changed this line is not known.');
  const git = { program, environment: surroundings.environment };
  const found = await findClone(wanted.path, git);
  if (found.kind === 'none') return unknown(found.words);
  return withBareView(found.clone, git, (view) => blameIn(view, found.clone, wanted));
}

async function blameIn(view: BareView, { path }: Clone, { line, text }: LineOnDisk): Promise<BlameAnswer> {
  const committed = await view.run(['cat-file', 'blob', `HEAD:${path}`]);
  if (committed.kind === 'failed') return { kind: 'uncommitted' };
  if (committed.kind === 'too-slow') return tooSlow();
  const before = committed.kind === 'done' ? committed.text.replace(/^\uFEFF/, '') : null;
  // A checkout may have written other line ends than the commit has.
  const now = before?.includes('\r\n') ? text : text.replaceAll('\r\n', '\n');
  const lines = `${String(line)},${String(line)}`;
  const words = ['blame', '--no-textconv', '--porcelain', '--contents', '-', '-L', lines, '--', path];
  const blamed = await view.run(words, now);
  if (blamed.kind === 'too-slow') return tooSlow();
  const parsed = blamed.kind === 'done' ? parseBlame(blamed.text) : null;
  if (!parsed) return unknown('Git cannot tell who changed this line.');
  const { commit, ...rest } = parsed;
  if (commit === null) return { kind: 'uncommitted' };
  return { kind: 'committed', commit, ...rest, dirty: now !== before };
}

const unknown = (words: string): BlameAnswer => ({ kind: 'unknown', words });

function tooSlow(): BlameAnswer {
  return unknown('Git took too long to tell who changed this line.');
}
