/** What the page's settings ask of the desktop program, and change. */
import { ipcMain, Notification } from 'electron';
import * as v from 'valibot';
import { channels } from '../../shared/bridge.ts';
import type { DesktopState } from '../../shared/desktop.ts';
import { saveChoices, type KeptChoices } from './desktop-choices.ts';
import type { LoginStart } from './start-at-login.ts';
import type { Updates } from './updates.ts';

export interface DesktopParts {
  /** Keeps the choices. */
  folder: string;
  choices: KeptChoices;
  login: LoginStart;
  hasTray: boolean;
  updates: Updates;
}

const wanted = v.strictObject({ closeToTray: v.optional(v.boolean()), startAtLogin: v.optional(v.boolean()) });

/** From now on pages may ask; `parts.choices` is what was chosen last. */
export function offerDesktop(parts: DesktopParts): void {
  const state = (): DesktopState => ({
    closeToTray: parts.choices.closeToTray,
    startAtLogin: parts.login.read(),
    hasTray: parts.hasTray,
    showsNotifications: Notification.isSupported(),
    updates: parts.updates.state(),
    runtimes: runtimes(),
  });
  ipcMain.handle(channels.desktop, state);
  ipcMain.handle(channels.changeDesktop, (_event, change: unknown): DesktopState => {
    const { closeToTray, startAtLogin } = v.parse(wanted, change);
    if (closeToTray !== undefined) {
      parts.choices = { closeToTray };
      saveChoices(parts.folder, parts.choices);
    }
    if (startAtLogin !== undefined) parts.login.change(startAtLogin);
    return state();
  });
}

function runtimes(): DesktopState['runtimes'] {
  const { electron = '', chrome = '', node } = process.versions;
  return [
    { name: 'Electron', version: electron },
    { name: 'Chromium', version: chrome },
    { name: 'Node', version: node },
  ];
}
