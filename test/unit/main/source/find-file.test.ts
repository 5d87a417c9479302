import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFile, isBelow, isFileName, type FoundFile } from '../../../../main/source/find-file.ts';
import { aFolder, type AFolder } from './a-folder.ts';

let folder: AFolder;
let code: string;
beforeAll(() => {
  folder = aFolder();
  code = join(folder.path, 'code');
  folder.write('code/src/pay.ts', 'pay');
  folder.write('code/src/mapped/deep.ts', 'deep');
  folder.write('other/deep.ts', 'other');
  folder.write('secret.txt', 'secret');
  symlinkSync(join(folder.path, 'secret.txt'), join(code, 'src/link.ts'));
  symlinkSync(folder.path, join(code, 'up'));
  symlinkSync('src/pay.ts', join(code, 'inside.ts'));
  symlinkSync('loop.ts', join(code, 'loop.ts'));
  mkdirSync(join(code, 'folder.ts'));
  linkSync(join(code, 'src/pay.ts'), join(code, 'hard.ts'));
  symlinkSync(code, join(folder.path, 'code-link'));
});
afterAll(() => {
  folder.dispose();
});

const find = (file: string, prefix = '/srv/shop', to = code): Promise<FoundFile> =>
  findFile({ frame: { file, absolutePath: null, module: null }, root: null, mappings: [{ prefix, folder: to }] });

it('finds a file below the mapped folder', async () => {
  expect(await find('/srv/shop/src/pay.ts')).toEqual({ kind: 'file', path: join(code, 'src/pay.ts'), root: code });
  expect(await find('webpack://shop/./src/pay.ts?x', 'webpack://shop')).toMatchObject({ kind: 'file' });
  expect(await find('src\\pay.ts', '')).toMatchObject({ path: join(code, 'src/pay.ts') });
});

it('takes the longest prefix, then the shorter ones', async () => {
  const mappings = [
    { prefix: '/srv/shop', folder: code },
    { prefix: '/srv/shop/src/mapped', folder: join(folder.path, 'other') },
  ];
  const found = (file: string): Promise<FoundFile> =>
    findFile({ frame: { file, absolutePath: null, module: null }, root: null, mappings });
  expect(await found('/srv/shop/src/mapped/deep.ts')).toMatchObject({ path: join(folder.path, 'other/deep.ts') });
  expect(await found('/srv/shop/src/pay.ts')).toMatchObject({ path: join(code, 'src/pay.ts') });
});

it('follows links, and stays in the folder', async () => {
  expect(await find('/srv/shop/inside.ts')).toMatchObject({ kind: 'file', path: join(code, 'src/pay.ts') });
  expect(await find('/srv/shop/src/pay.ts', '/srv/shop', join(folder.path, 'code-link'))).toMatchObject({ root: code });
  expect(await find('/srv/shop/src/link.ts')).toMatchObject({ kind: 'absent', reason: 'outside' });
  expect(await find('/srv/shop/up/secret.txt')).toMatchObject({ reason: 'outside' });
  expect(await find('/srv/shop/up')).toMatchObject({ reason: 'outside' });
  expect(await find('/srv/shop/loop.ts')).toMatchObject({ reason: 'unreadable' });
});

it('says why there is nothing', async () => {
  expect(await find('/home/x.ts')).toMatchObject({ reason: 'not-mapped' });
  expect(await find('/srv/shop/none.ts')).toMatchObject({
    ...{ reason: 'not-there', words: `${join(code, 'none.ts')} is not there.` },
  });
  expect(await find('/srv/shop/src/pay.ts/x')).toMatchObject({ reason: 'not-there' });
  expect(await find('/srv/shop/../../etc/passwd')).toMatchObject({ reason: 'not-mapped' });
  expect(await find('../../etc/passwd')).toMatchObject({ reason: 'unusable-name' });
});

describe('no name', () => {
  const hostile = [
    ...['../secret.txt', '/srv/shop/../secret.txt', '/srv/shop/src/../../secret.txt', '..\\secret.txt'],
    ...['/srv/shop/%2e%2e/secret.txt', 'file:///srv/shop/%2e%2e/secret.txt', 'webpack://shop/../secret.txt'],
    ...['/etc/passwd', 'file:///etc/passwd', '\\\\server\\share', '/srv/shop//etc/passwd', '/srv/shop/C:/x'],
    ...[
      '/srv/shop/src/pay.ts\0.txt',
      '/srv/shop/~/x',
      'C:\\Windows\\win.ini',
      '/srv/shop/con',
      '/srv/shop/up/up/secret.txt',
    ],
  ];
  it.each(hostile)('leads out: %j', async (file) => {
    for (const prefix of ['/srv/shop', '', '/', 'webpack://shop', 'C:/', '//server']) {
      const found = await find(file, prefix);
      if (found.kind === 'file') expect(isBelow(code, found.path)).toBe(true);
    }
  });

  it('leads out, however it is put together', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      'src',
      'up',
      'pay.ts',
      'secret.txt',
      'link.ts',
      '%2e%2e',
      '',
      'inside.ts',
      '\\..',
    );
    const start = fc.constantFrom('/srv/shop/', '', './', 'file:///srv/shop/', 'webpack://shop/', '/', '\\');
    await fc.assert(
      fc.asyncProperty(start, fc.array(part, { maxLength: 6 }), async (head, parts) => {
        for (const prefix of ['/srv/shop', '', '/', 'webpack://shop']) {
          const found = await find(head + parts.join('/'), prefix);
          if (found.kind === 'file') expect(found.path.startsWith(code + sep)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('takes no devices and streams for files on Windows', () => {
  for (const name of ['con', 'NUL.txt', 'a.ts:stream', 'com1', 'x. ', 'a?'])
    expect([name, isFileName(name, 'win32')]).toEqual([name, false]);
  for (const name of ['content.ts', 'console.ts', 'a b.cs']) expect(isFileName(name, 'win32')).toBe(true);
  expect(isFileName('a:b.rb', 'linux')).toBe(true);
});
