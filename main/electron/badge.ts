/** The count on the application's icon: items that nobody has looked at. */
import { app, BrowserWindow, nativeImage } from 'electron';
import overlay from './icons/overlay.png?inline';

/** Windows has a dot where other systems have a number. */
export function showBadge(count: number, platform: NodeJS.Platform): void {
  if (platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const image = count > 0 ? nativeImage.createFromDataURL(overlay) : null;
  const words = count > 0 ? `${String(count)} items that nobody has looked at` : '';
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(image, words);
}
