/** The five levels, least severe first. Numbers are the ones Rollbar uses in comparisons (rollbar.md 2.2). */
export const levels = ['debug', 'info', 'warning', 'error', 'critical'] as const;
export type Level = (typeof levels)[number];

export const levelNumber: Record<Level, number> = { debug: 10, info: 20, warning: 30, error: 40, critical: 50 };

/** The level with this number, or undefined when no level has it. */
export function levelOfNumber(number: number): Level | undefined {
  return levels.find((level) => levelNumber[level] === number);
}
