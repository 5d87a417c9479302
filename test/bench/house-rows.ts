/** What the collector takes of the computer: disk, memory, the time until it is ready. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Pair, Side } from './pair.ts';
import { send, settled, startCollector } from './processes.ts';
import { atMost, median, megabytes, ms, type Row, type Scale } from './rows.ts';

export async function houseRows(pair: Pair, scale: Scale): Promise<Row[]> {
  return [await size(pair.large), ...(await memory(pair.large, scale)), await start(pair, scale)];
}

/** Of all files of the folder. What is done in the background is done before. */
async function size(side: Side): Promise<Row> {
  const { folder } = side.collector;
  // After a start nothing is too fresh to be packed; stopping writes what is left of the log into the database.
  await side.collector.stop();
  side.collector = await startCollector(folder);
  await unchanging(() => bytesIn(folder));
  await side.collector.stop();
  const bytes = bytesIn(folder);
  side.collector = await startCollector(folder);
  const each = bytes / side.stored;
  const absolute = `${each.toFixed(0)} bytes for ${side.meanBody.toFixed(0)}, ${megabytes(bytes)} in all, ${megabytes(await emptySize())} of it for nothing`;
  return atMost('size: bytes on disk ÷ posted', 0.2, { ratio: each / side.meanBody, absolute });
}

/** What a folder takes with nothing in it. */
async function emptySize(): Promise<number> {
  const empty = await startCollector();
  await empty.stop();
  const bytes = bytesIn(empty.folder);
  await empty.dispose();
  return bytes;
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Resolves when the number has been the same for more than two rounds of what is done in the background. */
async function unchanging(read: () => number): Promise<void> {
  let last = -1;
  for (let same = 0; same < 13;) {
    await wait(1000);
    const now = read();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

async function memory({ collector }: Side, scale: Scale): Promise<Row[]> {
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, collector.memory());
  }, 100);
  await send(collector, { seconds: scale.seconds * 2, mix: { seed: 99, largeOneIn: 1000 } });
  clearInterval(watching);
  await settled(collector);
  const after = collector.memory();
  const limit = 200 * 1_048_576;
  return [
    { ...atMost('memory under load', 1, { ratio: most / limit, absolute: megabytes(most) }), must: '≤ 200 MB' },
    { ...atMost('memory after it', 1, { ratio: after / limit, absolute: megabytes(after) }), must: '≤ 200 MB' },
  ];
}

async function start(pair: Pair, scale: Scale): Promise<Row> {
  const { folder } = pair.large.collector;
  const times: { empty: number[]; full: number[] } = { empty: [], full: [] };
  await pair.large.collector.stop();
  for (let round = 0; round < scale.rounds + 2; round += 1) {
    const empty = await startCollector();
    times.empty.push(empty.readyMs);
    await empty.dispose();
    const full = await startCollector(folder);
    times.full.push(full.readyMs);
    await full.stop();
  }
  pair.large.collector = await startCollector(folder);
  const [full, empty] = [median(times.full), median(times.empty)];
  return atMost('start: much stored ÷ empty', 1.3, { ratio: full / empty, absolute: `${ms(full)}, ${ms(empty)}` });
}
