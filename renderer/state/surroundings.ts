/** What state modules need from outside, so that a test can hand in its own. */
import type { Client } from '../../shared/client.ts';

export interface Surroundings {
  client: Client;
  /** Unix milliseconds. */
  now: () => number;
  /** A new UUID. */
  newId: () => string;
  later: Later;
}

/** Runs something after that many milliseconds; the returned function calls it off. */
export type Later = (run: () => void, ms: number) => () => void;

export const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => {
    clearTimeout(timer);
  };
};
