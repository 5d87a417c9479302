/** The system's own windows for choosing a folder and for showing the one of the data, for a page that asks for them. */
import { BrowserWindow, dialog, ipcMain, shell } from 'electron';
import { channels } from '../../shared/bridge.ts';

/** From now on pages may ask. They get what the person chose, or null. */
export function offerFolders(): void {
  ipcMain.handle(channels.folder, async (event): Promise<string | null> => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window) return null;
    const { filePaths } = await dialog.showOpenDialog(window, {
      ...{ title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
    });
    return filePaths[0] ?? null;
  });
}

/** From now on pages may have this folder shown, and no other. */
export function offerDataFolder(dataFolder: string): void {
  ipcMain.on(channels.openData, () => {
    void shell.openPath(dataFolder);
  });
}
