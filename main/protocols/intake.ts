/**
 * What the protocols ask of the program behind them. The collector implements it; a test can, too.
 * An answer is sent to the SDK only after `accept` has resolved, which is after the commit.
 */
import type { Protocol } from '../../shared/occurrence.ts';
import type { TokenScope } from '../../shared/project.ts';

export interface Intake {
  settings(): IntakeSettings;
  /** Synchronous and cheap; a token that is not known yet is judged by the settings. Never throws. */
  authorize(token: string, scopes: TokenScope[]): Authorization;
  /**
   * Counts one request of a token that has a limit; null for one that has none, which costs nothing. Called after
   * everything else has been checked (rollbar.md 2.3). Never throws.
   */
  countRequest(token: string): CountedRequest | null;
  /** Resolves once the report is on disk. Rejects with a Refusal when it cannot be (nothing was kept then). */
  accept(report: Report): Promise<void>;
  /** Resolves when what was accepted so far can be read: whoever reads waits for this first. Never rejects. */
  settled(): Promise<void>;
  /** Keeps a delivery that is being answered with a refusal. Never throws, returns at once. */
  keepRefused(delivery: RefusedReport): void;
  now(): number;
  /** A new UUID, dashed, lower case. */
  newUuid(): string;
}

export interface IntakeSettings {
  /** Refuse what the hosted service refuses; off by default, so that no error is lost. */
  strict: boolean;
  /** The largest body, in bytes after inflation. */
  maxBodyBytes: number;
}

export type Authorization =
  /** `unknown` tokens get a project of their own when their first report is accepted. */
  | { kind: 'known'; projectId: number }
  /** A token of the account: it opens all these projects, and a request has to say which it means. */
  | { kind: 'account'; projectIds: number[] }
  | { kind: 'unknown' }
  | { kind: 'refused'; reason: 'unknown' | 'disabled' | 'too-many-projects' }
  | { kind: 'refused'; reason: 'scope'; has: TokenScope[] };

/** Where a token with a limit stands. */
export interface CountedRequest {
  /** More than the limit: the request is to be refused. */
  isOver: boolean;
  /** Requests per window. */
  limit: number;
  remaining: number;
  /** Unix milliseconds. */
  windowEndsAt: number;
}

/** A report that may be stored: it is what the protocol asks for. A repeat of a uuid is stored once. */
export interface Report {
  token: string;
  protocol: Protocol;
  uuid: string;
  /** Unix milliseconds. */
  receivedAt: number;
  /** The payload as received, as text, tokens taken out: what `readStored` of its protocol reads. */
  raw: string;
  remoteAddress: string;
}

export interface RefusedReport {
  protocol: Protocol;
  method: string;
  path: string;
  status: number;
  reason: string;
  /** The token that came along, if any: only used to find the project, never stored. */
  token: string | null;
  userAgent: string | null;
  /** What was received of the body (inflated where that worked), tokens taken out, and how many bytes it had in all. */
  body: Buffer;
  bytes: number;
}
