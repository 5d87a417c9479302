/** The table of scores: every baseline of the data's own scorer, then this product's mechanisms. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LabelledFile, LabelledRow } from './labelled-rows.ts';

/** What is used of `score.mjs`, which lies with the data. */
interface Scorer {
  metrics(rows: LabelledRow[], groupOf: (row: LabelledRow) => string): Score;
  GROUPERS: Record<string, { key(row: LabelledRow): string }>;
  BATCH: Record<string, { make(): (rows: LabelledRow[]) => (row: LabelledRow) => string }>;
  MESSAGE_GROUPERS: Scorer['GROUPERS'];
  MESSAGE_BATCH: Scorer['BATCH'];
}

interface Score {
  groups: number;
  labels: number;
  tp: number;
  fp: number;
  fn: number;
  pw_p: number;
  pw_r: number;
  pw_f1: number;
  b3_p: number;
  b3_r: number;
  b3_f1: number;
}

export type Grouping = [name: string, groupOf: (row: LabelledRow) => string];

/** The four sets of errors that the data's README calls the headline. */
const headline = /^(?:java-defects4j|java-bugsjar|python-bugsinpy|js-bugsjs)\/errors\.jsonl$/;

export async function loadScorer(folder: string): Promise<Scorer> {
  const file = join(folder, 'score.mjs');
  if (!existsSync(file)) throw new Error(`there is no scorer in ${folder}: score.mjs is missing`);
  return (await import(pathToFileURL(file).href)) as Scorer;
}

/** Tables of the headline and of every file, as text. */
export function scoreTables(scorer: Scorer, files: LabelledFile[], own: Grouping[]): string {
  const pooled = files.filter(({ name }) => headline.test(name)).flatMap(({ rows }) => rows);
  const tables = files.map(({ name, rows }) => scoreTable(scorer, { name, rows }, own));
  return [scoreTable(scorer, { name: 'all errors, pooled', rows: pooled }, own), ...tables].join('\n\n');
}

function scoreTable(scorer: Scorer, { name, rows }: LabelledFile, own: Grouping[]): string {
  const head = `${'grouping'.padEnd(13)}  pw-P  pw-R pw-F1 |  B3-P  B3-R B3-F1 | groups / labels  false pairs`;
  const lines = [...baselines(scorer, { name, rows }), ...own].map(([grouping, groupOf]) => {
    const score = scorer.metrics(rows, (row) => `${row.project} ${groupOf(row)}`);
    return `${grouping.padEnd(13)} ${numbersOf(score)}`;
  });
  return [`== ${name}: ${String(rows.length)} rows`, head, ...lines].join('\n');
}

function baselines(scorer: Scorer, { name, rows }: LabelledFile): Grouping[] {
  const isMessages = name.startsWith('messages-');
  const simple = Object.entries(isMessages ? scorer.MESSAGE_GROUPERS : scorer.GROUPERS);
  const batch = Object.entries(isMessages ? scorer.MESSAGE_BATCH : scorer.BATCH);
  return [
    ...simple.map(([grouping, { key }]): Grouping => [grouping, key]),
    ...batch.map(([grouping, { make }]): Grouping => [grouping, make()(rows)]),
  ];
}

function numbersOf(score: Score): string {
  const percent = (share: number): string => (share * 100).toFixed(1).padStart(5);
  const pairs =
    score.tp + score.fn === 0 ? '    -     -     -' : [score.pw_p, score.pw_r, score.pw_f1].map(percent).join(' ');
  const cubed = [score.b3_p, score.b3_r, score.b3_f1].map(percent).join(' ');
  return `${pairs} | ${cubed} | ${String(score.groups).padStart(6)} / ${String(score.labels)}  ${String(score.fp)}`;
}
