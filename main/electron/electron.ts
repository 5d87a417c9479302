/**
 * The desktop program: one window per data folder, and the collector in a process of its own beside it. The window's
 * page talks to the collector over a message port; nothing of a report passes through this process.
 */
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';
import { describeError } from '../../shared/error-codes.ts';
import { readStaticFiles } from '../api/api.ts';
import { readOptions, usage, UsageError, type Options } from '../options.ts';
import { forkCollector } from './fork-collector.ts';
import { menuTemplate } from './menu.ts';
import { announcePageScheme, servePageScheme } from './page-scheme.ts';
import { offerDataFolder, offerFolders } from './choose-folder.ts';
import { connectPages } from './page-links.ts';
import { startSupervisor } from './supervisor.ts';
import { openWindow } from './window.ts';

// Without these an exception opens a modal box and the program hangs behind it.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

function fail(error: unknown): void {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${usage}`);
  else process.stderr.write(`${describeError(error)}\n`);
  app.exit(error instanceof UsageError ? 2 : 1);
}

function main(): void {
  const options = readOptions(process.argv.slice(1), process.env, { tolerant: true });
  if (options.help) {
    process.stderr.write(usage);
    app.exit(0);
    return;
  }
  const [needy] = [options.headless ? 'headless' : null, options.task?.name].filter((name) => name != null);
  if (needy !== undefined)
    throw new UsageError(`--${String(needy)} needs the sources: npm start -- --${String(needy)}.`);
  const profile = profileIn(options.dataFolder);
  app.setName('Stacktray');
  // The profile is in the data folder, so the lock below is one per data folder.
  app.setPath('userData', profile);
  announcePageScheme();
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(`[stacktray] A window on ${options.dataFolder} is open already; it comes to the front.\n`);
    app.exit(0);
    return;
  }
  // Not awaited at the top level: Electron holds `ready` back until this module has finished.
  app.whenReady().then(() => {
    run(options, profile);
  }, fail);
}

/** The folder of Electron's own files. Where none can be made the window still opens, to say what is wrong. */
function profileIn(dataFolder: string): string {
  const profile = join(dataFolder, 'window');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    accessSync(profile, constants.W_OK);
    return profile;
  } catch (error) {
    process.stderr.write(`[stacktray] ${String(error)}\n`);
    return mkdtempSync(join(tmpdir(), 'stacktray-window-'));
  }
}

function run(options: Options, profile: string): void {
  servePageScheme(readStaticFiles(join(import.meta.dirname, '../renderer')));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
  const pages = connectPages();
  offerFolders();
  const { dataFolder, port } = options;
  const supervisor = startSupervisor({ start: (how) => forkCollector({ dataFolder, port, ...how }), pages });
  pages.onReload(supervisor.tryAgain);
  pages.onRepair(supervisor.repair);
  offerDataFolder(dataFolder);
  const open = (): void => {
    openWindow(profile);
  };
  open();
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) open();
    else {
      if (window.isMinimized()) window.restore();
      window.focus();
    }
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  quitCleanly(() => supervisor.stop());
}

/** What was accepted is finished before the program ends. */
function quitCleanly(stop: () => Promise<void>): void {
  let isStopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    stop().then(() => {
      app.exit(0);
    }, fail);
  });
  const quit = (): void => {
    app.quit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit);
  // The script that started this program is gone, however it ended.
  process.on('disconnect', quit);
}

try {
  main();
} catch (error) {
  fail(error);
}
