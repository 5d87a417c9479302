/**
 * Reads the body of a request, and no more of it than the limit allows, before and after inflation. It never fails: what
 * cannot be taken comes back with its reason and with what was received of it, so that it can be kept.
 */
import type { IncomingMessage } from 'node:http';
import { keptBodyBytes } from '../../shared/refused-delivery.ts';
import { codingsOf, inflate } from './inflate.ts';

export type Body =
  | { kind: 'whole'; body: Buffer; bytes: number }
  | { kind: 'refused'; body: Buffer; bytes: number; status: number; message: string; headers: Record<string, string> };

/** So much beyond the limit is read and dropped, so that the sender gets to read the answer. In bytes. */
const drainedBytes = 33_554_432;

const tooLarge = 'request entity too large';

interface Limits {
  /** Bytes, after inflation. */
  limit: number;
  /** Called right before reading: sends `100 Continue` to a sender that waits for it; null when none does. */
  proceed: (() => void) | null;
}

/**
 * 413 for too much, 400 for a broken or unfinished body, 415 for an unknown coding (rollbar.md 1.8, 1.9). Resolves when
 * the sender has sent everything, given up, or sent far too much.
 */
export async function readBody(request: IncomingMessage, { limit, proceed }: Limits): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit && proceed !== null)
    return { kind: 'refused', body: Buffer.alloc(0), bytes: 0, ...refusal(413, tooLarge), headers: closing };
  proceed?.();
  const received = await receive(request, declared > limit ? { limit, kept: keptBodyBytes } : { limit, kept: limit });
  const { bytes, end } = received;
  const body = received.chunks.length === 1 ? (received.chunks[0] as Buffer) : Buffer.concat(received.chunks);
  if (end === 'whole') return decodeBody(request, { body, bytes, limit });
  const kept = request.headers['content-encoding'] === undefined ? body.subarray(0, keptBodyBytes) : Buffer.alloc(0);
  if (end === 'broken') return { kind: 'refused', body: kept, bytes, ...refusal(400, 'the body ended too early') };
  const headers = end === 'endless' ? closing : {};
  return { kind: 'refused', body: kept, bytes, ...refusal(413, tooLarge), headers };
}

const closing = { Connection: 'close' };

function refusal(
  status: number,
  message: string,
): { status: number; message: string; headers: Record<string, string> } {
  return { status, message, headers: {} };
}

async function decodeBody(
  request: IncomingMessage,
  { body, bytes, limit }: { body: Buffer; bytes: number; limit: number },
): Promise<Body> {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || bytes === 0) return { kind: 'whole', body, bytes };
  const inflated = await inflate(body, codingsOf(encoding), limit);
  if (inflated.kind === 'inflated') return { kind: 'whole', body: inflated.bytes, bytes };
  const kept = inflated.bytes.subarray(0, keptBodyBytes);
  switch (inflated.kind) {
    case 'too-large':
      return { kind: 'refused', body: kept, bytes, ...refusal(413, tooLarge) };
    case 'corrupt':
      return { kind: 'refused', body: kept, bytes, ...refusal(400, `the ${inflated.coding} body is corrupt`) };
    case 'unknown':
      return {
        ...{ kind: 'refused', body: kept, bytes },
        ...{ status: 415, message: 'unknown content encoding', headers: { 'Accept-Encoding': 'gzip, deflate, br' } },
      };
  }
}

interface Received {
  chunks: Buffer[];
  bytes: number;
  /** `large`: all of it came, more than allowed; `endless`: it was not worth waiting for the rest. */
  end: 'whole' | 'large' | 'endless' | 'broken';
}

function receive(request: IncomingMessage, { limit, kept }: { limit: number; kept: number }): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (end: Received['end']): void => {
      resolve({ chunks, bytes, end });
    };
    request.on('data', (chunk: Buffer) => {
      const room = kept - bytes;
      bytes += chunk.length;
      if (room > 0) chunks.push(chunk.length <= room ? chunk : chunk.subarray(0, room));
      if (bytes > limit + drainedBytes) finish('endless');
    });
    request.on('end', () => {
      finish(bytes > limit ? 'large' : 'whole');
    });
    // An aborted upload ends in an error and in `close` without `end`.
    request.on('error', () => {
      finish('broken');
    });
    request.on('close', () => {
      finish('broken');
    });
  });
}
