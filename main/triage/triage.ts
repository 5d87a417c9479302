/** What an occurrence or a person's command does to an item. Pure: no clock, no store; the caller writes the result. */
export { decideOnCommand, type CommandDecision } from './on-command.ts';
export { decideOnOccurrence, type OccurrenceDecision } from './on-occurrence.ts';
export { nextVersions } from './next-versions.ts';
export { decideOnMarks, type MarksDecision } from './on-marks.ts';
export { decideInStorm, type StormWindow } from './storm-guard.ts';
