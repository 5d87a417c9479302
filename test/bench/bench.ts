/**
 * Measures Stacktray against yardsticks of the same run on the same machine, and prints one table. `--quick` takes less
 * of everything; `--json FILE` writes the rows; `--only WORD` runs the groups whose name begins with it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { growthRows } from './growth-rows.ts';
import { houseRows } from './house-rows.ts';
import { ingestRows } from './ingest-rows.ts';
import { liveRows } from './live-rows.ts';
import { startPair } from './pair.ts';
import { peerRows } from './peer-rows.ts';
import type { Row, Scale } from './rows.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

const scale: Scale = values.quick
  ? { small: 1000, large: 20_000, rounds: 1, seconds: 2 }
  : { small: 10_000, large: 1_000_000, rounds: 3, seconds: 5 };

const rows: Row[] = [];
const wants = (group: string): boolean => group.startsWith(values.only);

function add(more: Row[]): void {
  for (const row of more) {
    rows.push(row);
    process.stdout.write(`${lineOf(row)}\n`);
  }
}

function lineOf({ name, ratio, must, ok, absolute }: Row): string {
  const figure = ratio === null ? '–' : ratio.toFixed(2);
  return `${ok ? '  ' : '! '}${name.padEnd(42)} ${figure.padStart(7)}  ${must.padEnd(9)} ${absolute}`;
}

process.stdout.write(`  ${'row'.padEnd(42)} ${'ratio'.padStart(7)}  ${'must'.padEnd(9)} for reading only\n`);
if (wants('ingest')) add(await ingestRows(scale));
if (wants('peer')) add(await peerRows(scale));
if (wants('growth') || wants('house') || wants('live')) {
  const pair = await startPair(scale);
  try {
    if (wants('house')) add(await houseRows(pair, scale));
    if (wants('live')) add(await liveRows(pair, scale));
    if (wants('growth')) for await (const row of growthRows(pair, scale)) add([row]);
  } finally {
    await pair.small.collector.dispose();
    await pair.large.collector.dispose();
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rows }, null, 2)}\n`);
const missed = rows.filter(({ ok }) => !ok).length;
process.stdout.write(`${String(rows.length - missed)} of ${String(rows.length)} reach what they must\n`);
