/** The licences of what is shipped: packages that the sources import, what those depend on, and Electron. Made at build. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { Licence } from '../shared/licence.ts';

const sources = ['main', 'renderer', 'shared'];
/** Shows imports of other people's programs. */
const examples = /^connect[\\/]snippets\.ts$/;
const importing = /(?:\bfrom|\bimport\(?)\s*['"]((?:@[\w.-]+\/)?[\w][\w.-]*)[^'"]*['"]/g;
/** Characters of a licence: the longest that are used have some 12 000. */
const longestText = 40_000;

/** Packages in the order of their names. */
export function shippedLicences(root: string): Licence[] {
  const found = new Map<string, Licence>();
  const wanted = [...importedPackages(root)].map((name) => ({ name, from: join(root, 'package.json') }));
  for (let next = wanted.pop(); next; next = wanted.pop()) {
    const folder = folderOf(next.name, next.from);
    if (folder === null || found.has(folder)) continue;
    const from = join(folder, 'package.json');
    const manifest = JSON.parse(readFileSync(from, 'utf8')) as Manifest;
    found.set(folder, licenceIn(folder, manifest));
    // Electron's npm package depends on what downloads it.
    if (next.name === 'electron') continue;
    wanted.push(...Object.keys(manifest.dependencies ?? {}).map((name) => ({ name, from })));
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** Puts them beside the page, as `licences.json`. */
export function licences(root: string): Plugin {
  const source = (): string => JSON.stringify(shippedLicences(root));
  return {
    name: 'stacktray-licences',
    generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: source() });
    },
    configureServer(server) {
      server.middlewares.use('/licences.json', (_request, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(source());
      });
    },
  };
}

interface Manifest {
  name: string;
  version: string;
  license?: unknown;
  dependencies?: Record<string, string>;
}

function importedPackages(root: string): Set<string> {
  const names = new Set<string>();
  for (const folder of sources) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:ts|svelte)$/.test(path) || examples.test(path)) continue;
      for (const [, name = ''] of readFileSync(join(root, folder, path), 'utf8').matchAll(importing))
        if (!builtinModules.includes(name)) names.add(name);
    }
  }
  return names;
}

/** Where Node would find the package from that file; null when it is not installed, as those for other systems. */
function folderOf(name: string, from: string): string | null {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  const found = folders.find((folder) => existsSync(join(folder, name, 'package.json')));
  return found === undefined ? null : join(found, name);
}

function licenceIn(folder: string, { name, version, license }: Manifest): Licence {
  const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)(?:\.|$|-)/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').slice(0, longestText);
  return { name, version, licence: typeof license === 'string' ? license : 'see its text', text };
}
