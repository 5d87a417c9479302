/** Serves the small page of rollbar-browser/ with the SDK's own browser bundles, for tests that open it in a browser. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export type BrowserScenario = 'uncaught' | 'rejection' | 'handled' | 'message' | 'nested' | 'telemetry' | 'replay';

export interface BrowserAppVisit {
  /** `rollbar-replay` is the bundle that can record the page. */
  sdk: 'rollbar' | 'rollbar-2' | 'rollbar-replay';
  /** The whole address that reports go to, e.g. `http://127.0.0.1:7655/api/1/item/`. */
  endpoint: string;
  token: string;
  scenario: BrowserScenario;
}

export interface BrowserApp {
  /** The address that makes the page do this once; its `#sent` then gets a text, see BrowserAppResult. */
  urlOf(visit: BrowserAppVisit): string;
  close(): Promise<void>;
}

/** What `#sent` holds as JSON when the page is done. */
export interface BrowserAppResult {
  uuids: string[];
  /** What the SDK said went wrong, and answers other than 200. */
  errors: string[];
}

const here = import.meta.dirname;
const packages = join(here, '../../node_modules');
const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const files = new Map([
  ['/', { path: join(here, 'rollbar-browser/index.html'), type: html }],
  ['/app.mjs', { path: join(here, 'rollbar-browser/app.mjs'), type: script }],
  ['/shop.mjs', { path: join(here, 'rollbar-browser/shop.mjs'), type: script }],
  ['/sdk/rollbar.js', { path: join(packages, 'rollbar/dist/rollbar.min.js'), type: script }],
  ['/sdk/rollbar-replay.js', { path: join(packages, 'rollbar/dist/rollbar.replay.min.js'), type: script }],
  ['/sdk/rollbar-2.js', { path: join(packages, 'rollbar-2/dist/rollbar.min.js'), type: script }],
]);

/** Starts on a free port of 127.0.0.1. */
export async function serveBrowserApp(): Promise<BrowserApp> {
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    void readFile(file.path).then((content) => response.writeHead(200, { 'Content-Type': file.type }).end(content));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (visit) => `http://127.0.0.1:${String(port)}/?${new URLSearchParams({ ...visit }).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
