/**
 * Reports as bytes in the spool. What was accepted at the same moment is one frame: a header that says which frame of all
 * it is, and a checksum by which one that a crash has torn is told from a whole one.
 */
import { crc32 } from 'node:zlib';
import type { Protocol } from '../../shared/occurrence.ts';

/** All that storing a report needs. */
export interface SpooledReport {
  token: string;
  protocol: Protocol;
  uuid: string;
  /** Unix milliseconds. */
  receivedAt: number;
  remoteAddress: string;
  /** The payload as text, tokens taken out. */
  raw: string;
  /** The occurrence as JSON, when it is not what reading `raw` gives: its frames were told by source maps. */
  mapped: string | null;
}

export interface FrameHeader {
  /** Frames are numbered in the order of their writing; no number is used twice. */
  position: number;
  /** Reports in it. */
  count: number;
  /** With its header, in bytes. */
  length: number;
}

export const headerBytes = 24;
const magic = 0x53545350;
const lengthBytes = 4;

/** One frame, ready to be written. */
export function encodeFrame(position: number, reports: SpooledReport[]): Buffer {
  const parts = reports.map(({ raw, ...rest }) => ({ raw, rest: JSON.stringify(rest) }));
  let length = headerBytes;
  for (const { raw, rest } of parts) length += 2 * lengthBytes + Buffer.byteLength(rest) + Buffer.byteLength(raw);
  const frame = Buffer.allocUnsafe(length);
  let at = headerBytes;
  for (const { raw, rest } of parts) at = writeText(frame, raw, writeText(frame, rest, at));
  frame.writeUInt32LE(magic, 0);
  frame.writeUInt32LE(length, 4);
  frame.writeBigUInt64LE(BigInt(position), 8);
  frame.writeUInt32LE(reports.length, 16);
  frame.writeUInt32LE(checksumOf(frame), 20);
  return frame;
}

/** What the first bytes say; null when no frame begins there. */
export function readHeader(bytes: Buffer): FrameHeader | null {
  if (bytes.length < headerBytes || bytes.readUInt32LE(0) !== magic) return null;
  const length = bytes.readUInt32LE(4);
  return length < headerBytes
    ? null
    : { position: Number(bytes.readBigUInt64LE(8)), count: bytes.readUInt32LE(16), length };
}

export function isWhole(frame: Buffer): boolean {
  return readHeader(frame)?.length === frame.length && frame.readUInt32LE(20) === checksumOf(frame);
}

/** The reports of a whole frame. */
export function decodeFrame(frame: Buffer): SpooledReport[] {
  const reports: SpooledReport[] = [];
  for (let at = headerBytes; at < frame.length;) {
    const rest = readText(frame, at);
    const raw = readText(frame, rest.end);
    reports.push({ ...(JSON.parse(rest.text) as Omit<SpooledReport, 'raw'>), raw: raw.text });
    at = raw.end;
  }
  return reports;
}

function checksumOf(frame: Buffer): number {
  return crc32(frame.subarray(headerBytes), crc32(frame.subarray(0, 20)));
}

function writeText(frame: Buffer, text: string, at: number): number {
  const written = frame.write(text, at + lengthBytes);
  frame.writeUInt32LE(written, at);
  return at + lengthBytes + written;
}

function readText(frame: Buffer, at: number): { text: string; end: number } {
  const start = at + lengthBytes;
  const end = start + frame.readUInt32LE(at);
  return { text: frame.toString('utf8', start, end), end };
}
