/** What the window says when its collector cannot run, and that it can always be quit. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startHeadless } from '../collector/headless-process.ts';
import { collectorPid, desktopEnvironment, electronArguments, electronPath, ingestAddress } from './desktop-app.ts';

let folder: string;
let app: ElectronApplication;
let page: Page;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-trouble-'));
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataFolder: string): Promise<void> {
  const env = desktopEnvironment(dataFolder);
  app = await _electron.launch({ executablePath: electronPath(), args: electronArguments, env });
  page = await app.firstWindow();
}

/** Quits as the menu does, and gives the exit code. */
async function quit(): Promise<number | null> {
  const program = app.process();
  const ended = once(program, 'exit');
  await app.evaluate(({ app: electron }) => {
    setTimeout(() => {
      electron.quit();
    }, 0);
  });
  await ended;
  return program.exitCode;
}

const explanation = (text: RegExp): Promise<void> => page.getByRole('main').getByText(text).waitFor();

it('says that the folder is in use, and takes over when it is asked to once it is free', async () => {
  const headless = await startHeadless(folder);
  await open(folder);
  await explanation(/Another Stacktray is already using/);
  await headless.kill('SIGTERM');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  expect((await fetch(`${await ingestAddress(page)}/api/1/status/ping`)).status).toBe(200);
  expect(await quit()).toBe(0);
});

it('opens even where nothing can be kept, to say so', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await open(join(file, 'data'));
  await explanation(/cannot be created/);
  expect(await quit()).toBe(0);
});

it('stops starting a collector that keeps dying, says so, and can be quit', async () => {
  await open(folder);
  for (let crash = 0; crash < 5; crash += 1) {
    await ingestAddress(page);
    await expect.poll(() => killCollector(), { timeout: 20_000 }).toBe(true);
  }
  await explanation(/stopped 5 times within five minutes/);
  expect(await quit()).toBe(0);
});

function killCollector(): boolean {
  try {
    return process.kill(collectorPid(app), 'SIGKILL');
  } catch {
    // It is not there yet, or not any more.
    return false;
  }
}
