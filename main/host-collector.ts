/** Keeps one collector after the other behind one door: it is stopped and started anew when its data are exchanged. */
import { Refusal } from '../shared/error-codes.ts';
import type { Dispatcher } from './api/dispatcher.ts';
import type { Collector, CollectorOptions } from './collector/collector.ts';

export interface HostedCollector {
  /** The first start. Rejects as `startCollector` does. */
  start(): Promise<Collector>;
  /** Of the collector that is there now; while there is none, calls are refused as `disconnected`. */
  dispatcher: Dispatcher;
  stop(): Promise<void>;
}

export interface StartWish extends Pick<CollectorOptions, 'restart' | 'repair'> {
  /** Where the collector before this one listened. */
  wantedPort: number | null;
}

export interface Hosting {
  startCollector: (wish: StartWish) => Promise<Collector>;
  /** Events of the collector that was there before come no more: whoever listens has to ask again. */
  onExchange: () => void;
  /** The next one could not be started. */
  onFailure: (error: unknown) => void;
}

export function hostCollector({ startCollector, onExchange, onFailure }: Hosting): HostedCollector {
  let collector: Collector | null = null;
  let exchange = Promise.resolve();
  const run = async (wish: Omit<StartWish, 'restart'>): Promise<Collector> => {
    collector = await startCollector({ ...wish, restart });
    return collector;
  };
  const exchangeIt = async (repair: boolean): Promise<void> => {
    const last = collector;
    collector = null;
    const port = last?.status().ingest.port ?? null;
    await last?.stop();
    await run({ repair, wantedPort: port });
    onExchange();
  };
  const restart = ({ repair }: { repair: boolean }): void => {
    exchange = exchange.then(() => exchangeIt(repair)).catch(onFailure);
  };
  const present = (): Collector => {
    if (collector) return collector;
    throw new Refusal('disconnected', 'Stacktray is starting again.');
  };
  return {
    start: () => run({ repair: false, wantedPort: null }),
    dispatcher: {
      request: async (name, params) => present().dispatcher.request(name, params),
      subscribe: (listener) => present().dispatcher.subscribe(listener),
    },
    stop: async () => {
      await exchange;
      await collector?.stop();
    },
  };
}
