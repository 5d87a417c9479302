import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixedItems, fixingCommits, type NewCommits } from '../../../../../main/source/git/fixing-commits.ts';
import { aFolder } from '../a-folder.ts';
import { aClone, type AClone } from './a-clone.ts';

let clone: AClone;
let written = 0;
beforeEach(() => {
  clone = aClone();
});
afterEach(() => {
  clone.dispose();
});

/** Returns the commit. */
function commit(message: string): string {
  clone.write('src/pay.ts', `${String((written += 1))}\n`);
  clone.commit('Ada', message, 1_767_600_000_000 + written * 60_000);
  return clone.git('rev-parse', 'HEAD');
}
function look(since: string | null, folder = clone.path): Promise<NewCommits | null> {
  const environment = { PATH: process.env['PATH'], HOME: clone.path };
  return fixingCommits({ folder, since }, { environment, platform: process.platform });
}

it.each([
  ['Fixes st#12', [12]],
  ['fix: st#1, resolved st#2\n\ncloses  st#3 and fixed st#2', [1, 2, 3]],
  ['Resolve ST#7.', [7]],
  ['See st#12', []],
  ['prefixes st#12', []],
  ['fixes #12, fixes rb#12, fixes st#0, fixes st#1a, fixes st#12345678901', []],
])('%j fixes %j', (message, counters) => {
  expect(fixedItems(message)).toEqual(counters);
});

it('tells at first only what is checked out, then what fixes something of what is new, oldest first', async () => {
  const old = commit('Fixes st#1');
  expect(await look(null)).toEqual({ head: old, fixing: [] });
  expect(await look(old)).toEqual({ head: old, fixing: [] });
  const first = commit('Pay once\n\nIt paid twice.\nFixes st#2, fixes st#3.');
  commit('Nothing');
  const last = commit('Close st#4');
  expect(await look(old)).toEqual({
    head: last,
    fixing: [
      { hash: first, subject: 'Pay once', counters: [2, 3] },
      { hash: last, subject: 'Close st#4', counters: [4] },
    ],
  });
});

it('finds the clone from a folder within it, and tells what is checked out when the commit before is not there', async () => {
  commit('One');
  const head = commit('Fixes st#2');
  expect(await look('0'.repeat(40), join(clone.path, 'src'))).toEqual({ head, fixing: [] });
  expect(await look('--all')).toEqual({ head, fixing: [] });
});

it('says nothing of folders that are in no clone, or not there', async () => {
  const folder = aFolder();
  expect(await look(null, folder.path)).toBeNull();
  expect(await look(null, join(folder.path, 'none'))).toBeNull();
  folder.dispose();
});

it('runs nothing that a clone names', async () => {
  const old = commit('One');
  const trap = join(clone.path, 'trap');
  const hooks = join(clone.path, 'hooks');
  mkdirSync(hooks);
  for (const setting of ['core.fsmonitor', 'core.pager', 'gpg.program', 'log.mailmap'])
    clone.git('config', setting, `touch ${trap}`);
  clone.git('config', 'log.showSignature', 'true');
  clone.git('config', 'core.hooksPath', hooks);
  rmSync(trap, { force: true });
  clone.write('.gitattributes', '* filter=trap diff=trap\n');
  clone.git('config', 'core.fsmonitor', 'false');
  clone.git('config', 'log.mailmap', 'true');
  const last = commit('Fixes st#5');
  clone.git('config', 'core.fsmonitor', `touch ${trap}`);
  rmSync(trap, { force: true });
  expect((await look(old))?.fixing).toEqual([{ hash: last, subject: 'Fixes st#5', counters: [5] }]);
  expect(existsSync(trap)).toBe(false);
});
