/**
 * The clone that a file is in. This is the only time git reads a repository's own configuration, with a command that runs
 * nothing and writes nothing; whether its owner can be trusted is git's own decision.
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { isBelow } from '../find-file.ts';
import { runGit, type GitRun } from './run-git.ts';

export interface Clone {
  /** Where its commits are kept. */
  objects: string;
  /** Of the file, from the top of the clone, with slashes. */
  path: string;
  /** The commit that is checked out. */
  head: string;
  objectFormat: 'sha1' | 'sha256';
  /** Ends of a shallow history, as git keeps them; empty when all of it is there. */
  shallow: string;
}

export type FoundClone = { kind: 'clone'; clone: Clone } | { kind: 'none'; words: string };

const cautious = [
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'safe.bareRepository=explicit'],
  '--no-pager',
];
const question = ['rev-parse', '--show-toplevel', '--git-common-dir', '--show-object-format', '--verify', 'HEAD'];

/** `file` is absolute, with its links followed. */
export async function findClone(file: string, git: Pick<GitRun, 'program' | 'environment'>): Promise<FoundClone> {
  const folder = dirname(file);
  const answer = await runGit([...cautious, ...question], { ...git, folder });
  if (answer.kind === 'failed') return { kind: 'none', words: wordsFor(answer.error) };
  if (answer.kind !== 'done') return { kind: 'none', words: 'Git did not answer in time.' };
  const [top = '', common = '', format = '', head = ''] = answer.text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (!/^(?:[\da-f]{40}|[\da-f]{64})$/.test(head))
    return { kind: 'none', words: 'Git did not tell what is checked out.' };
  const root = await realpath(top).catch(() => top);
  // A repository may claim any folder as its own.
  if (!isBelow(root, file)) return { kind: 'none', words: 'This file is in no Git clone.' };
  const commonFolder = resolve(folder, common);
  const objects = join(commonFolder, 'objects');
  const isThere = await stat(objects).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isThere) return { kind: 'none', words: 'The commits of this Git clone were not found.' };
  const path = relative(root, file).replaceAll('\\', '/');
  const objectFormat = format === 'sha256' ? 'sha256' : 'sha1';
  return { kind: 'clone', clone: { objects, path, head, objectFormat, shallow: await shallowEnds(commonFolder) } };
}

async function shallowEnds(commonFolder: string): Promise<string> {
  const text = await readFile(join(commonFolder, 'shallow'), 'utf8').catch(() => '');
  return /^(?:[\da-f]{40,64}\n)*$/.test(text) ? text : '';
}

function wordsFor(error: string): string {
  if (/dubious ownership/.test(error)) {
    const folder = /'([^'\n]+)'/.exec(error)?.[1] ?? 'FOLDER';
    return `Git does not trust this clone, which belongs to somebody else. To allow it: git config --global --add safe.directory '${folder}'`;
  }
  if (/not a git repository/.test(error)) return 'This file is in no Git clone.';
  if (/needed a single revision|ambiguous argument/i.test(error)) return 'This Git clone has no commit yet.';
  return `Git cannot read this clone: ${error.split('\n')[0]?.slice(0, 200) ?? ''}`;
}
