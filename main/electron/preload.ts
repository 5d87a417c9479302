/** Runs in the page's sandbox before the page: hands it its message ports, the collector's news and what only a desktop has. */
import { contextBridge, ipcRenderer } from 'electron';
import { channels, portHandOver, type Bridge, type CollectorNews } from '../../shared/bridge.ts';
import type { DesktopState, PageOrder } from '../../shared/desktop.ts';

const listeners: ((news: CollectorNews) => void)[] = [];
let latest: CollectorNews = { state: 'connecting', detail: null };

ipcRenderer.on(channels.news, (_event, news: CollectorNews) => {
  latest = news;
  for (const listener of listeners) listener(news);
});
ipcRenderer.on(channels.port, (event) => {
  window.postMessage(portHandOver, location.origin, event.ports);
});

const bridge: Bridge = {
  onCollector: (listener) => {
    listeners.push(listener);
    listener(latest);
    // By now the page listens for its port.
    if (listeners.length === 1) ipcRenderer.send(channels.ready);
  },
  chooseFolder: () => ipcRenderer.invoke(channels.folder) as Promise<string | null>,
  onOrder: (listener) => {
    ipcRenderer.on(channels.order, (_event, order: PageOrder) => {
      listener(order);
    });
  },
  desktop: () => ipcRenderer.invoke(channels.desktop) as Promise<DesktopState>,
  changeDesktop: (choices) => ipcRenderer.invoke(channels.changeDesktop, choices) as Promise<DesktopState>,
  repair: () => {
    ipcRenderer.send(channels.repair);
  },
  openDataFolder: () => {
    ipcRenderer.send(channels.openData);
  },
};
contextBridge.exposeInMainWorld('stacktrayBridge', bridge);
