import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentSecurityPolicy, readStaticFiles } from '../../../../main/api/api.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('holds what a page needs by its address, and nothing else of the folder', () => {
  mkdirSync(join(folder, 'assets'));
  for (const file of ['index.html', 'assets/index-1.js', 'assets/index-1.js.map', 'assets/index-1.css', '.env'])
    writeFileSync(join(folder, file), file);
  if (process.platform !== 'win32') symlinkSync('/etc/hosts', join(folder, 'hosts.html'));
  const files = readStaticFiles(folder);
  expect([...files.keys()].sort()).toEqual(['/assets/index-1.css', '/assets/index-1.js', '/index.html']);
  expect(files.get('/assets/index-1.js')).toEqual({
    contentType: 'text/javascript; charset=utf-8',
    bytes: Buffer.from('assets/index-1.js'),
  });
});

it('allows the page its own files and its own collector only', () => {
  const policy = new Map(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
  expect(policy.get('default-src')).toBe(`'none'`);
  for (const name of ['script-src', 'connect-src', 'font-src']) expect(policy.get(name)).toBe(`'self'`);
  for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name)).toBe(`'none'`);
  expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|https?:|\*/);
});
