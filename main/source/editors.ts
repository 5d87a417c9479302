/** The editors that are known: their programs and how each is told to open a file at a line. */
import type { EditorId } from '../../shared/source.ts';

export interface KnownEditor {
  id: EditorId;
  name: string;
  /** Names of its program, the usual one first. */
  programs: string[];
  /** Where it is without a name on the PATH: below the folders for applications, or beside its script on Windows. */
  apps: { darwin?: string; windows?: string };
  /** Words after the program, with placeholders. */
  words: string[];
  /** It has no window of its own. */
  inTerminal: boolean;
}

const known = (editor: Pick<KnownEditor, 'id' | 'name' | 'programs'> & Partial<KnownEditor>): KnownEditor => ({
  ...{ apps: {}, words: ['{file}:{line}:{column}'], inTerminal: false },
  ...editor,
});

const codeLike = (id: EditorId, name: string, program: string): KnownEditor =>
  known({
    ...{ id, name, programs: [program] },
    apps: { darwin: `${name}.app/Contents/Resources/app/bin/${program}`, windows: `${windowsName(name)}.exe` },
    words: ['--goto', '{file}:{line}:{column}'],
  });

const windowsName = (name: string): string => name.replace('Visual Studio ', '');

const jetBrains = (id: EditorId, name: string, app = name): KnownEditor =>
  known({
    ...{ id, name, programs: [id, `${id}64`] },
    apps: { darwin: `${app}.app/Contents/MacOS/${id}` },
    words: ['--line', '{line}', '--column', '{column}', '{file}'],
  });

const inTerminal = (id: EditorId, name: string, programs: string[]): KnownEditor =>
  known({ id, name, programs, words: ['+{line}', '{file}'], inTerminal: true });

/** In the order in which one is chosen where nobody has chosen. */
export const knownEditors: readonly KnownEditor[] = [
  codeLike('vscode', 'Visual Studio Code', 'code'),
  codeLike('cursor', 'Cursor', 'cursor'),
  codeLike('vscodium', 'VSCodium', 'codium'),
  codeLike('vscode-insiders', 'Visual Studio Code - Insiders', 'code-insiders'),
  codeLike('windsurf', 'Windsurf', 'windsurf'),
  known({
    id: 'zed',
    name: 'Zed',
    programs: ['zed', 'zeditor', 'zedit'],
    apps: { darwin: 'Zed.app/Contents/MacOS/cli' },
  }),
  known({
    ...{ id: 'sublime', name: 'Sublime Text', programs: ['subl', 'sublime_text'] },
    apps: { darwin: 'Sublime Text.app/Contents/SharedSupport/bin/subl' },
  }),
  jetBrains('idea', 'IntelliJ IDEA'),
  jetBrains('webstorm', 'WebStorm'),
  jetBrains('pycharm', 'PyCharm'),
  jetBrains('phpstorm', 'PhpStorm'),
  jetBrains('rubymine', 'RubyMine'),
  jetBrains('goland', 'GoLand'),
  jetBrains('rider', 'Rider'),
  inTerminal('neovim', 'Neovim in a terminal', ['nvim']),
  inTerminal('vim', 'Vim in a terminal', ['vim', 'vi']),
];

/**
 * Terminals that take a command as separate words and start it as such; `words` come before it. Others make one text of
 * it for a shell, or know separators of their own, and a file's name would be read as commands.
 */
export const terminals: readonly { programs: string[]; words: string[] }[] = [
  { programs: ['kitty', 'foot'], words: [] },
  { programs: ['alacritty', 'konsole', 'xterm'], words: ['-e'] },
  { programs: ['xfce4-terminal'], words: ['-x'] },
  { programs: ['wezterm'], words: ['start', '--'] },
  { programs: ['gnome-terminal', 'ptyxis', 'kgx'], words: ['--'] },
];
