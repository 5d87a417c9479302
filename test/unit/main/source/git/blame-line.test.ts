import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blameLine } from '../../../../../main/source/git/blame-line.ts';
import type { BlameAnswer } from '../../../../../shared/source.ts';
import { aFolder } from '../a-folder.ts';
import { aClone, type AClone } from './a-clone.ts';

const monday = 1_767_600_000_000;
const tuesday = monday + 86_400_000;

let clone: AClone;
beforeEach(() => {
  clone = aClone();
  clone.write('src/pay.ts', 'one\ntwo\nthree\n');
  clone.commit('Ada', 'Take payments', monday);
  clone.write('src/pay.ts', 'one\nTWO\nthree\n');
  clone.commit('Grace', 'Louder', tuesday);
});
afterEach(() => {
  clone.dispose();
});

const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: clone.path });
function blame(line: number, file = 'src/pay.ts', more: NodeJS.ProcessEnv = {}): Promise<BlameAnswer> {
  const path = join(clone.path, file);
  const surroundings = { environment: { ...environment(), ...more }, platform: process.platform };
  return blameLine({ path, line, text: readFileSync(path, 'utf8') }, surroundings);
}

describe('who changed a line', () => {
  it('is told with commit, date and subject', async () => {
    expect(await blame(2)).toEqual({
      ...{ kind: 'committed', commit: clone.git('rev-parse', 'HEAD'), author: 'Grace', at: tuesday },
      ...{ subject: 'Louder', dirty: false },
    });
    expect(await blame(1)).toMatchObject({ author: 'Ada', at: monday, subject: 'Take payments' });
  });

  it('is found for the line as it is on the disk, below changes that are in no commit', async () => {
    clone.write('src/pay.ts', 'new\none\nTWO\nthree\n');
    expect(await blame(3)).toMatchObject({ author: 'Grace', dirty: true });
    expect(await blame(1)).toEqual({ kind: 'uncommitted' });
  });

  it('is nobody yet for a file that is in no commit', async () => {
    clone.write('src/new.ts', 'x\n');
    expect(await blame(1, 'src/new.ts')).toEqual({ kind: 'uncommitted' });
  });

  it('does not take other line ends for changes', async () => {
    clone.write('src/pay.ts', 'one\r\nTWO\r\nthree\r\n');
    expect(await blame(2)).toMatchObject({ author: 'Grace', dirty: false });
  });

  it('is found in names that git could misread', async () => {
    for (const name of ['-x.ts', ':(top)a.ts', 'a b\n"c".ts', 'src/HEAD:x.ts']) {
      clone.write(name, 'x\n');
      clone.commit('Ada', name.slice(0, 2), monday);
      expect(await blame(1, name)).toMatchObject({ kind: 'committed', author: 'Ada' });
    }
  });

  it('is found in a linked worktree and in a clone with SHA-256', async () => {
    clone.git('worktree', 'add', '-q', 'tree');
    expect(await blame(2, 'tree/src/pay.ts')).toMatchObject({ author: 'Grace' });
    const other = aClone('--object-format=sha256');
    other.write('a.ts', 'x\n');
    other.commit('Ada', 'New', monday);
    const text = { path: join(other.path, 'a.ts'), line: 1, text: 'x\n' };
    const answer = await blameLine(text, { environment: environment(), platform: process.platform });
    other.dispose();
    expect(answer).toMatchObject({ kind: 'committed', author: 'Ada' });
  });

  it('is found in a shallow clone, as far as it goes', async () => {
    const shallow = aFolder();
    clone.git('clone', '-q', '--depth', '1', `file://${clone.path}`, join(shallow.path, 'clone'));
    const path = join(shallow.path, 'clone/src/pay.ts');
    const line = { path, line: 1, text: readFileSync(path, 'utf8') };
    const answer = await blameLine(line, { environment: environment(), platform: process.platform });
    shallow.dispose();
    expect(answer).toMatchObject({ kind: 'committed', author: 'Grace' });
  });
});

