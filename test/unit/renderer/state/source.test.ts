import { expect, it } from 'vitest';
import { createSource, type SourceState } from '../../../../renderer/state/source.svelte.ts';
import { createToasts, type Toasts } from '../../../../renderer/state/toasts.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { FrameSource, OpenAnswer, SourceSettings } from '../../../../shared/source.ts';
import { createStage, type Stage } from '../stage.ts';

const settings: SourceSettings = {
  projects: [{ projectId: 1, mappings: [{ prefix: '/srv', folder: '/code' }] }],
  ...{ editor: { kind: 'automatic' }, editors: [] },
};
const onDisk: FrameSource = {
  ...{ kind: 'found', path: '/code/a.ts', from: 1, lines: ['a'], failing: 0, differs: null, note: null },
};
const address = { occurrenceId: 5, exception: 0, frame: 2 };

interface Scene {
  stage: Stage;
  source: SourceState;
  toasts: Toasts;
  answers: { read: FrameSource; open: () => OpenAnswer };
}

async function scene(): Promise<Scene> {
  const answers: Scene['answers'] = { read: onDisk, open: () => ({ kind: 'opened', editor: 'Zed' }) };
  const stage = createStage({
    'source.settings': () => settings,
    'source.read': () => answers.read,
    'source.blame': () => ({ kind: 'uncommitted' }),
    'source.open': () => answers.open(),
    'source.suggest': () => [{ prefix: '/srv', folder: '' }],
    'source.map': ({ projectId, mappings }) =>
      mappings.some(({ folder }) => folder === '')
        ? { kind: 'problems', problems: [{ index: 0, field: 'folder', words: 'Choose the folder.' }] }
        : { kind: 'saved', settings: { ...settings, projects: [{ projectId, mappings }] } },
    'source.chooseEditor': ({ editor }) =>
      editor.kind === 'own' ? { kind: 'problem', words: 'No.' } : { kind: 'saved', settings: { ...settings, editor } },
  });
  const toasts = createToasts(stage.later);
  const source = createSource(stage, toasts, null);
  await source.load();
  return { stage, source, toasts, answers };
}

const namesOf = (stage: Stage): string[] => stage.asked.map(({ name }) => name);

it('asks nothing for frames of a project without folders', async () => {
  const { stage, source } = await scene();
  const disk = source.frame(2, address);
  await disk.look();
  expect([disk.isMapped, disk.source]).toEqual([false, null]);
  expect(namesOf(stage)).toEqual(['source.settings']);
});

it('asks for the code and then for who changed its failing line', async () => {
  const { stage, source, answers } = await scene();
  const disk = source.frame(1, address);
  await disk.look();
  expect([disk.source, disk.blame]).toEqual([onDisk, { kind: 'uncommitted' }]);
  expect(source.frame(1, address)).toBe(disk);
  answers.read = { kind: 'absent', reason: 'not-there', words: 'gone' };
  await disk.look();
  expect([disk.source, disk.blame]).toEqual([answers.read, null]);
  expect(namesOf(stage).filter((name) => name === 'source.blame')).toHaveLength(1);
  expect(source.frame(1, { ...address, occurrenceId: 6 })).not.toBe(disk);
});

it('says how opening went', async () => {
  const { source, toasts, answers } = await scene();
  await source.open(address);
  expect(toasts.list).toMatchObject([{ tone: 'plain', words: 'Opened in Zed' }]);
  answers.open = () => ({ kind: 'failed', words: 'No editor.', advice: 'Choose one.' });
  await source.open(address);
  answers.open = () => {
    throw new Refusal('not-found', 'gone');
  };
  await source.open(address);
  expect(toasts.list.filter(({ tone }) => tone === 'refused')).toMatchObject([
    { words: 'No editor.', more: 'Choose one.' },
    { words: 'This is not there any more', more: 'Go back to the list.' },
  ]);
});

it('keeps folders when they can be used, and looks at the disk anew', async () => {
  const { source } = await scene();
  const disk = source.frame(1, address);
  expect(await source.map(1, [{ prefix: '/srv', folder: '' }])).toMatchObject([{ words: 'Choose the folder.' }]);
  expect(source.mappingsOf(1)).toEqual([{ prefix: '/srv', folder: '/code' }]);
  expect(await source.map(1, [{ prefix: '/srv', folder: '/other' }])).toEqual([]);
  expect(source.mappingsOf(1)).toEqual([{ prefix: '/srv', folder: '/other' }]);
  expect(source.frame(1, address)).not.toBe(disk);
  await source.suggest(1);
  expect(source.suggestions[1]).toEqual([{ prefix: '/srv', folder: '' }]);
});

it('keeps an editor, or says what is wrong with it', async () => {
  const { source } = await scene();
  expect(await source.chooseEditor({ kind: 'own', template: '' })).toBe('No.');
  expect(await source.chooseEditor({ kind: 'known', id: 'zed' })).toBeNull();
  expect(source.settings?.editor).toEqual({ kind: 'known', id: 'zed' });
});
