/** The native menu. Its keys all need Ctrl or Cmd: single letters belong to the page. */
import type { MenuItemConstructorOptions } from 'electron';

export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const app: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [platform === 'darwin' ? { role: 'close' } : { role: 'quit' }],
  };
  return [...app, file, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }];
}
