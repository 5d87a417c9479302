/** What the desktop's preload script gives the page: the way to the collector, its news, and what only a desktop has. */
import type { DesktopChoices, DesktopState, PageOrder } from './desktop.ts';

/** `connecting` until the first answer; `lost` while it is being restarted; `stopped` when it will not come back. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'stopped';

export interface CollectorNews {
  state: ConnectionState;
  /** Why it stopped, as a sentence for a person. */
  detail: string | null;
  /** It stopped because its database is damaged, which can be repaired. */
  canRepair?: boolean;
}

export interface Bridge {
  /** Calls back with the latest news at once, and with each that follows. */
  onCollector(listener: (news: CollectorNews) => void): void;
  /** Lets the person choose a folder of this computer; null when they choose none. */
  chooseFolder(): Promise<string | null>;
  /** Calls back with each order for this window. */
  onOrder(listener: (order: PageOrder) => void): void;
  desktop(): Promise<DesktopState>;
  changeDesktop(choices: Partial<DesktopChoices>): Promise<DesktopState>;
  /** Starts the collector that has stopped, and lets it repair the data first. */
  repair(): void;
  /** Shows the data folder in the system's own window. */
  openDataFolder(): void;
}

/** The page gets each new message port by a window message of this kind. */
export const portHandOver = 'stacktray-collector-port';

/** Channels between the page's preload script and the window's process. */
export const channels = {
  port: 'collector-port',
  news: 'collector-news',
  ready: 'page-ready',
  folder: 'choose-folder',
  order: 'page-order',
  desktop: 'desktop-state',
  changeDesktop: 'change-desktop',
  repair: 'repair-data',
  openData: 'open-data-folder',
} as const;
