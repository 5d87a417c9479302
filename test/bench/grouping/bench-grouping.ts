/**
 * Judges grouping on labelled data. Without `--assign` prints the scorer's table with its baselines, and what a key costs;
 * with it only lines `{"id","group"}`, one for each row of every `*.jsonl` below the folder.
 */
import { parseArgs } from 'node:util';
import { mechanisms, type Mechanism } from '../../../main/grouping/group.ts';
import { groupOf } from '../../../main/grouping/grouping.ts';
import { groupsOf } from './ingest-groups.ts';
import { labelledFiles, occurrenceOf, type LabelledFile } from './labelled-rows.ts';
import { loadScorer, scoreTables, type Grouping } from './score-table.ts';

const usage = `usage: npm run bench:grouping -- --data DIR [--assign ${mechanisms.join('|')}]`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, assign: { type: 'string' } } });
  if (values.data === undefined) throw new Error(usage);
  const files = labelledFiles(values.data);
  if (values.assign === undefined) return await printTables(values.data, files);
  const mechanism = mechanisms.find((name) => name === values.assign);
  if (mechanism === undefined) throw new Error(usage);
  for (const file of files)
    for (const [id, group] of await groupsOf(file, mechanism))
      process.stdout.write(`${JSON.stringify({ id, group })}\n`);
}

async function printTables(folder: string, files: LabelledFile[]): Promise<void> {
  const scorer = await loadScorer(folder);
  const own: Grouping[] = [];
  for (const mechanism of mechanisms) {
    const groups = new Map<string, string>();
    for (const file of files) for (const [id, group] of await groupsOf(file, mechanism)) groups.set(id, group);
    own.push([mechanism, (row) => groups.get(row.id) ?? '']);
  }
  process.stdout.write(`${scoreTables(scorer, files, own)}\n\n`);
  for (const mechanism of mechanisms) process.stdout.write(`${mechanism}: ${costOf(files, mechanism)}\n`);
}

/** Each occurrence three times: the last round, when the code has been compiled. */
function costOf(files: LabelledFile[], mechanism: Mechanism): string {
  const occurrences = files.flatMap(({ rows }) => rows.map(occurrenceOf));
  const errors = occurrences.filter(({ exceptions }) => exceptions.length > 0);
  const messages = occurrences.filter(({ exceptions }) => exceptions.length === 0);
  return [errors, messages]
    .map((some) => {
      let started = 0;
      for (let round = 0; round < 3; round++) {
        started = performance.now();
        for (const occurrence of some) groupOf(occurrence, mechanism);
      }
      return ((performance.now() - started) / Math.max(1, some.length)) * 1000;
    })
    .map((each, index) => `${each.toFixed(1)} µs for ${index === 0 ? 'an error' : 'a message'}`)
    .join(', ');
}

// The store's threads do not keep a program running, and their end is waited for.
const running = setInterval(() => undefined, 60_000);
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  clearInterval(running);
}
