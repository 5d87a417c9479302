import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseEditor, editorOptions, type EditorCommand } from '../../../../main/source/choose-editor.ts';
import { knownEditors } from '../../../../main/source/editors.ts';
import { findProgram, type Surroundings } from '../../../../main/source/find-program.ts';
import { startEditor } from '../../../../main/source/start-editor.ts';
import { aFolder, type AFolder } from './a-folder.ts';

let folder: AFolder;
let surroundings: Surroundings;
beforeEach(() => {
  folder = aFolder();
  // None of the usual folders below it, so that only what a test puts here is found where names are not usual.
  surroundings = { environment: { PATH: join(folder.path, 'bin'), HOME: folder.path }, platform: 'linux' };
});
afterEach(() => {
  folder.dispose();
});

const place = { file: '/code/my file $(touch x); .ts', line: 7, column: 3 };
/** An editor that writes down its words and a few variables. */
const fakeEditor = (name = 'code', end = ''): string =>
  folder.write(
    `bin/${name}`,
    `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder.path}/words"\nprintf '%s' "$ELECTRON_RUN_AS_NODE$NODE_OPTIONS" > "${folder.path}/own"\numask > "${folder.path}/umask"\n${end}`,
    0o755,
  );
const written = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

describe('a program', () => {
  it('is found in the folders of the PATH', async () => {
    const path = fakeEditor('my-editor');
    expect(await findProgram('my-editor', surroundings)).toBe(path);
    expect(await findProgram(path, surroundings)).toBe(path);
  });

  it('is not found where it may not be run, nor by a way from the current folder', async () => {
    const path = folder.write('bin/not-run', '#!/bin/sh\n', 0o644);
    for (const name of ['not-run', path, './my-editor', 'bin/my-editor', '', 'none'])
      expect([name, await findProgram(name, surroundings)]).toEqual([name, null]);
    fakeEditor('my-editor');
    expect(await findProgram('my-editor', { ...surroundings, environment: { PATH: 'bin::.' } })).toBeNull();
  });
});

describe('the editor that is chosen', () => {
  it('is known by its program', async () => {
    const program = fakeEditor('webstorm');
    expect(await chooseEditor({ kind: 'known', id: 'webstorm' }, surroundings)).toEqual({
      ...{ kind: 'command', name: 'WebStorm', program },
      words: ['--line', '{line}', '--column', '{column}', '{file}'],
    });
    expect((await editorOptions(surroundings)).find(({ id }) => id === 'webstorm')).toMatchObject({ found: true });
  });

  it('is the first that is found where nobody has chosen', async () => {
    const program = fakeEditor('code');
    expect(await chooseEditor({ kind: 'automatic' }, surroundings)).toMatchObject({ program });
  });

  it('runs in a terminal where it has no window', async () => {
    const vim = fakeEditor('nvim');
    const program = fakeEditor('kitty');
    expect(await chooseEditor({ kind: 'known', id: 'neovim' }, surroundings)).toEqual({
      ...{ kind: 'command', name: 'Neovim in a terminal', program, words: [vim, '+{line}', '{file}'] },
    });
  });

  it('is told as missing with what to do', async () => {
    expect(await chooseEditor({ kind: 'known', id: 'rider' }, surroundings)).toMatchObject({
      ...{ kind: 'none', words: 'Rider was not found on this computer.' },
      advice: expect.stringContaining('`rider`') as string,
    });
    expect(await chooseEditor({ kind: 'known', id: 'none' }, surroundings)).toMatchObject({ kind: 'none' });
    expect(await chooseEditor({ kind: 'own', template: 'my-editor {file}' }, surroundings)).toMatchObject({
      words: 'my-editor was not found, or may not be run.',
    });
  });

  it('has a name and words of its own in the table', () => {
    expect(new Set(knownEditors.map(({ id }) => id)).size).toBe(knownEditors.length);
    for (const { words } of knownEditors) expect(words.join(' ')).toMatch(/\{file\}/);
  });
});

describe.skipIf(process.platform === 'win32')('starting an editor', () => {
  const commandOf = (program: string): EditorCommand => ({
    ...{ kind: 'command', name: 'Editor', program, words: ['--goto', '{file}:{line}:{column}'] },
  });
  const start = (program: string, environment = {}) =>
    startEditor(
      commandOf(program),
      { ...place, file: `${folder.path}/my file $(touch x); .ts` },
      {
        environment: { ...surroundings.environment, ...environment },
      },
    );

  it('hands it the place as one word, without a shell', async () => {
    expect(await start(fakeEditor())).toEqual({ kind: 'opened', editor: 'Editor' });
    expect(written('words')).toBe(`--goto\n${folder.path}/my file $(touch x); .ts:7:3\n`);
  });

  it('leaves it nothing that was meant for this program', async () => {
    const before = process.umask(0o077);
    await start(fakeEditor(), { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--no-warnings' });
    expect(process.umask(before)).toBe(0o077);
    expect(written('own')).toBe('');
    expect(written('umask').trim()).toBe('0022');
  });

  it('tells when it cannot be started or ends at once', async () => {
    expect(await start(fakeEditor('code', 'exit 3'))).toMatchObject({
      ...{ kind: 'failed', words: expect.stringContaining('ended at once with code 3') as string },
      advice: expect.stringContaining('Settings') as string,
    });
    expect(await start(join(folder.path, 'none'))).toMatchObject({ kind: 'failed' });
    const broken = folder.write('bin/broken', '#!/no/such/program\n', 0o755);
    expect(await start(broken)).toMatchObject({ kind: 'failed' });
  });

  it('is done when the editor stays', async () => {
    const program = fakeEditor('code', 'read -r line < "$0.pipe"');
    const pipe = `${program}.pipe`;
    const { spawnSync } = await import('node:child_process');
    const { openSync, closeSync, constants } = await import('node:fs');
    spawnSync('mkfifo', [pipe]);
    const options = { environment: surroundings.environment, patienceMs: 1 };
    const opened = await startEditor(commandOf(program), { ...place, file: `${folder.path}/a.ts` }, options);
    expect(opened).toEqual({ kind: 'opened', editor: 'Editor' });
    closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK));
  });
});
