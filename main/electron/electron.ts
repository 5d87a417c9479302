/**
 * The desktop program: its windows, tray and notifications, and the collector in a process of its own beside them. Pages
 * talk to the collector over message ports; no reports pass through this process, only what it notifies of.
 */
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, Menu, shell } from 'electron';
import { describeError } from '../../shared/error-codes.ts';
import { readStaticFiles } from '../api/api.ts';
import { readOptions, usage, UsageError, type Options } from '../options.ts';
import { forkCollector } from './fork-collector.ts';
import { menuTemplate, type MenuActions } from './menu.ts';
import { announcePageScheme, servePageScheme } from './page-scheme.ts';
import { offerDataFolder, offerFolders } from './choose-folder.ts';
import { readChoices } from './desktop-choices.ts';
import { offerDesktop, type DesktopParts } from './desktop-calls.ts';
import { claimFolder, followLinks } from './follow-links.ts';
import { goBack, goForward } from './history-steering.ts';
import { openOutside } from './outside.ts';
import { connectPages, type LinkedToCollector } from './page-links.ts';
import { backgroundFlag, loginStart, type LoginPlace } from './start-at-login.ts';
import { startSupervisor } from './supervisor.ts';
import { startUpdates, type UpdateSource } from './updates.ts';
import { pathOfPage } from './window.ts';
import { createWindows, type Windows } from './windows.ts';

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
  if (!claimFolder()) {
    process.stderr.write(
      `[stacktray] Stacktray runs on ${options.dataFolder} already; its window comes to the front.\n`,
    );
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
  const { platform } = process;
  servePageScheme(readStaticFiles(join(import.meta.dirname, '../renderer')));
  const windows = createWindows(profile);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, menuActions(windows, options.dataFolder))));
  const pages = connectPages();
  const quit = (): void => {
    app.quit();
  };
  const outside = openOutside(platform, { show: windows.show, quit });
  offerFolders();
  const updates = startUpdates(updateSource());
  const parts: DesktopParts = {
    ...{ folder: profile, choices: readChoices(profile), login: loginStart(loginPlace()) },
    ...{ hasTray: outside.hasTray, updates },
  };
  offerDesktop(parts);
  const { dataFolder, port, isPortGiven } = options;
  const links = bothOf(pages, outside.links);
  const supervisor = startSupervisor({
    start: (how) => forkCollector({ dataFolder, port, isPortGiven, ...how }),
    pages: links,
  });
  pages.onReload(supervisor.tryAgain);
  pages.onRepair(supervisor.repair);
  offerDataFolder(dataFolder);
  const isWanted = !process.argv.includes(backgroundFlag) || !outside.hasTray;
  followLinks(windows, { isWanted });
  app.on('window-all-closed', () => {
    const staysInTray = parts.choices.closeToTray && outside.hasTray;
    if (platform !== 'darwin' && !staysInTray) app.quit();
  });
  quitCleanly(async () => {
    outside.stop();
    updates.stop();
    await supervisor.stop();
  });
}

function bothOf(first: LinkedToCollector, second: LinkedToCollector): LinkedToCollector {
  return {
    connectTo: (collector) => {
      first.connectTo(collector);
      second.connectTo(collector);
    },
    tell: (news) => {
      first.tell(news);
      second.tell(news);
    },
  };
}

function menuActions(windows: Windows, dataFolder: string): MenuActions {
  return {
    newWindow: () => windows.open(),
    duplicateWindow: (window) => windows.open(window && pathOfPage(window)),
    print: (window) => window?.webContents.print(),
    back: goBack,
    forward: goForward,
    order: (order) => {
      if (order.kind === 'go') windows.show(order.path);
      else windows.order(order);
    },
    openDataFolder: () => void shell.openPath(dataFolder),
  };
}

function loginPlace(): LoginPlace {
  const config = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  const program = process.env['APPIMAGE'] || process.execPath;
  const autostartFile = join(config, 'autostart', 'stacktray.desktop');
  return { platform: process.platform, isPackaged: app.isPackaged, program, autostartFile };
}

function updateSource(): UpdateSource {
  return {
    isPackaged: app.isPackaged,
    // Written by electron-builder when a publish target is configured.
    hasTarget: existsSync(join(process.resourcesPath, 'app-update.yml')),
    load: async () => (await import('electron-updater')).autoUpdater,
  };
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
