/** The real Electron application on a data folder of the test's own, driven by Playwright. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export interface DesktopApp {
  app: ElectronApplication;
  page: Page;
  /** The address that applications send reports to. */
  ingest: string;
}

/** Without the variable that would make the application start as plain Node. */
export function desktopEnvironment(folder: string): Record<string, string> {
  const environment = { ...process.env } as Record<string, string>;
  delete environment['ELECTRON_RUN_AS_NODE'];
  return { ...environment, STACKTRAY_DATA: folder, STACKTRAY_PORT: '0' };
}

export function electronPath(): string {
  const path = process.env['STACKTRAY_ELECTRON'];
  if (path === undefined) throw new Error('STACKTRAY_ELECTRON is not set: run these tests with `npm test -- electron`');
  return path;
}

export const electronArguments = [...rootFlags, '--disable-gpu', root];

/** `words` are further words of the command line. */
export async function launchDesktop(folder: string, words: readonly string[] = []): Promise<DesktopApp> {
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [...electronArguments, ...words],
    env: desktopEnvironment(folder),
  });
  const page = await app.firstWindow();
  return { app, page, ingest: await ingestAddress(page) };
}

/** The window shows the address at the bottom of its sidebar. */
export async function ingestAddress(page: Page): Promise<string> {
  const address = page.getByText(/127\.0\.0\.1:\d+/).last();
  await address.waitFor();
  return `http://${/127\.0\.0\.1:\d+/.exec((await address.textContent()) ?? '')?.[0] ?? ''}`;
}

export async function postMessage(ingest: string, text: string): Promise<number> {
  const response = await fetch(`${ingest}/api/1/item/`, {
    method: 'POST',
    headers: { 'X-Rollbar-Access-Token': 'd'.repeat(32) },
    body: JSON.stringify({ data: { environment: 'test', body: { message: { body: text } } } }),
  });
  return response.status;
}

/** Starts the application once more on the same folder, beside the one that runs. */
export function launchAgain(folder: string, words: readonly string[] = []): ChildProcess {
  return spawn(electronPath(), [...electronArguments, ...words], { env: desktopEnvironment(folder), stdio: 'ignore' });
}

/** The process of the collector: the utility process among the application's children (Linux). */
export function collectorPid(app: ElectronApplication): number {
  const mine = app.process().pid ?? 0;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => isCollectorOf(mine, pid));
  if (found === undefined) throw new Error('no collector process');
  return Number(found);
}

function isCollectorOf(parent: number, pid: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parentOfPid = Number(/\) \S (\d+)/.exec(status)?.[1]);
    return parentOfPid === parent && command.includes('node.mojom.NodeService');
  } catch {
    // It has ended while the list was read.
    return false;
  }
}
