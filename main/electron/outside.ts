/** Everything of the program that is outside of its windows: tray, count on the icon, notifications. */
import { showBadge } from './badge.ts';
import { connectClient } from './collector-client.ts';
import { startOutsideNews } from './outside-news.ts';
import type { LinkedToCollector } from './page-links.ts';
import { showAlert } from './show-alert.ts';
import { openTray } from './tray.ts';

export interface Outdoors {
  /** Hears of the collector as pages do. */
  links: LinkedToCollector;
  hasTray: boolean;
  stop(): void;
}

/** `show` brings a window to the front, at a path of the page where one is given. */
export function openOutside(platform: NodeJS.Platform, acts: { show(path?: string): void; quit(): void }): Outdoors {
  const tray = openTray(platform, {
    ...acts,
    pause: (until) => {
      news.pause(until);
    },
  });
  const news = startOutsideNews({
    onAlert: (alert) => {
      showAlert(alert, acts.show);
    },
    onOutside: (outside) => {
      tray?.update(outside);
      showBadge(outside.overview?.unviewed ?? 0, platform);
    },
  });
  return {
    hasTray: tray !== null,
    links: {
      connectTo: (collector) => {
        news.connectTo(connectClient(collector));
      },
      tell: news.lost,
    },
    stop: news.stop,
  };
}
