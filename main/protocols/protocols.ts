/**
 * The door of the room that speaks to applications: HTTP in the words of their SDKs on one side, canonical occurrences
 * on the other. Only the text of a report is stored; `readStored` makes the same occurrence of it again.
 */
import type { Server } from 'node:http';
import type { Occurrence, Protocol } from '../../shared/occurrence.ts';
import type { Intake } from './intake.ts';
import { createListener } from './listener.ts';
import type { Meta } from './route.ts';
import { readStoredItem } from './rollbar/read-stored.ts';
import { rollbar } from './rollbar/routes.ts';

export type { Accepted, Authorization, Intake, IntakeSettings, RefusedReport, Report } from './intake.ts';
export type { Meta } from './route.ts';

/** An HTTP server that hands reports to the intake. It does not listen yet. Bugs are logged whole, tokens never. */
export function createIngestServer(intake: Intake, options: { log?: (line: string) => void } = {}): Server {
  const { log = logToStderr } = options;
  return createListener({ vendor: rollbar, intake, log });
}

/**
 * The occurrence of a kept report. Pure, and never throws: what cannot be read is a defect of the occurrence. Reports of
 * other protocols than Rollbar's have never been taken, so there is one reader.
 */
export function readStored(protocol: Protocol, raw: string, meta: Meta): Occurrence {
  return { ...readStoredItem(raw, meta), protocol };
}

function logToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
