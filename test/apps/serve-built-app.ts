/** Serves a built page with the SDK's own bundle beside it, for tests that open it in a browser. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface BuiltApp {
  /** e.g. `http://127.0.0.1:5000` */
  origin: string;
  /** The address that makes the page run `script` and report to `endpoint`. */
  urlOf(visit: { script: string; endpoint: string; token: string; version: string }): string;
  close(): Promise<void>;
}

const sdk = join(import.meta.dirname, '../../node_modules/rollbar/dist/rollbar.min.js');

/** Starts on a free port of 127.0.0.1; `folder` holds the built files. */
export async function serveBuiltApp(folder: string): Promise<BuiltApp> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><script src="/${searchParams.get('script') ?? ''}" type="module"></script>`);
      return;
    }
    const path = pathname === '/sdk/rollbar.js' ? sdk : join(folder, pathname);
    readFile(path).then(
      (content) => response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    urlOf: (visit) => `${origin}/?${new URLSearchParams(visit).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
