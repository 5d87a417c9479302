/** A window on the page: sandboxed, kept where the person put it, and going nowhere else. */
import { join } from 'node:path';
import { app, BrowserWindow, nativeImage, nativeTheme, type WebContents } from 'electron';
import icon from './icons/icon.png?inline';
import { steerHistory } from './history-steering.ts';
import { pageUrl } from './page-scheme.ts';
import { readPlace, savePlace } from './window-place.ts';

/** The page's background in both themes, so that nothing flashes before the first paint. */
const background = { dark: '#121315', light: '#f4f4f2' };

export interface WantedWindow {
  /** Keeps sizes and places. */
  folder: string;
  /** Under which number this one's is kept, from 1. */
  number: number;
  /** Where the page begins: the address behind its `#`, beginning with `/`; null for where it begins by itself. */
  path: string | null;
  /** The page asks for another window that begins at this path. */
  onWindow: (path: string) => void;
}

export function openWindow({ folder, number, path, onWindow }: WantedWindow): BrowserWindow {
  const { maximized, ...bounds } = readPlace(folder, number);
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
    savePlace(folder, number, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
  steerHistory(window);
  keepAtHome(window.webContents, (address) => {
    const inside = pathWithin(address);
    if (inside !== undefined) onWindow(inside);
  });
  const url = homeUrl();
  window.loadURL(path === null ? url : `${url}#${path}`).catch((error: unknown) => {
    // A window that is closed while it loads is no failure of the program.
    process.stderr.write(`[stacktray] the page could not be loaded: ${String(error)}\n`);
  });
  return window;
}

/** What the window's page shows: the address behind its `#`. */
export function pathOfPage(window: BrowserWindow): string | undefined {
  return pathWithin(window.webContents.getURL());
}

/** While developing, the page comes from the server that builds it. */
function homeUrl(): string {
  return app.isPackaged ? pageUrl : (process.env['STACKTRAY_PAGE_URL'] ?? pageUrl);
}

const longestAddress = 8000;

/** The part behind the `#` of an address of our own page. */
function pathWithin(address: string): string | undefined {
  const start = `${homeUrl()}#`;
  const isOurs = address.startsWith(`${start}/`) && address.length < longestAddress;
  return isOurs ? address.slice(start.length) : undefined;
}

/**
 * The page opens no windows but ours (a link that is opened in a new window), goes to no other address, and gets no
 * permission but to write to the clipboard.
 */
function keepAtHome(page: WebContents, onWindow: (address: string) => void): void {
  page.setWindowOpenHandler(({ url }) => {
    onWindow(url);
    return { action: 'deny' };
  });
  page.on('will-navigate', (event) => {
    // Loading the same page again is what a reload is.
    if (event.url !== page.getURL()) event.preventDefault();
  });
  page.session.setPermissionRequestHandler((_page, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write');
  });
  page.session.setPermissionCheckHandler((_page, permission) => permission === 'clipboard-sanitized-write');
}
