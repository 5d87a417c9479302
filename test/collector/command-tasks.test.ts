/** What the command line does with the data, by the built program. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startHeadless } from './headless-process.ts';
import { errorData } from './running-collector.ts';

const program = join(import.meta.dirname, '../../out/main/headless.js');
let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-command-'));
  data = join(folder, 'data');
  const headless = await startHeadless(data);
  for (const method of ['pay', 'ship']) {
    const body = JSON.stringify({ data: errorData({}, { method }) });
    const headers = { 'X-Rollbar-Access-Token': 'a'.repeat(32) };
    await fetch(`${headless.ingest}/api/1/item/`, { method: 'POST', body, headers });
  }
  await headless.kill('SIGTERM');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): { code: number | null; said: string } {
  const where = args.includes('--data') ? [] : ['--data', data];
  const { status, stderr } = spawnSync(process.execPath, [program, ...args, ...where], { encoding: 'utf8' });
  return { code: status, said: stderr };
}

it('checks, backs up, restores, exports and imports', () => {
  expect(run('--check')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Sound: 2 occurrences of 2 items.') as string,
  });
  const backup = join(folder, 'backup.db');
  expect(run('--back-up', backup).code).toBe(0);
  const other = join(folder, 'other');
  expect(run('--restore', backup, '--data', other)).toMatchObject({ code: 0 });
  expect(run('--check', '--data', other).said).toContain('Sound: 2 occurrences of 2 items.');
  const bundle = join(folder, 'bundle.jsonl.gz');
  expect(run('--export', bundle).said).toContain('2 occurrences are in');
  expect(run('--import', bundle, '--data', other).said).toContain('2 were here already.');
  const third = join(folder, 'third');
  expect(run('--import', bundle, '--data', third).said).toContain('2 occurrences of 2 items are imported');
  expect(run('--check', '--data', third).code).toBe(0);
  expect(readdirSync(third).filter((name) => name.startsWith('import'))).toEqual([]);
});

it('says what to do about a damaged database, and does it', () => {
  writeFileSync(join(data, 'stacktray.db'), Buffer.alloc(100, 7), { flag: 'r+' });
  const refused = run('--port', '0', '--page-port', '0');
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Start Stacktray with --repair') as string });
  expect(run('--check').code).toBe(1);
  expect(run('--repair')).toMatchObject({
    code: 0,
    said: expect.stringContaining('2 items and 2 occurrences were saved') as string,
  });
  expect(run('--check').code).toBe(0);
  expect(readdirSync(join(data, 'backups')).some((name) => name.startsWith('stacktray-damaged-'))).toBe(true);
});

it('refuses two tasks at once, and a file that is not there', () => {
  expect(run('--check', '--repair')).toMatchObject({
    code: 2,
    said: expect.stringContaining('cannot be done at once') as string,
  });
  expect(run('--restore', join(folder, 'nothing.db'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no file') as string,
  });
});
