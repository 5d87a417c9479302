/** Starting with the person's session: a setting of the system on Windows and Macs, a file for desktops of Linux. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { app } from 'electron';

/** Started by the system: no window opens, the tray is enough. */
export const backgroundFlag = '--background';

export interface LoginStart {
  /** Null where the system does not offer it. */
  read(): boolean | null;
  /** Does nothing where it is not offered. */
  change(wanted: boolean): void;
}

export interface LoginPlace {
  platform: NodeJS.Platform;
  /** Only an installed program can be found again at the next login. */
  isPackaged: boolean;
  /** The program's file. */
  program: string;
  /** The file that starts it on Linux. */
  autostartFile: string;
}

export function loginStart(place: LoginPlace): LoginStart {
  if (!place.isPackaged) return { read: () => null, change: () => undefined };
  if (place.platform === 'linux') return fileStart(place);
  if (place.platform !== 'darwin' && place.platform !== 'win32') return { read: () => null, change: () => undefined };
  const args = [backgroundFlag];
  return {
    read: () => app.getLoginItemSettings({ args }).openAtLogin,
    change: (wanted) => {
      app.setLoginItemSettings({ openAtLogin: wanted, args });
    },
  };
}

function fileStart({ autostartFile, program }: LoginPlace): LoginStart {
  return {
    // A desktop switches an entry off by hiding it.
    read: () => existsSync(autostartFile) && !/^Hidden=true$/m.test(readFileSync(autostartFile, 'utf8')),
    change: (wanted) => {
      if (!wanted) {
        rmSync(autostartFile, { force: true });
        return;
      }
      mkdirSync(dirname(autostartFile), { recursive: true });
      writeFileSync(autostartFile, desktopEntry(program));
    },
  };
}

/** A file of the freedesktop.org Desktop Entry Specification that starts the program. */
export function desktopEntry(program: string): string {
  return `[Desktop Entry]
Type=Application
Name=Stacktray
Comment=A local desktop error inbox
Exec=${quotedWord(program)} ${backgroundFlag}
Terminal=false
`;
}

/** One word of a command: quoted by that specification, its backslashes doubled once more as those of any text there. */
function quotedWord(word: string): string {
  const quoted = word.replace(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
