import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../main/source/check-mappings.ts';
import { prefixesOf, suggestMappings } from '../../../../main/source/suggest-mappings.ts';
import type { Occurrence } from '../../../../shared/occurrence.ts';
import { anException, anOccurrence, aServer } from '../../an-occurrence.ts';
import { aFolder, type AFolder } from './a-folder.ts';

let folder: AFolder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => {
  folder.dispose();
});

describe('mappings', () => {
  it('can be used when the folder is there', async () => {
    expect(await problemsOf([{ prefix: '/srv/shop', folder: folder.path }])).toEqual([]);
  });

  it('cannot be used otherwise, each with its sentence', async () => {
    const file = folder.write('a.txt', '');
    const problems = await problemsOf([
      { prefix: '', folder: '' },
      { prefix: '/a', folder: 'relative' },
      { prefix: '/b', folder: join(folder.path, 'none') },
      { prefix: '/c', folder: file },
      { prefix: '../x', folder: folder.path },
      { prefix: '/a/', folder: folder.path },
    ]);
    expect(problems.map(({ index, field, words }) => [index, field, words])).toEqual([
      [0, 'folder', 'Choose the folder that holds this code.'],
      [1, 'folder', 'Write the whole path of the folder, from the root.'],
      [2, 'folder', 'There is no such folder.'],
      [3, 'folder', 'This is a file, not a folder.'],
      [4, 'prefix', 'This is no beginning of a path.'],
      [5, 'prefix', 'This path is mapped already.'],
    ]);
  });
});

describe('suggested prefixes', () => {
  const reported = (root: string | null, ...files: string[]): Occurrence =>
    anOccurrence({
      server: root === null ? null : aServer(root),
      exceptions: [
        anException(
          'E',
          files.map((file) => [file, null]),
        ),
      ],
    });

  it('are the root, the host, or what paths share; the most frequent first', () => {
    expect(prefixesOf([reported('/srv/shop', '/srv/shop/a.ts', '/srv/shop/b/c.ts')])).toEqual(['/srv/shop']);
    expect(prefixesOf([reported(null, '/app/lib/a.rb', '/app/lib/b/c.rb')])).toEqual(['/app/lib']);
    expect(
      prefixesOf([reported(null, 'http://localhost:3000/a.js', 'webpack://shop/./b.ts', 'webpack://shop/c.ts')]),
    ).toEqual([...['webpack://shop', 'http://localhost:3000']]);
    expect(prefixesOf([reported(null, 'app/models/a.py')])).toEqual(['']);
    expect(prefixesOf([reported(null, '<anonymous>\0', '../..')])).toEqual([]);
  });

  it('come with the folder where it is here, and never ask other computers', async () => {
    const file = `${folder.path}/a.ts`;
    expect(await suggestMappings([reported(folder.path, file)])).toEqual([
      { prefix: folder.path, folder: folder.path },
    ]);
    expect(await suggestMappings([reported('//server/share', '//server/share/a.ts')])).toEqual([
      { prefix: '//server/share', folder: '' },
    ]);
  });
});
