/** Source maps that builds upload, and what becomes of reports that came before and after. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Frame } from '../../shared/occurrence.ts';
import { aSourceMap } from '../unit/a-source-map.ts';
import { askApi } from './rollbar-client.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';
import { builtUrl, mappings, minifiedData, source, symbolsOf, upload, uploadMap } from './symbol-client.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
  expect(running.log).toEqual([]);
});

/** The frames of the newest occurrence of the newest item, oldest call first. */
async function frames(): Promise<Frame[]> {
  const [item] = await running.items();
  const { occurrence } = await running.client.call('occurrences.latest', { itemId: item?.id ?? 0 });
  return occurrence.exceptions[0]?.frames ?? [];
}

it('tells frames of built code as places in the source, with the code around them', async () => {
  expect(await uploadMap(running)).toEqual({ status: 200, message: '' });
  await running.post(minifiedData());
  expect(await frames()).toMatchObject([
    { file: 'src/shop.js', line: 4, column: 10, code: '  return total(cart.lines);', inProject: true },
    {
      ...{ file: 'src/shop.js', line: 8, column: 19, function: 'total', code: '  return lines[0].price;' },
      mapping: { kind: 'mapped', minified: { file: builtUrl, line: 1, column: 40, function: 'n' } },
    },
  ]);
  expect(await running.items()).toMatchObject([
    { title: 'TypeError: x is undefined', culprit: 'src/shop.js in total' },
  ]);
});

it('groups reports of two builds by their source, although a minifier renamed everything', async () => {
  await uploadMap(running);
  const shifted = mappings.map(({ at: [line, column], ...rest }) => ({
    ...rest,
    at: [line, column + 5] as [number, number],
  }));
  await uploadMap(running, { version: '1.1', source_map: aSourceMap(shifted, { 'src/shop.js': source }) });
  await running.post(minifiedData());
  const data = minifiedData({ client: { javascript: { code_version: '1.1' } } }, { outer: 'r', inner: 'e' });
  const text = JSON.stringify(data).replace('"colno":20', '"colno":25').replace('"colno":40', '"colno":45');
  await running.post(JSON.parse(text) as typeof data);
  expect(await running.items()).toMatchObject([{ totalOccurrences: 2 }]);
});

it('shows reports that came before the upload in the source, and leaves them where they were grouped', async () => {
  await running.post(minifiedData());
  const [before] = await running.items();
  expect(before?.culprit).toBe('assets/main.js in n');
  await uploadMap(running);
  expect((await frames()).map(({ file }) => file)).toEqual(['src/shop.js', 'src/shop.js']);
  await expect.poll(async () => (await running.items())[0]?.culprit).toBe('src/shop.js in total');
  expect(await running.items()).toMatchObject([{ id: before?.id, title: before?.title, totalOccurrences: 1 }]);
});

it.each([
  ['another scheme', 'http://shop.example/assets/main.js'],
  ['no scheme', '//shop.example/assets/main.js'],
  ['a query and capitals in the host', 'https://Shop.Example/assets/main.js?v=2'],
])('finds a map that was uploaded for %s', async (_what, minified_url) => {
  await uploadMap(running, { minified_url });
  await running.post(minifiedData());
  expect((await frames())[1]).toMatchObject({ file: 'src/shop.js', mapping: { kind: 'mapped' } });
});

it.each([
  ['of another version', { version: '2.0' }, 'no-map'],
  ['of another file', { minified_url: 'https://shop.example/assets/other.js' }, 'no-map'],
  ['that ends before the place', { source_map: aSourceMap([{ at: [2, 1], from: [1, 1] }]) }, 'not-covered'],
])('says why a frame is as it was sent when there is only a map %s', async (_what, more, problem) => {
  await uploadMap(running, more);
  await running.post(minifiedData());
  expect((await frames())[1]).toMatchObject({ file: builtUrl, mapping: { kind: 'failed', problem, version: '1.0' } });
});

it('says that a column is missing', async () => {
  await uploadMap(running);
  const frame = { filename: builtUrl, lineno: 1, method: 'n' };
  await running.post(minifiedData({ body: { trace: { frames: [frame], exception: { class: 'E', message: 'm' } } } }));
  expect((await frames())[0]?.mapping).toEqual({ kind: 'failed', problem: 'no-column', version: '1.0' });
});

it('leaves frames of other projects alone', async () => {
  await uploadMap(running);
  await running.post(minifiedData(), 'f'.repeat(32));
  const [frame] = await frames();
  expect(frame).toMatchObject({ file: builtUrl });
  expect(frame?.mapping).toBeUndefined();
});

it('takes code from sources that were uploaded beside the map', async () => {
  await uploadMap(running, { source_map: aSourceMap(mappings, null), 'src/shop.js': new TextEncoder().encode(source) });
  await running.post(minifiedData());
  expect((await frames())[1]).toMatchObject({
    code: '  return lines[0].price;',
    before: expect.any(Array) as string[],
  });
  expect(await symbolsOf(running)).toMatchObject([{ sources: 1 }]);
});

