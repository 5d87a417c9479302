/** Builds the small page of built-shop/ with a real bundler, whose Rollbar plugin uploads the source maps. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const bundlers = ['webpack', 'vite'] as const;
export type Bundler = (typeof bundlers)[number];

export interface BuildOptions {
  bundler: Bundler;
  /** A folder of the test's own; the sources are copied there, so that maps name them the same everywhere. */
  folder: string;
  /** The whole address that source maps go to, e.g. `http://127.0.0.1:7655/api/1/sourcemap`. */
  endpoint: string;
  token: string;
  version: string;
  /** Where the page will be served, e.g. `http://127.0.0.1:5000`. */
  origin: string;
}

/** Resolves with the path of the built script below `folder/dist`; rejects with what the bundler complained of. */
export async function buildApp({ bundler, folder, ...options }: BuildOptions): Promise<string> {
  const root = join(folder, 'src');
  const outDir = join(folder, 'dist');
  cpSync(join(import.meta.dirname, 'built-shop'), root, { recursive: true });
  const program = join(import.meta.dirname, `build-with-${bundler}.mjs`);
  const child = spawn(process.execPath, [program, JSON.stringify({ root, outDir, ...options })], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaints, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number]>]);
  if (code !== 0) throw new Error(`${bundler} failed: ${complaints}`);
  const script = readdirSync(join(outDir, 'assets')).find((name) => name.endsWith('.js'));
  if (script === undefined) throw new Error(`${bundler} built no script`);
  return `assets/${script}`;
}
