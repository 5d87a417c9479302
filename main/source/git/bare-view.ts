/**
 * A view of a clone that holds its commits and nothing else. A repository's configuration and attributes can name
 * programs (file monitors, filters, text converters, fetching of missing objects) that git then runs; here it reads a
 * configuration of ours, no attributes at all, and borrows only the objects.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clone } from './find-clone.ts';
import { runGit, type GitOutput, type GitRun } from './run-git.ts';

export interface BareView {
  run(words: readonly string[], input?: string): Promise<GitOutput>;
}

/** Makes the view, lets `work` use it, and takes it away again. */
export async function withBareView<Result>(
  clone: Clone,
  git: Pick<GitRun, 'program' | 'environment'>,
  work: (view: BareView) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'stacktray-git-'));
  try {
    const gitFolder = join(folder, 'view');
    const empty = join(folder, 'empty');
    const noConfig = join(folder, 'config');
    await makeView(gitFolder, clone);
    await mkdir(empty);
    await writeFile(noConfig, '');
    const variables = {
      ...{ GIT_DIR: gitFolder, GIT_WORK_TREE: empty, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: noConfig },
      ...{ HOME: empty, XDG_CONFIG_HOME: empty },
    };
    return await work({
      run: (words, input = '') => runGit(['--no-pager', ...words], { ...git, folder: empty, variables, input }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeView(folder: string, { objects, head, objectFormat, shallow }: Clone): Promise<void> {
  await mkdir(join(folder, 'objects', 'info'), { recursive: true });
  await mkdir(join(folder, 'refs'));
  const version = objectFormat === 'sha1' ? '0' : '1';
  const extension = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${objectFormat}\n`;
  await writeFile(
    join(folder, 'config'),
    `[core]\n\trepositoryFormatVersion = ${version}\n\tbare = false\n${extension}`,
  );
  await writeFile(join(folder, 'HEAD'), `${head}\n`);
  await writeFile(join(folder, 'objects', 'info', 'alternates'), `${JSON.stringify(objects)}\n`);
  if (shallow !== '') await writeFile(join(folder, 'shallow'), shallow);
}
