/** The parts of a report that its full text tells apart. */
export const wordColumns = ['message', 'frames', 'locals', 'request', 'custom', 'telemetry', 'other'] as const;
export type WordColumn = (typeof wordColumns)[number];