it('uses the last map that was uploaded for a file, also after a restart', async () => {
  await uploadMap(running);
  await running.post(minifiedData());
  const later = aSourceMap([{ at: [1, 1], from: [7, 1], source: 'src/later.js' }]);
  await uploadMap(running, { source_map: later });
  expect((await frames())[1]).toMatchObject({ file: 'src/later.js' });
  await running.restart();
  expect((await frames())[1]).toMatchObject({ file: 'src/later.js' });
  expect(await symbolsOf(running)).toHaveLength(1);
});

it('shows frames as they were sent once the map is deleted', async () => {
  await uploadMap(running);
  await running.post(minifiedData());
  const [file] = await symbolsOf(running);
  expect(file).toMatchObject({ kind: 'sourcemap', version: '1.0', identifier: '//shop.example/assets/main.js' });
  await running.client.call('symbols.delete', { ids: [file?.id ?? 0] });
  expect((await frames())[1]).toMatchObject({ file: builtUrl });
  expect(await symbolsOf(running)).toEqual([]);
});

it('maps reports of Node, whose files are paths', async () => {
  await uploadMap(running, { minified_url: 'file:///srv/shop/dist/main.js' });
  const frame = { filename: '/srv/shop/dist/main.js', lineno: 1, colno: 39, method: 'n' };
  const body = { trace: { frames: [frame], exception: { class: 'E', message: 'm' } } };
  const notifier = { name: 'node_rollbar', version: '3.1.0' };
  await running.post({ environment: 'production', code_version: '1.0', notifier, body });
  expect((await frames())[0]).toMatchObject({ file: 'src/shop.js', line: 8 });
});

it('gives a project to a token that nobody knows, since builds come before errors', async () => {
  const token = 'd'.repeat(32);
  expect(await uploadMap(running, { access_token: token })).toMatchObject({ status: 200 });
  await running.post(minifiedData(), token);
  expect((await frames())[1]).toMatchObject({ file: 'src/shop.js' });
});

it('pages through the files of a project', async () => {
  for (const version of ['1', '2', '3']) await uploadMap(running, { version });
  const first = await running.client.call('symbols.list', { projectId: 1, cursor: null, limit: 2 });
  const last = await running.client.call('symbols.list', { projectId: 1, cursor: first.next, limit: 2 });
  expect([...first.rows, ...last.rows].map(({ version }) => version)).toEqual(['3', '2', '1']);
  expect(last.next).toBeNull();
});

it.each([
  ['without a version', { version: '' }, 'version is missing'],
  ['without a URL', { minified_url: '' }, 'minified_url is missing'],
  ['without a map', { source_map: '' }, 'source_map is missing'],
  ['with text for a map', { source_map: 'function () {}' }, 'not JSON'],
  ['with a map of version 2', { source_map: '{"version":2,"sources":[],"mappings":""}' }, 'version 3'],
  ['without mappings', { source_map: '{"version":3,"sources":[]}' }, 'no mappings'],
  ['with broken mappings', { source_map: '{"version":3,"sources":["a"],"mappings":5}' }, 'no mappings'],
  ['with a line break in the URL', { minified_url: 'https://shop.example/a\n.js' }, 'control characters'],
])('refuses an upload %s, and keeps what was refused', async (_what, fields, words) => {
  const answer = await uploadMap(running, fields);
  expect(answer.status).toBe(422);
  expect(answer.message).toContain(words);
  expect(await symbolsOf(running)).toEqual([]);
  const { rows } = await running.client.call('refused.list', { cursor: null, limit: 10 });
  expect(rows).toMatchObject([{ path: '/api/1/sourcemap', status: 422, projectId: 1 }]);
  const { body } = await running.client.call('refused.get', { id: rows[0]?.id ?? 0 });
  expect(body).not.toContain(running.collector.status().token);
});

it('fetches nothing from anywhere', async () => {
  const answer = await upload(running, '/sourcemap/download', { version: '1.0', minified_url: builtUrl });
  expect(answer).toMatchObject({ status: 422, message: expect.stringContaining('does not fetch') as string });
});

it('gives frames in the source to API clients, too, in the words of what was posted', async () => {
  await running.post(minifiedData());
  await uploadMap(running);
  const expected = { filename: 'src/shop.js', lineno: 8, colno: 19, method: 'total', code: '  return lines[0].price;' };
  const { body } = await askApi(running, { path: '/instances' });
  const { instances } = body.result as { instances: { id: number; data: { body: object } }[] };
  expect(instances[0]?.data.body).toMatchObject({ trace: { frames: [{ lineno: 4 }, expected] } });
  const one = await askApi(running, { path: `/instance/${String(instances[0]?.id)}` });
  expect(one.body.result).toMatchObject({ data: { body: { trace: { frames: [{ lineno: 4 }, expected] } } } });
});
