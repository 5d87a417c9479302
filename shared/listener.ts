/** Where reports are taken and how large they may be: what can be set about the listener. */

export interface ListenerSettings {
  /** The port that a person chose, else the one that Stacktray was started with. */
  wantedPort: number;
  /** The command line or the environment named a port, which counts again at the next start. */
  isPortGiven: boolean;
  /** The largest report, in bytes after inflation. */
  maxBodyBytes: number;
}

/** What became of the wish for another port. When it was refused, the listener stays where it was. */
export type PortAnswer =
  { kind: 'moved'; settings: ListenerSettings; url: string } | { kind: 'refused'; reason: string };

/**
 * Bounds of the largest report, in bytes. Smaller ones would refuse what SDKs send as a rule; of larger ones a single
 * write could ask for more room than the spool has.
 */
export const bodyBounds = { least: 65_536, usual: 1_048_576, most: 4_194_304 } as const;

export const portBounds = { least: 1, most: 65_535 } as const;
