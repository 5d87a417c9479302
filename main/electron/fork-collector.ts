/** Starts the collector in a process of its own, beside the window's. Only once the program is ready. */
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import type { CollectorProcess, CollectorStart } from './collector-messages.ts';

export function forkCollector(wanted: Omit<CollectorStart, 'version'>): CollectorProcess {
  const start: CollectorStart = { ...wanted, version: app.getVersion() };
  const file = join(import.meta.dirname, 'collector-entry.js');
  return utilityProcess.fork(file, [JSON.stringify(start)], { serviceName: 'stacktray-collector', stdio: 'inherit' });
}
