/** The tray: how much there is to look at, and a pause of notifications. */
import { Menu, nativeImage, Tray } from 'electron';
import templateIcon from './icons/tray-template.png?inline';
import icon from './icons/tray.png?inline';
import type { Outside } from './outside-news.ts';
import { trayMenu, trayText, type TrayActions } from './tray-menu.ts';

export interface TrayShown {
  update(outside: Outside): void;
}

/** Null where the system has no tray. */
export function openTray(platform: NodeJS.Platform, actions: TrayActions): TrayShown | null {
  try {
    const tray = new Tray(imageFor(platform));
    const show = (): void => {
      actions.show();
    };
    // On a Mac a click opens the menu.
    if (platform !== 'darwin') tray.on('click', show);
    const update = (outside: Outside): void => {
      tray.setToolTip(`Stacktray: ${trayText(outside)}`);
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(outside, Date.now(), actions)));
    };
    update({ overview: null, alerts: null });
    return { update };
  } catch (error) {
    process.stderr.write(`[stacktray] there is no tray: ${String(error)}\n`);
    return null;
  }
}

function imageFor(platform: NodeJS.Platform): Electron.NativeImage {
  if (platform !== 'darwin') return nativeImage.createFromDataURL(icon);
  const image = nativeImage.createFromDataURL(templateIcon).resize({ width: 18, height: 18 });
  image.setTemplateImage(true);
  return image;
}
