/** Two collectors that differ in how much they hold: what must not grow with what is stored is measured on both. */
import { filledFolder } from './filled-folders.ts';
import { startCollector, type RunningCollector } from './processes.ts';
import type { Scale } from './rows.ts';

export interface Side {
  collector: RunningCollector;
  stored: number;
  items: number;
  /** Mean length of the stored bodies, in bytes. */
  meanBody: number;
}

export interface Pair {
  small: Side;
  large: Side;
}

export const occurrencesPerItem = 20;

export async function startPair({ small, large }: Scale): Promise<Pair> {
  return { small: await filled(small), large: await filled(large) };
}

async function filled(stored: number): Promise<Side> {
  const items = Math.ceil(stored / occurrencesPerItem);
  const { path, meanBody } = await filledFolder(stored, items);
  return { collector: await startCollector(path), stored, items, meanBody };
}
