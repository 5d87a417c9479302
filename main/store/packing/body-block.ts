/**
 * Several bodies as one compressed block. The directory says for each body how far its id is from the one before, and how
 * many bytes of UTF-8 it has, as numbers of seven bits a byte. Pure.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

export interface Body {
  occurrenceId: number;
  text: string;
}

export interface Block {
  firstId: number;
  lastId: number;
  directory: Buffer;
  bytes: Buffer;
}

/** A block that has a page of the database for itself wastes nothing of it: 16 kB less what SQLite needs. */
export const fullBlockBytes = 16_300;
/** Of texts, in characters. More would save little, and reading one body would take more than a millisecond. */
export const mostInBlock = { characters: 393_216, bodies: 512 };
/** The only one so far; numbers are never used again. */
export const brotliEncoding = 1;

/** Beyond it, compressing takes several times as long and saves a hundredth. */
const quality = 5;

/** Of bodies in the order of their ids, at least one. Its range may begin before the first of them. */
export function packBlock(bodies: readonly Body[], firstId = bodies[0]?.occurrenceId ?? 0): Block {
  const texts = bodies.map(({ text }) => Buffer.from(text, 'utf8'));
  const ids = bodies.map(({ occurrenceId }) => occurrenceId);
  const numbers = ids.flatMap((id, index) => [id - (ids[index - 1] ?? firstId), texts[index]?.length ?? 0]);
  const all = Buffer.concat(texts);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: all.length,
  };
  const bytes = brotliCompressSync(all, { params });
  return { firstId, lastId: ids.at(-1) ?? firstId, directory: asBytes(numbers), bytes };
}

/** Where each body is in the unpacked bytes, by its id; `firstId` as in the block. */
export function readDirectory(firstId: number, directory: Buffer): Map<number, { start: number; end: number }> {
  const places = new Map<number, { start: number; end: number }>();
  const numbers = numbersIn(directory);
  let [id, start] = [firstId, 0];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    id += numbers[at] ?? 0;
    const end = start + (numbers[at + 1] ?? 0);
    places.set(id, { start, end });
    start = end;
  }
  return places;
}

export function sizeOf({ directory, bytes }: Pick<Block, 'directory' | 'bytes'>): number {
  return directory.length + bytes.length;
}

export function unpackBytes(encoding: number, bytes: Buffer): Buffer {
  if (encoding !== brotliEncoding) throw new Error(`a block of bodies has the unknown encoding ${String(encoding)}`);
  return brotliDecompressSync(bytes);
}

function asBytes(numbers: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    while (rest > 127) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

function numbersIn(bytes: Buffer): number[] {
  const numbers: number[] = [];
  let [number, weight] = [0, 1];
  for (const byte of bytes) {
    number += (byte % 128) * weight;
    weight *= 128;
    if (byte > 127) continue;
    numbers.push(number);
    [number, weight] = [0, 1];
  }
  return numbers;
}
