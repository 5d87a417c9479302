/** Frames of stored reports, and the folders and the editor that a person has set for them. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FrameAddress, PathMapping } from '../../shared/source.ts';
import { aFolder, type AFolder } from '../unit/main/source/a-folder.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
let folder: AFolder;
beforeEach(async () => {
  [running, folder] = [await runCollector(), aFolder()];
  folder.write('code/src/checkout.ts', Array.from({ length: 9 }, (_, at) => `line ${String(at + 1)}\n`).join(''));
  folder.write('secret.txt', 'secret');
});
afterEach(async () => {
  await running.dispose();
  folder.dispose();
  expect(running.log).toEqual([]);
});

/** The in-project frame of a report. */
async function reported(more = {}): Promise<{ address: FrameAddress; projectId: number }> {
  await running.post(errorData(more));
  const [item] = await running.items();
  if (!item) throw new Error('no item');
  const { id } = await running.client.call('occurrences.latest', { itemId: item.id });
  return { address: { occurrenceId: id, exception: 0, frame: 1 }, projectId: item.projectId };
}
const code = (): string => join(folder.path, 'code');
const map = (projectId: number, mappings: PathMapping[]) => running.client.call('source.map', { projectId, mappings });

it('reads a frame’s code once its project has a folder, also after a restart', async () => {
  const { address, projectId } = await reported();
  expect(await running.client.call('source.read', address)).toMatchObject({ kind: 'absent', reason: 'not-mapped' });
  expect(await running.client.call('source.suggest', { projectId })).toEqual([{ prefix: '/srv/shop', folder: '' }]);
  await map(projectId, [{ prefix: '/srv/shop', folder: code() }]);
  await running.restart();
  const found = await running.client.call('source.read', address);
  expect(found).toMatchObject({ kind: 'found', path: join(code(), 'src/checkout.ts'), failing: 6 });
  expect(await running.client.call('source.blame', address)).toMatchObject({ kind: 'unknown' });
  await map(projectId, []);
  expect((await running.client.call('source.settings', {})).projects).toEqual([]);
});

it('does not save a folder that is not there, and keeps the folders of other projects', async () => {
  const { projectId } = await reported();
  await map(projectId + 1, [{ prefix: '', folder: code() }]);
  const answer = await map(projectId, [{ prefix: '', folder: join(code(), 'none') }]);
  expect(answer).toMatchObject({ kind: 'problems', problems: [{ index: 0, field: 'folder' }] });
  const { projects } = await running.client.call('source.settings', {});
  expect(projects).toEqual([{ projectId: projectId + 1, mappings: [{ prefix: '', folder: code() }] }]);
});

it('never leads out of the folder, whatever a report names', async () => {
  symlinkSync(folder.path, join(code(), 'up'));
  const names = [
    '/srv/shop/../../secret.txt',
    '/srv/shop/up/secret.txt',
    '/srv/shop/%2e%2e/secret.txt',
    '../secret.txt',
  ];
  const frames = [...names, join(folder.path, 'secret.txt')].map((filename) => ({ filename, lineno: 1, method: 'x' }));
  const { address, projectId } = await reported({
    body: { trace: { frames, exception: { class: 'Hostile', message: 'read me' } } },
  });
  await map(projectId, [
    { prefix: '/srv/shop', folder: code() },
    { prefix: '', folder: code() },
    { prefix: '/', folder: code() },
  ]);
  await running.client.call('source.chooseEditor', { editor: { kind: 'own', template: 'true {file}' } });
  for (const frame of frames.keys()) {
    expect(await running.client.call('source.read', { ...address, frame })).toMatchObject({ kind: 'absent' });
    expect(await running.client.call('source.open', { ...address, frame })).toMatchObject({ kind: 'failed' });
  }
});

it.skipIf(process.platform === 'win32')('opens a frame in the editor of one’s choice', async () => {
  const { address, projectId } = await reported();
  await map(projectId, [{ prefix: '/srv/shop', folder: code() }]);
  const words = join(folder.path, 'words');
  const editor = folder.write('my editor', `#!/bin/sh\nprintf '%s\\n' "$@" > "${words}"\n`, 0o755);
  const refused = { editor: { kind: 'own' as const, template: 'my-editor {line}' } };
  expect(await running.client.call('source.chooseEditor', refused)).toMatchObject({ kind: 'problem' });
  expect(await running.client.call('source.chooseEditor', { editor: { kind: 'known', id: 'edlin' } })).toMatchObject({
    kind: 'problem',
  });
  await running.client.call('source.chooseEditor', { editor: { kind: 'own', template: `'${editor}' +{line} {file}` } });
  await running.restart();
  expect(await running.client.call('source.open', address)).toEqual({ kind: 'opened', editor: 'my editor' });
  expect(readFileSync(words, 'utf8')).toBe(`+7\n${join(code(), 'src/checkout.ts')}\n`);
});

it('says when a frame is not there', async () => {
  const { address } = await reported();
  for (const wrong of [{ frame: 2 }, { exception: 1 }, { occurrenceId: 999 }])
    await expect(running.client.call('source.read', { ...address, ...wrong })).rejects.toMatchObject({
      code: 'not-found',
    });
});
