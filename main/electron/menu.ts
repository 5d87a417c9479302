/**
 * The native menu. Its keys all need Ctrl or Cmd, or Alt with an arrow: single letters belong to the page, and so do the
 * keys with Ctrl that the page binds.
 */
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import type { PageOrder } from '../../shared/desktop.ts';

export interface MenuActions {
  newWindow(): void;
  /** Another window on what this one shows. */
  duplicateWindow(window: BrowserWindow | undefined): void;
  print(window: BrowserWindow | undefined): void;
  back(window: BrowserWindow | undefined): void;
  forward(window: BrowserWindow | undefined): void;
  order(order: PageOrder): void;
  openDataFolder(): void;
}

type Item = MenuItemConstructorOptions;

export function menuTemplate(platform: NodeJS.Platform, actions: MenuActions): Item[] {
  const isMac = platform === 'darwin';
  const go = (label: string, path: string, accelerator?: string): Item => ({
    ...{ label, ...(accelerator === undefined ? {} : { accelerator }) },
    click: () => {
      actions.order({ kind: 'go', path });
    },
  });
  const settings = go('Settings…', '/settings', 'CmdOrCtrl+,');
  const about = go('About Stacktray', '/settings/about');
  return [
    ...(isMac ? [macMenu(about, settings)] : []),
    fileMenu(isMac, settings, actions),
    { role: 'editMenu' },
    viewMenu(),
    { label: '&Go', submenu: [...historyItems(isMac, actions), { type: 'separator' }, ...placeItems(go)] },
    { role: 'windowMenu' },
    helpMenu(isMac, about, actions),
  ];
}

function macMenu(about: Item, settings: Item): Item {
  const separator: Item = { type: 'separator' };
  const others: Item[] = [
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
  ];
  return { role: 'appMenu', submenu: [about, separator, settings, separator, ...others, separator, { role: 'quit' }] };
}

function fileMenu(isMac: boolean, settings: Item, actions: MenuActions): Item {
  const click =
    (act: (window: BrowserWindow | undefined) => void): NonNullable<Item['click']> =>
    (_item, window) => {
      act(window as BrowserWindow | undefined);
    };
  const submenu: Item[] = [
    { label: 'New Window', accelerator: 'CmdOrCtrl+N', click: click(actions.newWindow) },
    { label: 'Open This in a New Window', accelerator: 'CmdOrCtrl+Shift+N', click: click(actions.duplicateWindow) },
    { type: 'separator' },
    { label: 'Print…', accelerator: 'CmdOrCtrl+P', click: click(actions.print) },
    { type: 'separator' },
    ...(isMac ? [] : [settings, { type: 'separator' } as const]),
    { role: 'close', accelerator: 'CmdOrCtrl+W' },
    ...(isMac ? [] : [{ role: 'quit', accelerator: 'Ctrl+Q' } as const]),
  ];
  return { label: '&File', submenu };
}

function viewMenu(): Item {
  const zoom: Item[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The sign without Shift, as browsers have it.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut' },
  ];
  const submenu: Item[] = [{ role: 'reload' }, { type: 'separator' }, ...zoom, { type: 'separator' }];
  return { label: '&View', submenu: [...submenu, { role: 'togglefullscreen' }, { role: 'toggleDevTools' }] };
}

/** On a Mac Alt with an arrow moves by words while somebody writes. */
function historyItems(isMac: boolean, { back, forward }: MenuActions): Item[] {
  return [
    {
      ...{ label: 'Back', accelerator: isMac ? 'Cmd+[' : 'Alt+Left' },
      click: (_item, window) => {
        back(window as BrowserWindow | undefined);
      },
    },
    {
      ...{ label: 'Forward', accelerator: isMac ? 'Cmd+]' : 'Alt+Right' },
      click: (_item, window) => {
        forward(window as BrowserWindow | undefined);
      },
    },
  ];
}

function placeItems(go: (label: string, path: string) => Item): Item[] {
  return [
    go('Active', '/active'),
    go('New', '/new'),
    go('Snoozed', '/snoozed'),
    go('Muted', '/muted'),
    go('Resolved', '/resolved'),
    { type: 'separator' },
    go('Occurrences', '/occurrences'),
    go('Deploys', '/deploys'),
    go('Versions', '/versions'),
    go('Query', '/query'),
    go('Refused', '/refused'),
  ];
}

function helpMenu(isMac: boolean, about: Item, { order, openDataFolder }: MenuActions): Item {
  const keys = (): void => {
    order({ kind: 'keys' });
  };
  return {
    ...{ role: 'help', label: '&Help' },
    submenu: [
      { label: 'Keyboard Shortcuts', click: keys },
      { label: 'Open Data Folder', click: openDataFolder },
      ...(isMac ? [] : [{ type: 'separator' } as const, about]),
    ],
  };
}
