/** The system's own window for choosing a folder, for a page that asks for one. */
import { BrowserWindow, dialog, ipcMain } from 'electron';
import { channels } from '../../shared/bridge.ts';

/** From now on pages may ask. They get what the person chose, or null. */
export function offerFolders(): void {
  ipcMain.handle(channels.folder, async (event): Promise<string | null> => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window) return null;
    const { filePaths } = await dialog.showOpenDialog(window, {
      ...{ title: 'Folder that holds the code', properties: ['openDirectory'] },
    });
    return filePaths[0] ?? null;
  });
}
