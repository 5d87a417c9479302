/** A window on the page: sandboxed, kept where the person put it, and going nowhere else. */
import { join } from 'node:path';
import { app, BrowserWindow, nativeImage, nativeTheme, type WebContents } from 'electron';
import icon from './icons/icon.png?inline';
import { pageUrl } from './page-scheme.ts';
import { readPlace, savePlace } from './window-place.ts';

/** The page's background in both themes, so that nothing flashes before the first paint. */
const background = { dark: '#121315', light: '#f4f4f2' };

/** Opens a window; `folder` keeps its size and place. */
export function openWindow(folder: string): BrowserWindow {
  const { maximized, ...bounds } = readPlace(folder);
  const window = new BrowserWindow({
    ...bounds,
    ...{ minWidth: 640, minHeight: 480, show: false, title: 'Stacktray' },
    icon: nativeImage.createFromDataURL(icon),
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    savePlace(folder, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  keepAtHome(window.webContents);
  const development = app.isPackaged ? undefined : process.env['STACKTRAY_PAGE_URL'];
  window.loadURL(development ?? pageUrl).catch((error: unknown) => {
    // A window that is closed while it loads is no failure of the program.
    process.stderr.write(`[stacktray] the page could not be loaded: ${String(error)}\n`);
  });
  return window;
}

/** The page opens no windows, goes to no other address, and gets no permission but to write to the clipboard. */
function keepAtHome(page: WebContents): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
  page.on('will-navigate', (event) => {
    // Loading the same page again is what a reload is.
    if (event.url !== page.getURL()) event.preventDefault();
  });
  page.session.setPermissionRequestHandler((_page, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write');
  });
  page.session.setPermissionCheckHandler((_page, permission) => permission === 'clipboard-sanitized-write');
}
