/** What the command line does with the data as a whole, without a collector: one task, then the end. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandTask } from '../../shared/command-task.ts';
import { Refusal } from '../../shared/error-codes.ts';
import { openStore, safekeeping } from '../store/store.ts';
import { repairData } from './repair-data.ts';

export interface CommandSite {
  dataFolder: string;
  /** The version of Stacktray. */
  version: string;
  /** A sentence for the person. */
  say: (words: string) => void;
  now: () => number;
}

/**
 * Resolves with whether all is well: only a check that finds something answers false. Refusals: those of the tasks, and
 * `not-found` when there are no data. A check, a backup and an export may be made while a Stacktray runs on the folder.
 */
export async function runCommandTask(task: CommandTask, site: CommandSite): Promise<boolean> {
  // The threads of a store do not keep the process alive: a listener does so elsewhere.
  const alive = setInterval(() => undefined, 60_000);
  try {
    return await doTask(task, site);
  } finally {
    clearInterval(alive);
  }
}

async function doTask({ name, file }: CommandTask, site: CommandSite): Promise<boolean> {
  const path = safekeeping.databasePath(site.dataFolder);
  const makesData = name === 'import' || name === 'restore';
  if (!makesData && !existsSync(path)) throw new Refusal('not-found', `There are no data in ${site.dataFolder}.`);
  switch (name) {
    case 'check':
      return check(path, site);
    case 'repair':
      site.say(await repairData({ ...site, at: site.now(), log: site.say, onProgress: () => undefined }));
      await openOnce(site);
      return true;
    case 'back-up': {
      const facts = await run('back-up', { path, target: file, marked: true });
      site.say(`${String(facts.occurrences)} occurrences of ${String(facts.items)} items are in ${file}.`);
      return true;
    }
    case 'restore':
      await restore(file, site);
      return true;
    case 'export': {
      const wish = { path, target: file, scope: { kind: 'all' }, at: site.now(), app: site.version } as const;
      site.say(`${String((await run('export', wish)).occurrences)} occurrences are in ${file}.`);
      return true;
    }
    case 'import':
      await importInto(path, file, site);
      return true;
  }
}

const run: <Name extends Parameters<typeof safekeeping.run>[0]>(
  name: Name,
  params: Parameters<typeof safekeeping.run<Name>>[1],
) => ReturnType<typeof safekeeping.run<Name>>['result'] = (name, params) =>
  safekeeping.run(name, params, () => undefined).result;

async function check(path: string, { say }: CommandSite): Promise<boolean> {
  const { isSound, findings, facts } = await run('check', { path });
  for (const finding of findings) say(finding);
  say(
    isSound
      ? `Sound: ${String(facts.occurrences)} occurrences of ${String(facts.items)} items.`
      : 'Not sound. Stop Stacktray and start it once with --repair: it saves what can be read, and keeps this one.',
  );
  return isSound;
}

async function restore(file: string, site: CommandSite): Promise<void> {
  // Makes the folder, too, and brings what is there into one file.
  await openOnceUnlessDamaged(site);
  const unlock = safekeeping.lock(site.dataFolder);
  try {
    const facts = await run('stage', { file, target: safekeeping.nextPath(site.dataFolder, 'replaced', site.now()) });
    site.say(`${String(facts.occurrences)} occurrences of ${String(facts.items)} items are restored.`);
  } finally {
    unlock();
  }
  await openOnce(site);
  site.say(`What was there before is in ${join(site.dataFolder, 'backups')}.`);
}

/** Data that are damaged are what a backup is restored for. */
async function openOnceUnlessDamaged(site: CommandSite): Promise<void> {
  try {
    await openOnce(site);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'data-damaged') throw error;
  }
}

/** Whatever waits to take the place of the present data does so. */
async function openOnce({ dataFolder, now, say }: CommandSite): Promise<void> {
  await openStore(dataFolder, { now, log: say }).close();
}

async function importInto(path: string, file: string, { dataFolder, now, say }: CommandSite): Promise<void> {
  const store = openStore(dataFolder, { now, log: say });
  try {
    const scratch = join(dataFolder, 'import.db');
    const { grouping, items, occurrences, known } = await run('import', { path, file, scratch, at: now() });
    if (grouping !== null) store.settings.set('grouping', grouping);
    say(
      `${String(occurrences)} occurrences of ${String(items)} items are imported; ${String(known)} were here already.`,
    );
  } finally {
    await store.close();
  }
}
