/** A delivery that was answered with a refusal. It is kept so that nothing disappears in silence. */
import type { Protocol } from './occurrence.ts';

/** At most so much of a refused body is kept, in bytes. */
export const keptBodyBytes = 262_144;

export interface RefusedDelivery {
  id: number;
  receivedAt: number;
  protocol: Protocol;
  method: string;
  path: string;
  /** The HTTP status that the sender got. */
  status: number;
  /** The message that the sender got. */
  reason: string;
  projectId: number | null;
  userAgent: string | null;
  /** Bytes as received; the kept body may be shorter. */
  bytes: number;
}

export interface RefusedDeliveryDetail extends RefusedDelivery {
  /** The kept part of the body as text, tokens taken out. */
  body: string;
  truncated: boolean;
}
