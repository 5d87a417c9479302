/** Runs in the page's sandbox before the page: hands it its message ports, the collector's news and a choice of folders. */
import { contextBridge, ipcRenderer } from 'electron';
import { channels, portHandOver, type Bridge, type CollectorNews } from '../../shared/bridge.ts';

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
  repair: () => {
    ipcRenderer.send(channels.repair);
  },
  openDataFolder: () => {
    ipcRenderer.send(channels.openData);
  },
};
contextBridge.exposeInMainWorld('stacktrayBridge', bridge);
