/** Links from elsewhere (`stacktray://item/12`), and one program per data folder: a second start hands its link over. */
import { app } from 'electron';
import * as v from 'valibot';
import { linkAmong, linkScheme, pathOfLink } from '../../shared/deep-link.ts';
import { backgroundFlag } from './start-at-login.ts';
import type { Windows } from './windows.ts';

/** What a second start hands over. */
const handed = v.object({ link: v.nullable(v.string()), isInBackground: v.boolean() });

/** The link that a Mac handed over before it could be followed. */
let asked: string | null = null;
let follow: (link: string) => void = (link) => {
  asked = link;
};

/** False when the program runs on the folder already; it is then told where this one was to lead. */
export function claimFolder(): boolean {
  app.on('open-url', (event, link) => {
    event.preventDefault();
    follow(link);
  });
  const mine: v.InferOutput<typeof handed> = {
    link: linkAmong(process.argv),
    isInBackground: process.argv.includes(backgroundFlag),
  };
  return app.requestSingleInstanceLock(mine);
}

/** Opens the first window, where one is wanted, and follows links from now on. */
export function followLinks(windows: Windows, { isWanted }: { isWanted: boolean }): void {
  // On Linux the installed program's desktop entry says which links it opens.
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(linkScheme);
  const path = pathOf(asked ?? linkAmong(process.argv));
  if (isWanted || path !== undefined) windows.open(path);
  follow = (link) => {
    windows.show(pathOf(link));
  };
  app.on('second-instance', (...[, , , more]) => {
    const start = v.safeParse(handed, more);
    if (start.success && start.output.isInBackground) return;
    windows.show(pathOf(start.success ? start.output.link : null));
  });
  app.on('activate', (_event, hasWindows) => {
    if (!hasWindows) windows.open();
  });
}

function pathOf(link: string | null): string | undefined {
  return (link === null ? null : pathOfLink(link)) ?? undefined;
}
