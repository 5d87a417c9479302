import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import landed from './landed-migrations.json' with { type: 'json' };
import { sourceFiles } from './source-tree.ts';

const migrations = sourceFiles(['main/store/migrations'], ['.ts']).map(({ path, text }) => ({
  name: basename(path),
  sha256: hash('sha256', text, 'hex'),
}));

describe('migrations', () => {
  it('are numbered from 1 without gaps and named by what they do', () => {
    const names = migrations.map(({ name }) => name);
    expect(names.filter((name) => !/^\d{4}-[a-z]+(?:-[a-z0-9]+)+\.ts$/.test(name))).toEqual([]);
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_name, index) => index + 1));
  });

  // Databases out there have run them: an edited one would never run again where it matters. Add a new one instead.
  it('are listed in landed-migrations.json once they have landed, and never edited after that', () => {
    expect(Object.fromEntries(migrations.map(({ name, sha256 }) => [name, sha256]))).toEqual(landed);
  });
});
