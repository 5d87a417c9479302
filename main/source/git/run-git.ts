/** Runs the `git` program: without a shell, without a terminal, within a time and an amount of output. */
import { execFile } from 'node:child_process';

export interface GitRun {
  /** Absolute: a repository may hold a program of that name. */
  program: string;
  environment: NodeJS.ProcessEnv;
  folder: string;
  /** Variables of git, over the usual ones. */
  variables?: Record<string, string>;
  /** Standard input. */
  input?: string;
}

export type GitOutput =
  { kind: 'done'; text: string } | { kind: 'failed'; error: string } | { kind: 'too-slow' } | { kind: 'too-much' };

const timeLimitMs = 10_000;
const mostOutputBytes = 4 * 1024 * 1024;

/** Resolves in any case. `words` begin with git's own options. */
export function runGit(words: readonly string[], run: GitRun): Promise<GitOutput> {
  return new Promise((resolve) => {
    const child = execFile(
      run.program,
      [...words],
      {
        ...{ cwd: run.folder, env: environmentOf(run), encoding: 'utf8', windowsHide: true },
        ...{ timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: mostOutputBytes },
      },
      (error, text, errorText) => {
        if (!error) resolve({ kind: 'done', text });
        else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') resolve({ kind: 'too-much' });
        else if (error.killed) resolve({ kind: 'too-slow' });
        else resolve({ kind: 'failed', error: errorText.trim() || error.message });
      },
    );
    // It may end before it has read everything.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(run.input ?? '');
  });
}

/** Nothing of what points a git at another repository, and nothing that could ask, page, fetch or write. */
function environmentOf({ environment, variables = {} }: GitRun): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(?:GIT_|SSH_ASKPASS$|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ...{ LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_REPLACE_OBJECTS: '1' },
    ...{ GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_PAGER: '', GIT_ATTR_NOSYSTEM: '1' },
    ...variables,
  };
}
