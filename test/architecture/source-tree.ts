/** The project's own source as these tests see it: paths from the root, with slashes on every system. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** E.g. `main/store/store.ts`. */
  path: string;
  /** With `\n` at the ends of lines, however it was checked out. */
  text: string;
}

const root = join(import.meta.dirname, '../..');

/** Files below these folders whose names end with one of `endings`, in order of their paths. */
export function sourceFiles(folders: string[], endings: string[]): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => pathFromRoot(join(entry.parentPath, entry.name)))
    .sort()
    .map(sourceFile);
}

export function sourceFile(path: string): SourceFile {
  return { path, text: readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n') };
}

/** What a file imports, as written there: static, dynamic and type imports, and what it exports from elsewhere. */
export function importsOf({ path, text }: SourceFile): string[] {
  const code = path.endsWith('.svelte') ? scriptsOf(text) : text;
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

function scriptsOf(component: string): string {
  return Array.from(component.matchAll(/<script[^>]*>(.*?)<\/script>/gs), ([, code = '']) => code).join('\n');
}

function pathFromRoot(path: string): string {
  return path.slice(root.length + 1).replaceAll('\\', '/');
}
