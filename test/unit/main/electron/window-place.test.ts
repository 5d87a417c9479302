import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readPlace, savePlace } from '../../../../main/electron/window-place.ts';

const screens = vi.hoisted(() => ({ areas: [{ x: 0, y: 0, width: 1920, height: 1080 }] }));
vi.mock('electron', () => ({
  screen: { getAllDisplays: () => screens.areas.map((workArea) => ({ workArea })) },
}));

const usual = { width: 1280, height: 800, maximized: false };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-place-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('comes back where it was', () => {
  const place = { x: 100, y: 50, width: 900, height: 600, maximized: true };
  savePlace(folder, 1, place);
  expect(readPlace(folder, 1)).toEqual(place);
  expect(readdirSync(folder)).toEqual(['window.json']);
});

it('has the usual size the first time', () => {
  expect(readPlace(folder, 1)).toEqual(usual);
});

it('remembers each window on its own', () => {
  const first = { x: 100, y: 50, width: 900, height: 600, maximized: false };
  savePlace(folder, 1, first);
  savePlace(folder, 2, { ...first, x: 400 });
  expect([readPlace(folder, 1).x, readPlace(folder, 2).x]).toEqual([100, 400]);
  expect(readPlace(folder, 3)).toEqual(usual);
});

it.each([
  ['cut off', '{"x":1'],
  ['not a place', '{"x":"1","y":0,"width":900,"height":600,"maximized":false}'],
  ['on a screen that is gone', '{"x":4000,"y":0,"width":900,"height":600,"maximized":false}'],
  ['above the screen', '{"x":0,"y":-590,"width":900,"height":600,"maximized":false}'],
])('has the usual size when the file is %s', (_what, text) => {
  writeFileSync(join(folder, 'window.json'), text);
  expect(readPlace(folder, 1)).toEqual(usual);
});
