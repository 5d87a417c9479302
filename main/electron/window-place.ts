/** Remembers a window's size and place between starts. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen, type Rectangle } from 'electron';
import * as v from 'valibot';

export type Place = { width: number; height: number; x?: number; y?: number; maximized: boolean };

const first: Place = { width: 1280, height: 800, maximized: false };
const whole = v.pipe(v.number(), v.integer());
const schema = v.object({ x: whole, y: whole, width: whole, height: whole, maximized: v.boolean() });

/** The last place that is still on a screen, else the usual size in the middle. */
export function readPlace(folder: string): Place {
  const saved = v.safeParse(schema, readJson(join(folder, 'window.json')));
  return saved.success && isOnScreen(saved.output) ? saved.output : first;
}

/** Replaces the file as a whole, so that it is never half written. */
export function savePlace(folder: string, place: Rectangle & { maximized: boolean }): void {
  const path = join(folder, 'window.json');
  writeFileSync(`${path}.new`, JSON.stringify(place));
  renameSync(`${path}.new`, path);
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
