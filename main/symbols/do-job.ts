/** Does the jobs of the symbol thread. Bad files are answers; only bugs throw. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { PackedBytes, StoredSymbols } from '../../shared/symbol-file.ts';
import { BundleError, readBundle } from './bundle.ts';
import { createKeptMaps, type KeptMaps } from './kept-maps.ts';
import { readSourceMap, SourceMapError, type SourceMap } from './source-map.ts';
import type { Packed, SymbolAnswers, SymbolJob, Traced, Unpacked } from './symbol-jobs.ts';

const deflate = promisify(deflateRaw);

/** In bytes, of maps that have been read. */
const mostMemory = 256 * 1024 * 1024;

/** Jobs may overlap: compressing runs on the thread pool. */
export function createJobs(): (job: SymbolJob) => Promise<SymbolAnswers[SymbolJob['kind']]> {
  const kept = createKeptMaps(mostMemory);
  return async (job) => {
    switch (job.kind) {
      case 'pack':
        return pack(job);
      case 'unpack':
        return unpack(job.zip);
      case 'trace':
        return trace(kept, job);
    }
  };
}

async function pack({ bytes, isSourceMap }: Extract<SymbolJob, { kind: 'pack' }>): Promise<Packed> {
  if (isSourceMap) {
    const problem = problemOf(bytes);
    if (problem !== null) return { kind: 'refused', problem };
  }
  return { kind: 'packed', content: await packed(bytes) };
}

async function unpack(zip: Uint8Array): Promise<Unpacked> {
  try {
    const { manifest, maps } = readBundle(zip);
    const content: { name: string; content: PackedBytes }[] = [];
    for (const { name, bytes } of maps) {
      const problem = problemOf(bytes);
      if (problem !== null) return { kind: 'refused', problem: `${name}: ${problem}` };
      content.push({ name, content: await packed(bytes) });
    }
    return { kind: 'unpacked', manifest, maps: content };
  } catch (error) {
    if (error instanceof BundleError) return { kind: 'refused', problem: error.message };
    throw error;
  }
}

function trace(kept: KeptMaps, job: Extract<SymbolJob, { kind: 'trace' }>): Traced {
  const map = kept.get(job.fileId) ?? (job.symbols && loaded(job.symbols));
  if (map === null) return { kind: 'not-loaded' };
  if (map === 'unreadable') return { kind: 'unreadable' };
  kept.keep(job.fileId, map);
  const found = job.places.map((place) => map.trace(place));
  return { kind: 'traced', found: job.wantsCode ? found : found.map((one) => one && { ...one, excerpt: null }) };
}

function loaded({ packed, sources }: StoredSymbols): SourceMap | 'unreadable' {
  const texts = new Map(sources.map((source) => [source.name, textOf(inflateRawSync(source.packed))]));
  try {
    return readSourceMap(textOf(inflateRawSync(packed)), texts);
  } catch (error) {
    if (error instanceof SourceMapError) return 'unreadable';
    throw error;
  }
}

function problemOf(map: Uint8Array): string | null {
  try {
    readSourceMap(textOf(map), new Map());
    return null;
  } catch (error) {
    if (error instanceof SourceMapError) return error.message;
    throw error;
  }
}

async function packed(bytes: Uint8Array): Promise<PackedBytes> {
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest());
  return { sha256, size: bytes.length, packed: new Uint8Array(await deflate(bytes)) };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
