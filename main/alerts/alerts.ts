/**
 * Which notifications follow from what arrived. Pure: arrivals, rules and the time are handed in, what is to be shown
 * comes out together with what has to be remembered.
 */
export { decideAlerts, nothingTold, type AlertMemory } from './decide-alerts.ts';
export { trialAlert } from './alert-words.ts';
export type { Arrival } from './arrival.ts';
