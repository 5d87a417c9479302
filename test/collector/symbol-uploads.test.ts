/** Bundles of source maps, and symbols of Apple, Android and Flutter applications. */
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSourceMap } from '../unit/a-source-map.ts';
import { askApi } from './rollbar-client.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';
import { mappings, minifiedData, source, symbolsOf, upload } from './symbol-client.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

const map = strToU8(aSourceMap(mappings, { 'src/shop.js': source }));

/** Asks for an address as rollbar-cli does; returns what to put there. */
async function signedPath(version = '1.0', prefix_url = 'https://shop.example/'): Promise<string> {
  const path = '/signed_url/sourcemap_bundle';
  const { status, body } = await askApi(running, { method: 'POST', path, body: { version, prefix_url } });
  expect({ status, err: body.err }).toEqual({ status: 200, err: 0 });
  const { signed_url, project_id } = body.result as { signed_url: string; project_id: number };
  expect(project_id).toBe(1);
  expect(signed_url).toContain(`${running.collector.status().ingest.url}/api/1`);
  return signed_url.replace(/^.*\/api\/1/, '');
}

async function put(path: string, files: Record<string, Uint8Array>): Promise<{ status: number; message: string }> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const body = Buffer.from(zipSync(files));
  const answer = await askApi(running, { method: 'PUT', path, token: null, headers, body });
  return { status: answer.status, message: answer.body.message ?? '' };
}

const manifest = (version: string): Uint8Array =>
  strToU8(JSON.stringify({ projectID: 1, version, baseUrl: 'https://shop.example/' }));

async function fileOfNewestFrame(): Promise<string | undefined> {
  const [item] = await running.items();
  const { occurrence } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
  return occurrence.exceptions[0]?.frames.at(-1)?.file;
}

it.each(['assets/main.js.map', 'main.js.map'])(
  'takes a bundle of source maps, with folders or without: %s',
  async (name) => {
    const answer = await put(await signedPath(), { 'manifest.json': manifest('1.0'), [name]: map });
    expect(answer).toEqual({ status: 200, message: '' });
    await running.post(minifiedData());
    expect(await fileOfNewestFrame()).toBe('src/shop.js');
  },
);

it('takes one bundle per address, within the hour', async () => {
  const path = await signedPath();
  expect((await put(path, { 'main.js.map': map })).status).toBe(200);
  expect(await put(path, { 'main.js.map': map })).toMatchObject({ status: 403 });
  const late = await signedPath();
  running.clock.now += 3_600_001;
  expect(await put(late, { 'main.js.map': map })).toMatchObject({ status: 403 });
});

it.each<[string, Record<string, Uint8Array>, string]>([
  ['of another version', { 'manifest.json': manifest('2.0'), 'a.js.map': map }, 'another version'],
  ['whose names climb out of their folder', { '../../a.js.map': map }, 'no plain path'],
  ['whose names are absolute', { '/etc/a.js.map': map }, 'no plain path'],
  ['without maps', { 'a.js': map }, 'no source maps'],
  ['with something else for a map', { 'a.js.map': map, 'b.js.map': strToU8('{}') }, 'b.js.map: source_map is not'],
])('refuses a bundle %s', async (_what, files, words) => {
  const answer = await put(await signedPath(), files);
  expect(answer.status).toBe(422);
  expect(answer.message).toContain(words);
  expect(await symbolsOf(running)).toEqual([]);
});

it('refuses a body that is no zip, and an address asked for without a version', async () => {
  const body = Buffer.from('PK, but nothing else');
  const broken = await askApi(running, { method: 'PUT', path: await signedPath(), token: null, body });
  expect(broken).toMatchObject({ status: 422, body: { message: 'Invalid format. The body is not a zip file.' } });
  const path = '/signed_url/sourcemap_bundle';
  const asked = await askApi(running, { method: 'POST', path, body: { prefix_url: '//shop.example' } });
  expect(asked).toMatchObject({ status: 422 });
  const stranger = await askApi(running, { method: 'POST', path, token: 'e'.repeat(32), body: { version: '1' } });
  expect(stranger).toMatchObject({ status: 403 });
});

it('keeps and lists symbols of Apple, Android and Flutter applications', async () => {
  const dsym = new Uint8Array(zipSync({ 'Shop.dSYM/Contents/Info.plist': strToU8('<plist/>') }));
  await upload(running, '/dsym', { version: '42', bundle_identifier: 'com.example.shop', dsym });
  const mapping = new Uint8Array(strToU8('com.example.Cart -> a.a:\n    int total() -> b\n'));
  await upload(running, '/proguard', { version: '1.2', mapping });
  await upload(running, '/fluttersymbols', { version: '1.3', flutter_symbols: new Uint8Array([127, 69, 76, 70]) });
  expect(await symbolsOf(running)).toMatchObject([
    { kind: 'flutter', version: '1.3', bytes: 4 },
    { kind: 'proguard', version: '1.2', identifier: 'mapping.file' },
    { kind: 'dsym', version: '42', identifier: 'com.example.shop', uploadedAt: running.clock.now },
  ]);
});

it.each<[string, string, [Record<string, string>, string]]>([
  ['a dSYM that is no zip', '/dsym', [{ dsym: 'text' }, 'dsym is not a zip file']],
  ['a mapping that is none', '/proguard', [{ version: '1', mapping: 'text' }, 'mapping is not']],
  ['Flutter symbols without a version', '/fluttersymbols', [{ flutter_symbols: 'x' }, 'version is missing']],
  ['Flutter symbols that are missing', '/fluttersymbols', [{ version: '1' }, 'flutter_symbols is missing']],
])('refuses %s', async (_what, path, [fields, words]) => {
  const answer = await upload(running, path, fields);
  expect(answer.status).toBe(422);
  expect(answer.message).toContain(words);
});

it('refuses uploads without a token, of another type, broken or too large', async () => {
  const path = '/sourcemap';
  const form = (boundary: string): Record<string, string> => ({
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
  });
  const send = async (body: string | Buffer, headers: Record<string, string>, token?: null): Promise<number> =>
    (await askApi(running, { method: 'POST', path, body, headers, ...(token === null ? { token } : {}) })).status;
  expect(await send('--b\r\n\r\n', form('b'))).toBe(400);
  expect(await send('{"version":"1"}', { 'Content-Type': 'application/json' })).toBe(400);
  expect(await send('--b--', form('b'), null)).toBe(401);
  expect(await send(Buffer.alloc(64 * 1024 * 1024 + 1), form('b'))).toBe(413);
});

it('is closed to pages of other sites', async () => {
  const headers = { Host: 'evil.example' };
  expect((await askApi(running, { method: 'POST', path: '/sourcemap', headers, body: '' })).status).toBe(403);
  const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
  const answer = await askApi(running, { method: 'OPTIONS', path: '/sourcemap', headers: preflight });
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  // A form needs no preflight, but a browser says where it comes from.
  const form = { Origin: 'https://evil.example', 'Content-Type': 'multipart/form-data; boundary=b' };
  const posted = await askApi(running, { method: 'POST', path: '/sourcemap', headers: form, body: '--b--' });
  expect(posted).toMatchObject({ status: 403, body: { message: expect.stringContaining('web pages') as string } });
});
