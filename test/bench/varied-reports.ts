/** Reports of a stored past: those of the load, by many people, of several versions, environments and levels. */
import { randomFrom } from './random.ts';

export interface VariedReport {
  text: string;
  uuid: string;
}

const random = randomFrom(7);
const people = 5000;
const versions = 30;
const levels = ['critical', 'error', 'error', 'error', 'warning', 'warning', 'info', 'debug'];

/** `number` counts the reports: later ones are of later versions, since a version is replaced by the next. */
export function reportOf(body: Buffer, number: number): VariedReport {
  const text = body.toString('utf8');
  const word = /B[a-z]{5}/.exec(text)?.[0] ?? '';
  // What an item is stays the same: its environment and level go with its word.
  const kind = [...word].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const person = String(Math.floor(random() * people));
  return {
    uuid: /"uuid":"([^"]+)"/.exec(text)?.[1] ?? '',
    text: text
      .replace('"environment":"production"', `"environment":"${kind % 7 === 0 ? 'staging' : 'production'}"`)
      .replace('"level":"error"', `"level":"${levels[kind % levels.length] ?? 'error'}"`)
      .replace('"code_version":"4.12.1"', `"code_version":"4.${String(Math.floor(number / 5000) % versions)}.1"`)
      .replace('"id":"4711","username":"robin"', `"id":"${person}","username":"robin${person}"`),
  };
}
