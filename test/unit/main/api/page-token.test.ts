import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageToken } from '../../../../main/api/api.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-token-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is random, and the same again for the same folder', () => {
  const token = pageToken(folder);
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(pageToken(folder)).toBe(token);
  rmSync(join(folder, 'page-token'));
  expect(pageToken(folder)).not.toBe(token);
});

it.skipIf(process.platform === 'win32')('is readable by its owner alone', () => {
  pageToken(folder);
  expect(statSync(join(folder, 'page-token')).mode & 0o777).toBe(0o600);
});

it.each(['', 'short', `${'a'.repeat(64)}b`])('is made again when its file holds %j', (damaged) => {
  writeFileSync(join(folder, 'page-token'), damaged);
  const token = pageToken(folder);
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(join(folder, 'page-token'), 'utf8').trim()).toBe(token);
});
