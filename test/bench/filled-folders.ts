/** Data folders full of reports. Making a large one takes minutes, so they are kept between runs, and used as copies. */
import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { constants, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface FilledFolder {
  path: string;
  /** Mean length of the stored bodies, in bytes. */
  meanBody: number;
}

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
/** What decides on what is stored, and how. */
const sources = ['main/store/migrations', 'main/grouping', 'main/search', 'main/protocols/rollbar', 'test/bench'];
const generators = ['fill-folder.ts', 'varied-reports.ts', 'payloads.ts', 'payload-templates.ts', 'random.ts'];
const prefix = 'stacktray-bench-data-';

/** A folder of the caller's own with so many occurrences and items. */
export async function filledFolder(occurrences: number, items: number): Promise<FilledFolder> {
  const size = `${String(occurrences)}-${String(items)}`;
  const kept = join(tmpdir(), `${prefix}${size}-${version()}`);
  if (!existsSync(kept)) {
    forgetOthers(size);
    const part = mkdtempSync(join(tmpdir(), 'stacktray-bench-part-'));
    process.stderr.write(`storing ${String(occurrences)} occurrences, once for this version of the code\n`);
    const program = join(import.meta.dirname, 'fill-folder.ts');
    const { stdout } = await run(process.execPath, [program, part, String(occurrences), String(items)]);
    writeFileSync(join(part, 'mean-body'), stdout.trim());
    renameSync(part, kept);
  }
  const path = mkdtempSync(join(tmpdir(), 'stacktray-bench-'));
  cpSync(kept, path, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return { path, meanBody: Number(readFileSync(join(kept, 'mean-body'), 'utf8')) };
}

/** Those of other versions of the code are of no use any more, and large. */
function forgetOthers(size: string): void {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(`${prefix}${size}-`)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

function version(): string {
  const texts = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && (folder !== 'test/bench' || generators.includes(name)))
      .toSorted()
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  return hash('sha256', texts.join('\0'), 'hex').slice(0, 12);
}
