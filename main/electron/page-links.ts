/** The pages of all windows: each gets a message port of its own to the collector, and hears what became of it. */
import { ipcMain, MessageChannelMain, type WebContents } from 'electron';
import { channels, type CollectorNews } from '../../shared/bridge.ts';
import type { CollectorOrder, CollectorProcess } from './collector-messages.ts';

/** Whoever hears of the collector's process. */
export interface LinkedToCollector {
  /** The collector is ready: every open page, and every page that opens from now on, is linked to it. */
  connectTo(collector: CollectorProcess): void;
  tell(news: CollectorNews): void;
}

export interface PageLinks extends LinkedToCollector {
  /** Calls back when a person has loaded a page again. */
  onReload(listener: () => void): void;
  /** Calls back when a person wants the data repaired. */
  onRepair(listener: () => void): void;
}

export function connectPages(): PageLinks {
  const pages = new Set<WebContents>();
  let collector: CollectorProcess | undefined;
  let latest: CollectorNews = { state: 'connecting', detail: null };
  let onReload = (): void => undefined;

  const link = (page: WebContents): void => {
    page.send(channels.news, latest);
    if (!collector) return;
    const { port1, port2 } = new MessageChannelMain();
    collector.postMessage({ kind: 'page' } satisfies CollectorOrder, [port1]);
    page.postMessage(channels.port, null, [port2]);
  };
  // A page says so each time it has loaded, after a reload too.
  ipcMain.on(channels.ready, (event) => {
    const page = event.sender;
    if (pages.has(page)) onReload();
    else {
      pages.add(page);
      page.once('destroyed', () => pages.delete(page));
    }
    link(page);
  });
  return {
    connectTo: (started) => {
      collector = started;
      latest = { state: 'connected', detail: null };
      for (const page of pages) link(page);
    },
    tell: (news) => {
      collector = undefined;
      latest = news;
      for (const page of pages) page.send(channels.news, news);
    },
    onReload: (listener) => {
      onReload = listener;
    },
    onRepair: (listener) => {
      ipcMain.on(channels.repair, listener);
    },
  };
}
