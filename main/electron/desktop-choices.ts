/** What a person chose for this computer, kept beside the places of the windows. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

export interface KeptChoices {
  /** Go on taking reports when the last window is closed. */
  closeToTray: boolean;
}

const first: KeptChoices = { closeToTray: false };
const schema = v.object({ closeToTray: v.boolean() });

export function readChoices(folder: string): KeptChoices {
  try {
    const kept = v.safeParse(schema, JSON.parse(readFileSync(join(folder, 'desktop.json'), 'utf8')));
    return kept.success ? kept.output : first;
  } catch {
    // Missing or damaged: what holds from the beginning.
    return first;
  }
}

/** Replaces the file as a whole, so that it is never half written. */
export function saveChoices(folder: string, choices: KeptChoices): void {
  const path = join(folder, 'desktop.json');
  writeFileSync(`${path}.new`, JSON.stringify(choices));
  renameSync(`${path}.new`, path);
}
