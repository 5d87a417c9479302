/** Takes content codings off a body, counting while it inflates: a small body can hold a huge one (rollbar.md 1.8). */
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** `bytes` is what came out before it went wrong. */
export type Inflated =
  { kind: 'inflated' | 'too-large'; bytes: Buffer } | { kind: 'corrupt' | 'unknown'; bytes: Buffer; coding: string };

const decoders: Record<string, (bytes: Buffer) => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: (bytes) => (hasZlibHeader(bytes) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
};
/** Nobody means more than a few; each one costs a pass. */
const mostCodings = 4;
/** So many bodies are inflated at once: each can become as large as the limit, and a crowd of them must not. */
const mostAtOnce = 4;

/** The codings of a Content-Encoding header in the order in which they were applied, `identity` left out. */
export function codingsOf(header: string): string[] {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'identity');
}

/** Undoes the codings, last one first. No stage gives out more than `most` bytes. */
export async function inflate(bytes: Buffer, codings: string[], most: number): Promise<Inflated> {
  const unknown = codings.find((coding, index) => !Object.hasOwn(decoders, coding) || index >= mostCodings);
  if (unknown !== undefined) return { kind: 'unknown', bytes, coding: unknown };
  await turn();
  try {
    let current = bytes;
    for (const coding of codings.toReversed()) {
      const stage = await inflateOnce(coding, current, most);
      if (stage.kind !== 'inflated') return stage;
      current = stage.bytes;
    }
    return { kind: 'inflated', bytes: current };
  } finally {
    done();
  }
}

let running = 0;
const queue: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
  else running += 1;
}

/** The place goes to the next one without becoming free in between. */
function done(): void {
  const next = queue.shift();
  if (next) next();
  else running -= 1;
}

function inflateOnce(coding: string, bytes: Buffer, most: number): Promise<Inflated> {
  return new Promise((resolve) => {
    const decoder = (decoders[coding] as (bytes: Buffer) => Transform)(bytes);
    const parts: Buffer[] = [];
    let total = 0;
    decoder.on('data', (part: Buffer) => {
      total += part.length;
      if (total <= most) parts.push(part);
      else {
        decoder.destroy();
        resolve({ kind: 'too-large', bytes: Buffer.concat(parts) });
      }
    });
    decoder.on('end', () => {
      resolve({ kind: 'inflated', bytes: Buffer.concat(parts) });
    });
    decoder.on('error', () => {
      resolve({ kind: 'corrupt', bytes: Buffer.concat(parts), coding });
    });
    decoder.end(bytes);
  });
}

/** `deflate` should be a zlib stream (RFC 1950); many senders mean the raw stream inside. */
function hasZlibHeader(bytes: Buffer): boolean {
  if (bytes.length < 2) return false;
  return ((bytes[0] as number) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}