describe('why it is not known', () => {
  it('is told: no git, no clone, no commit', async () => {
    const path = join(clone.path, 'src/pay.ts');
    const bare = { environment: { PATH: '' }, platform: 'win32' as const };
    expect(await blameLine({ path, line: 1, text: '' }, bare)).toEqual({
      ...{ kind: 'unknown', words: 'Git is not on the PATH, so who changed this line is not known.' },
    });
    rmSync(join(clone.path, '.git'), { recursive: true });
    expect(await blame(1)).toEqual({ kind: 'unknown', words: 'This file is in no Git clone.' });
    clone.git('init', '-q');
    expect(await blame(1)).toEqual({ kind: 'unknown', words: 'This Git clone has no commit yet.' });
  });

  it('is told when git does not trust the owner, with the way to allow it', async () => {
    clone.write(
      'bin/git',
      '#!/bin/sh\necho "fatal: detected dubious ownership in repository at \'/x\'" >&2\nexit 128\n',
      0o755,
    );
    const refused = await blame(1, 'src/pay.ts', { PATH: join(clone.path, 'bin') });
    expect(refused.kind === 'unknown' && refused.words).toContain("safe.directory '/x'");
  });

  it('is told when the clone claims to be somewhere else', async () => {
    mkdirSync(join(clone.path, 'elsewhere'));
    clone.git('config', 'core.worktree', join(clone.path, 'elsewhere'));
    expect(await blame(1)).toEqual({ kind: 'unknown', words: 'This file is in no Git clone.' });
  });
});

/** `filter.evil.clean` is the key `clean` of the section `filter "evil"`. */
function configLine(name: string, value: string): string {
  const [section = '', ...rest] = name.split('.');
  const key = rest.pop() ?? '';
  const head = rest.length === 0 ? section : `${section} "${rest.join('.')}"`;
  return `[${head}]\n\t${key} = "${value}"\n`;
}

it.skipIf(process.platform === 'win32')('runs no program that a repository names', async () => {
  const trap = join(clone.path, 'trap');
  const program = clone.write('evil.sh', `#!/bin/sh\necho "$0 $*" >> "${trap}"\ncat\n`, 0o755);
  clone.write('.gitattributes', '* filter=evil diff=evil\n');
  clone.write('.git/info/attributes', '* filter=evil diff=evil merge=evil\n');
  for (const hook of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'post-checkout'])
    clone.write(`.git/hooks/${hook}`, `#!/bin/sh\necho hook >> "${trap}"\n`, 0o755);
  const settings = [
    ...['core.fsmonitor', 'core.pager', 'core.sshCommand', 'core.editor', 'core.askPass', 'core.gitProxy'],
    ...['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'diff.external', 'diff.evil.textconv'],
    ...['diff.evil.command', 'merge.evil.driver', 'pager.blame', 'pager.rev-parse', 'credential.helper', 'gpg.program'],
    ...['alias.blame', 'alias.rev-parse', 'alias.cat-file', 'uploadpack.packObjectsHook', 'remote.evil.uploadpack'],
    ...['core.alternateRefsCommand', 'interactive.diffFilter', 'trace2.eventTarget'],
  ];
  const others = {
    ...{ 'filter.evil.required': 'true', 'remote.evil.url': `ext::${program}`, 'remote.evil.promisor': 'true' },
    ...{ 'extensions.partialClone': 'evil', 'core.repositoryFormatVersion': '1', 'protocol.ext.allow': 'always' },
    'core.hooksPath': join(clone.path, '.git/hooks'),
  };
  const programs = settings.map((name) => [name, name.startsWith('alias') ? `!${program}` : program]);
  const config = [...programs, ...Object.entries(others)].map(([name = '', value = '']) => configLine(name, value));
  appendFileSync(join(clone.path, '.git/config'), config.join(''));
  rmSync(trap, { force: true });
  // The trap works: git itself falls into it.
  expect(() => clone.git('hash-object', '--path=src/pay.ts', 'src/pay.ts')).toThrow();
  expect(existsSync(trap)).toBe(true);
  rmSync(trap);
  clone.write('src/pay.ts', 'one\nTWO\nthree and more\n');
  expect(await blame(2)).toMatchObject({ kind: 'committed', author: 'Grace', dirty: true });
  // A missing object is not fetched.
  const objects = join(clone.path, '.git/objects');
  const blob = clone.git('rev-parse', 'HEAD~1^{tree}');
  rmSync(join(objects, blob.slice(0, 2), blob.slice(2)));
  await blame(2);
  expect(existsSync(trap) ? readFileSync(trap, 'utf8') : '').toBe('');
});

it('leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('stacktray-git-'));
  await blame(2);
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith('stacktray-git-'));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
  expect(clone.git('status', '--short')).toBe('');
});
