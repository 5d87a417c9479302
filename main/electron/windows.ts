/** All windows: each has the lowest free number, under which its size and place are kept. */
import { BrowserWindow } from 'electron';
import { channels } from '../../shared/bridge.ts';
import type { PageOrder } from '../../shared/desktop.ts';
import { openWindow } from './window.ts';

export interface Windows {
  /** Opens another window, at a path of the page where one is given. */
  open(path?: string): BrowserWindow;
  /** Brings the window that was used last to the front, or opens one; leads it to the path where one is given. */
  show(path?: string): void;
  /** Asks something of the window that is in front, or else of the one that was used last; opens none. */
  order(order: PageOrder): void;
  /** The window that is in front, or else the one that was used last. */
  latest(): BrowserWindow | undefined;
}

/** `folder` keeps sizes and places. */
export function createWindows(folder: string): Windows {
  /** By number; the one that was used last comes last. */
  const windows = new Map<number, BrowserWindow>();

  const open: Windows['open'] = (path) => {
    const number = freeNumber(windows);
    const window = openWindow({ folder, number, path: path ?? null, onWindow: open });
    windows.set(number, window);
    window.on('focus', () => {
      windows.delete(number);
      windows.set(number, window);
    });
    window.on('closed', () => windows.delete(number));
    return window;
  };
  const latest: Windows['latest'] = () => BrowserWindow.getFocusedWindow() ?? [...windows.values()].at(-1);
  const order: Windows['order'] = (wanted) => latest()?.webContents.send(channels.order, wanted);
  return {
    open,
    order,
    latest,
    show: (path) => {
      const window = latest();
      if (!window) {
        open(path);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (path !== undefined) order({ kind: 'go', path });
    },
  };
}

function freeNumber(windows: ReadonlyMap<number, unknown>): number {
  let number = 1;
  while (windows.has(number)) number += 1;
  return number;
}
