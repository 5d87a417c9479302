/**
 * The door of the room that speaks to applications: HTTP in the words of their SDKs on one side, canonical occurrences
 * on the other. Only the text of a report is stored; `readStored` makes the same occurrence of it again.
 */
import type { Server } from 'node:http';
import type { Occurrence, Protocol } from '../../shared/occurrence.ts';
import type { Account } from './account.ts';
import type { Intake } from './intake.ts';
import type { Library } from './library.ts';
import { createListener } from './listener.ts';
import type { Queries } from './queries.ts';
import type { Meta } from './route.ts';
import { readStoredItem } from './rollbar/read-stored.ts';
import { createRollbar } from './rollbar/routes.ts';
import { sendStoredItem } from './rollbar/send-stored.ts';

export type { Authorization, Intake, IntakeSettings, RefusedReport, Report } from './intake.ts';
export type { Meta } from './route.ts';
export { isInProject } from './rollbar/in-project.ts';
/** Posts a kept report to a collector of the protocol that it came by; Rollbar's is the only one that is taken. */
export { sendStoredItem as sendStored };

/**
 * An HTTP server that hands reports to the intake, and answers what clients ask about them as far as there are `queries`,
 * a `library` and an `account` behind it. It does not listen yet. Bugs are logged whole, tokens never.
 */
export function createIngestServer(
  intake: Intake,
  options: { log?: (line: string) => void; queries?: Queries; library?: Library; account?: Account } = {},
): Server {
  const { log = logToStderr, queries = null, library = null, account = null } = options;
  return createListener({ vendor: createRollbar({ queries, library, account }), intake, log });
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
