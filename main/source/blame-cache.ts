/** Answers about lines, remembered while neither the file nor what was asked has changed, for a short time. */
import { hash } from 'node:crypto';
import type { BlameAnswer } from '../../shared/source.ts';
import type { LineOnDisk } from './git/blame-line.ts';

const most = 200;
/** A commit in the meantime changes the answer without changing the file. */
const staysMs = 30_000;

/** `now` in unix milliseconds. The same question asked while it is being answered is asked once. */
export function rememberBlames(
  ask: (line: LineOnDisk) => Promise<BlameAnswer>,
  now: () => number,
): (line: LineOnDisk) => Promise<BlameAnswer> {
  const answers = new Map<string, { at: number; answer: Promise<BlameAnswer> }>();
  return (line) => {
    const key = JSON.stringify([line.path, line.line, hash('sha256', line.text)]);
    const known = answers.get(key);
    if (known && now() - known.at < staysMs) return known.answer;
    answers.delete(key);
    const answer = ask(line);
    answers.set(key, { at: now(), answer });
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
