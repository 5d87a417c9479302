import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { desktopEntry, loginStart, type LoginPlace } from '../../../../main/electron/start-at-login.ts';

const system = vi.hoisted(() => ({ openAtLogin: false, args: [] as string[] }));
vi.mock('electron', () => ({
  app: {
    getLoginItemSettings: () => system,
    setLoginItemSettings: (wanted: typeof system) => Object.assign(system, wanted),
  },
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-login-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const place = (more: Partial<LoginPlace> = {}): LoginPlace => ({
  ...{ platform: 'linux', isPackaged: true, program: '/opt/Stacktray/stacktray' },
  autostartFile: join(folder, 'autostart/stacktray.desktop'),
  ...more,
});

it('is a file for desktops of Linux', () => {
  const start = loginStart(place());
  expect(start.read()).toBe(false);
  start.change(true);
  expect(start.read()).toBe(true);
  const { autostartFile } = place();
  expect(readFileSync(autostartFile, 'utf8')).toContain('Exec="/opt/Stacktray/stacktray" --background\n');
  writeFileSync(autostartFile, `${desktopEntry('x')}Hidden=true\n`);
  expect(start.read()).toBe(false);
  start.change(false);
  expect(existsSync(autostartFile)).toBe(false);
  start.change(false);
});

it.each(['darwin', 'win32'] as const)('is a setting of the system on %s', (platform) => {
  const start = loginStart(place({ platform }));
  start.change(true);
  expect([start.read(), system.args]).toEqual([true, ['--background']]);
  start.change(false);
  expect(start.read()).toBe(false);
});

it.each<Partial<LoginPlace>>([{ isPackaged: false }, { platform: 'freebsd' }])(
  'is not offered elsewhere',
  (elsewhere) => {
    const start = loginStart(place({ ...elsewhere, autostartFile: join(folder, 'none') }));
    start.change(true);
    expect([start.read(), existsSync(join(folder, 'none'))]).toEqual([null, false]);
  },
);

it('keeps the name of the program one word, whatever is in it', () => {
  expect(desktopEntry('/a b/$(x)`"\\%')).toContain('Exec="/a b/\\\\$(x)\\\\`\\\\"\\\\\\\\%%" --background\n');
});
