import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultDataFolder } from '../../../main/data-folder.ts';

it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['linux', {}, join(homedir(), '.local/share/stacktray')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'stacktray')],
  ['linux', { XDG_DATA_HOME: '' }, join(homedir(), '.local/share/stacktray')],
  ['linux', { XDG_DATA_HOME: 'relative' }, join(homedir(), '.local/share/stacktray')],
  ['darwin', {}, join(homedir(), 'Library/Application Support/Stacktray')],
  ['win32', { APPDATA: '/roaming' }, join('/roaming', 'Stacktray')],
  ['win32', {}, join(homedir(), 'AppData/Roaming/Stacktray')],
])('is, on %s with %j, %s', (platform, environment, folder) => {
  expect(defaultDataFolder(platform, environment)).toBe(folder);
});
