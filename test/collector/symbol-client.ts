/** Uploads of symbol files for a test, as multipart forms with the token as a field. */
import type { JsonObject } from '../../shared/json.ts';
import type { SymbolFile } from '../../shared/symbol-file.ts';
import { aSourceMap, type Mapping } from '../unit/a-source-map.ts';
import type { RunningCollector } from './running-collector.ts';

export type Fields = Record<string, string | Uint8Array<ArrayBuffer>>;

export const builtUrl = 'https://shop.example/assets/main.js';
export const source = `import { total } from './total.js';

export function checkOut(cart) {
  return total(cart.lines);
}

export function total(lines) {
  return lines[0].price;
}
`;

/** `checkOut` calls `total` at 1:20 of the built file, which fails at 1:40; minifiers call both by other names. */
export const mappings: Mapping[] = [
  { at: [1, 20], from: [4, 10], name: 'total' },
  { at: [1, 40], from: [8, 19] },
];

/** Texts are fields, bytes are files. */
export async function upload(
  running: RunningCollector,
  path: string,
  fields: Fields,
): Promise<{ status: number; message: string }> {
  const { ingest, token } = running.collector.status();
  const form = new FormData();
  for (const [name, value] of Object.entries({ access_token: token, ...fields })) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, new Blob([value]), `${name}.file`);
  }
  const response = await fetch(`${ingest.url}/api/1${path}`, { method: 'POST', body: form });
  const body = (await response.json()) as { message?: string };
  return { status: response.status, message: body.message ?? '' };
}

/** The map of `mappings` for version 1.0, unless `more` says otherwise. */
export function uploadMap(running: RunningCollector, more: Fields = {}): Promise<{ status: number; message: string }> {
  const map = aSourceMap(mappings, { 'src/shop.js': source });
  return upload(running, '/sourcemap', { version: '1.0', minified_url: builtUrl, source_map: map, ...more });
}

/** As a browser reports the error of the built file, whose names and places a minifier made. */
export function minifiedData(more: JsonObject = {}, names = { outer: 't', inner: 'n' }): JsonObject {
  return {
    environment: 'production',
    platform: 'browser',
    client: { javascript: { code_version: '1.0' } },
    request: { url: 'https://shop.example/cart' },
    body: {
      trace: {
        frames: [
          { filename: builtUrl, lineno: 1, colno: 20, method: names.outer },
          { filename: builtUrl, lineno: 1, colno: 40, method: names.inner },
        ],
        exception: { class: 'TypeError', message: 'x is undefined' },
      },
    },
    ...more,
  };
}

export async function symbolsOf(running: RunningCollector, projectId = 1): Promise<SymbolFile[]> {
  return (await running.client.call('symbols.list', { projectId, cursor: null, limit: 1000 })).rows;
}
