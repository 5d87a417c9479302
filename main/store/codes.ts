/** Words as the small numbers that the tables hold. Numbers, once used, keep their meaning. */
import type { ItemStatus } from '../../shared/item.ts';
import { levelNumber, levelOfNumber, type Level } from '../../shared/level.ts';
import type { Protocol } from '../../shared/occurrence.ts';

/** 1 to 3 are Rollbar's own numbers, so that its query language can be answered as stored. */
export const statusCode: Record<ItemStatus, number> = { active: 1, resolved: 2, muted: 3, archived: 4 };
export const protocolCode: Record<Protocol, number> = { rollbar: 1, sentry: 2, posthog: 3 };
export const levelCode: Record<Level, number> = levelNumber;

export function statusOf(code: number): ItemStatus {
  return wordOf(statusCode, code);
}

export function protocolOf(code: number): Protocol {
  return wordOf(protocolCode, code);
}

export function levelOf(code: number): Level {
  const level = levelOfNumber(code);
  if (level === undefined) throw new Error(`no level has the number ${String(code)}`);
  return level;
}

function wordOf<Word extends string>(codes: Record<Word, number>, code: number): Word {
  for (const word in codes) if (codes[word] === code) return word;
  throw new Error(`no word has the number ${String(code)}`);
}
