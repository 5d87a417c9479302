/** Remembers the size and place of windows between starts: of the first, the second and so on, as they were opened. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type Rectangle } from 'electron';
import * as v from 'valibot';

export type Place = { width: number; height: number; x?: number; y?: number; maximized: boolean };

const first: Place = { width: 1280, height: 800, maximized: false };
const whole = v.pipe(v.number(), v.integer());
const schema = v.object({ x: whole, y: whole, width: whole, height: whole, maximized: v.boolean() });

/** The last place of the window of this number, from 1, if it is still on a screen; else the usual size in the middle. */
export function readPlace(folder: string, number: number): Place {
  const saved = v.safeParse(schema, readJson(fileOf(folder, number)));
  return saved.success && isOnScreen(saved.output) ? saved.output : first;
}

/** Replaces the file as a whole, so that it is never half written. */
export function savePlace(folder: string, number: number, place: Rectangle & { maximized: boolean }): void {
  const path = fileOf(folder, number);
  writeFileSync(`${path}.new`, JSON.stringify(place));
  renameSync(`${path}.new`, path);
}

function fileOf(folder: string, number: number): string {
  return join(folder, number === 1 ? 'window.json' : `window-${String(number)}.json`);
}

function isOnScreen({ x, y, width, height }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across >= 100 && down >= 100;
  });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    // Missing or damaged: the usual size will do.
    return undefined;
  }
}
