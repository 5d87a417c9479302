/** The collector as Electron's utility process. */
import { describeError, Refusal } from '../../shared/error-codes.ts';
import type { PortMessage } from '../../shared/wire.ts';
import { servePort, type ServedPort } from '../api/api.ts';
import { startCollector, type Collector } from '../collector/collector.ts';
import type { CollectorMessage, CollectorOrder, CollectorStart } from './collector-messages.ts';

const parent = process.parentPort;

async function main(): Promise<void> {
  const start = JSON.parse(process.argv.at(-1) ?? '{}') as CollectorStart;
  const collector = await startCollector({
    ...{ ...start, host: 'electron' },
    onRepair: (progress) => {
      tell({ kind: 'repairing', ...progress });
    },
    restart: ({ repair }) => {
      tell({ kind: 'restart', repair });
      collector.stop().then(() => process.exit(0), fail);
    },
  });
  parent.on('message', ({ data, ports }) => {
    obey(collector, data as CollectorOrder, ports[0]);
  });
  tell({ kind: 'ready' });
}

function obey(collector: Collector, order: CollectorOrder, port: Electron.MessagePortMain | undefined): void {
  if (order.kind === 'page' && port) servePort(collector.dispatcher, unwrapped(port));
  if (order.kind === 'stop') collector.stop().then(() => process.exit(0), fail);
}

function unwrapped(port: Electron.MessagePortMain): ServedPort {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data as PortMessage);
      });
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
  };
}

function tell(message: CollectorMessage): void {
  parent.postMessage(message);
}

function fail(error: unknown): void {
  if (error instanceof Refusal)
    tell({ kind: 'refused', reason: error.message, canRepair: error.code === 'data-damaged' });
  else process.stderr.write(`${describeError(error)}\n`);
  // The message has to be on its way before the process ends.
  setImmediate(() => process.exit(1));
}

// A terminal sends these to every process of the program; this one ends when the window's process says so.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
// What is kept here is for its owner alone.
process.umask(0o077);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
main().catch(fail);
