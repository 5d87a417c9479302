/** Back and forward by the hands that each system has for it: buttons of mice and keyboards, and swipes on a Mac. */
import type { BrowserWindow } from 'electron';

export function goBack(window: BrowserWindow | null | undefined): void {
  const history = window?.webContents.navigationHistory;
  if (history?.canGoBack()) history.goBack();
}

export function goForward(window: BrowserWindow | null | undefined): void {
  const history = window?.webContents.navigationHistory;
  if (history?.canGoForward()) history.goForward();
}

export function steerHistory(window: BrowserWindow): void {
  window.on('app-command', (_event, command) => {
    if (command === 'browser-backward') goBack(window);
    if (command === 'browser-forward') goForward(window);
  });
  window.on('swipe', (_event, direction) => {
    if (direction === 'left') goBack(window);
    if (direction === 'right') goForward(window);
  });
}
