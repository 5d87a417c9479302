/** Starts an editor beside this program, never through a shell, and hears whether it could be started. */
import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { OpenAnswer } from '../../shared/source.ts';
import type { EditorCommand } from './choose-editor.ts';
import { fillWords, type OpenPlace } from './command-template.ts';

export interface StartOptions {
  environment: NodeJS.ProcessEnv;
  /** How long an editor may take to say that it cannot, in ms; one that still runs then is open. */
  patienceMs?: number;
}

/** What a person's editor would have without us. */
const usualUmask = 0o022;

/** Resolves in any case. */
export async function startEditor(
  command: EditorCommand,
  place: OpenPlace,
  { environment, patienceMs = 1500 }: StartOptions,
): Promise<OpenAnswer> {
  const advice = 'Try the command in a terminal, or choose another editor in Settings.';
  const failed = (words: string): OpenAnswer => ({ kind: 'failed', words, advice });
  let child: ChildProcess;
  try {
    child = spawnApart(command, place, environment);
  } catch (error) {
    return failed(`${command.program} could not be started: ${String(error)}.`);
  }
  const ended = await endOf(child, patienceMs);
  child.unref();
  if (ended === 'running' || ended === 0) return { kind: 'opened', editor: command.name };
  if (typeof ended === 'number') return failed(`${command.program} ended at once with code ${String(ended)}.`);
  return failed(`${command.program} could not be started: ${ended.message}.`);
}

/** What the collector writes is for its owner alone; files of an editor are not ours to close. */
function spawnApart({ program, words }: EditorCommand, place: OpenPlace, environment: NodeJS.ProcessEnv): ChildProcess {
  const before = process.umask(usualUmask);
  try {
    return spawn(program, fillWords(words, place), {
      ...{
        cwd: dirname(place.file),
        env: withoutOwn(environment),
        stdio: 'ignore',
        detached: true,
        windowsHide: false,
      },
    });
  } finally {
    process.umask(before);
  }
}

/** Editors made with Electron would take variables that were meant for this program for their own. */
function withoutOwn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(?:ELECTRON_|STACKTRAY_|NODE_OPTIONS$|NODE_CHANNEL_|VITE)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

/** The exit code (a signal counts as 1), the error that kept it from starting, or `running`. */
function endOf(child: ChildProcess, patienceMs: number): Promise<number | Error | 'running'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve('running');
    }, patienceMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve(error);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}
