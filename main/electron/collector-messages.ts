/** What the window's process and the collector's process say to each other. */
import type { UtilityProcess } from 'electron';

/** The collector's process, as far as it is used. */
export type CollectorProcess = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill'>;

/** The collector's only argument, as JSON. */
export interface CollectorStart {
  dataFolder: string;
  port: number;
  /** By the command line or the environment. */
  isPortGiven: boolean;
  version: string;
  /** Saves what can be read of a damaged database before it starts. */
  repair: boolean;
}

export type CollectorMessage =
  /** It takes reports and pages. */
  | { kind: 'ready' }
  /** It cannot start, and starting it again would not help; the reason is a sentence for the person. */
  | { kind: 'refused'; reason: string; canRepair: boolean }
  /** How far the repair is. */
  | { kind: 'repairing'; done: number; total: number }
  /** It ends now, and is to be started again. */
  | { kind: 'restart'; repair: boolean };

export type CollectorOrder =
  /** Comes with a message port: a page's end of the contract. */
  | { kind: 'page' }
  /** Finish what was accepted, and end. */
  | { kind: 'stop' };
