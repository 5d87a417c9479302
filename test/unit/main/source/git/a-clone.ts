/** A real repository of a test's own, with a history of two commits by different people. */
import { execFileSync } from 'node:child_process';
import { aFolder, type AFolder } from '../a-folder.ts';

export interface AClone extends AFolder {
  git(...words: string[]): string;
  commit(author: string, subject: string, at: number): void;
}

export function aClone(...initWords: string[]): AClone {
  const folder = aFolder();
  const git = (...words: string[]): string => run(folder.path, words);
  git('init', '-q', ...initWords);
  return {
    ...folder,
    git,
    commit: (author, subject, at) => {
      git('add', '-A');
      const date = `${String(at / 1000)} +0000`;
      const mail = `${author.toLowerCase()}@example.net`;
      const words = [
        '-c',
        `user.name=${author}`,
        '-c',
        `user.email=${mail}`,
        'commit',
        '-q',
        '--no-verify',
        '-m',
        subject,
      ];
      run(folder.path, words, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
    },
  };
}

function run(cwd: string, words: string[], more: Record<string, string> = {}): string {
  const env = { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1', ...more };
  return execFileSync('git', words, { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
}
