/**
 * What the listener and a vendor's folder say to each other: one delivery in, one reply out. The listener knows
 * sockets and no vendor; a vendor knows its words and no sockets.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Intake } from './intake.ts';

/** A request whose body is complete, or as complete as it will get. */
export interface Delivery {
  method: string;
  /** Without the query: that may hold a token. */
  path: string;
  /** What stands in the path in place of each `:name` of the route, decoded. */
  params: Record<string, string>;
  /** After the `?`, undecoded; empty when there is none. */
  query: string;
  headers: IncomingHttpHeaders;
  remoteAddress: string;
  /** After inflation; of a body that could not be taken only the kept part. */
  body: Buffer;
  /** How many bytes came in all. */
  bytes: number;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Why a delivery is not taken, for the sender and for the list of refused deliveries. */
export interface Refused {
  status: number;
  message: string;
  /** For the list, when the message holds something that must not be kept. */
  reason?: string;
  headers?: Record<string, string>;
}

/** What was known about a report when it came, beside its payload. */
export interface Meta {
  /** Unix milliseconds. */
  receivedAt: number;
  remoteAddress: string;
  /** The uuid that the occurrence is known by: the client's, or the one made on receipt. */
  uuid: string;
}

export const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
export type Method = (typeof methods)[number];

export interface Route {
  method: Method;
  /** Parts of it may be names: `/item/:id`. */
  path: string;
  /**
   * May any web page call it (CORS)? What is not `open` stays closed: to other pages, and to requests that name another
   * host than this computer, since that is how a page would get around CORS (DNS rebinding).
   */
  open: boolean;
  /** Does it take what a program tells on its own? Such a delivery is kept when it is refused. */
  isReport?: boolean;
  /** The largest body, in bytes after inflation, where it is another than the usual one. */
  maxBodyBytes?: number;
  /** Gets its body, inflated, unless it is a GET. Rejects with a Refusal when something cannot be stored. */
  handle(delivery: Delivery, intake: Intake): Reply | Promise<Reply>;
}

export interface Vendor {
  routes: Route[];
  /** Headers of every reply; `now` in unix milliseconds. */
  headers(now: number): Record<string, string>;
  /** The vendor's error envelope. */
  failure(refused: Refused): Reply;
  /** Keeps the delivery, tokens taken out, and words the refusal. */
  refuse(delivery: Delivery, intake: Intake, refused: Refused): Reply;
}
