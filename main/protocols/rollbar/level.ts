/** Levels as Rollbar's clients write them: names in any case, or the numbers of rollbar.md 2.2. */
import { levelOfNumber, levels, type Level } from '../../../shared/level.ts';

const byName = new Map<string, Level>(levels.map((level) => [level, level]));

/** Undefined for what is no level. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value === 'number') return levelOfNumber(value);
  if (typeof value !== 'string') return undefined;
  return byName.get(value) ?? byName.get(value.toLowerCase());
}
