/** How fast reports are taken, against a server that keeps nothing. */
import { send, startBareServer, startCollector, type LoadWanted } from './processes.ts';
import { atLeast, atMost, median, ms, perSecond, type Row, type Scale } from './rows.ts';

export async function ingestRows(scale: Scale): Promise<Row[]> {
  const wide = { connections: 50, mix: { items: 500 } };
  return [
    await against('durable ingest, 50 connections', { scale, load: wide, least: 0.6 }),
    await against('durable ingest, 8 connections', { scale, load: { ...wide, connections: 8 }, least: 0.45 }),
    await against('storm of one item, 50 connections', { scale, load: { ...wide, mix: { items: 1 } }, least: 0.65 }),
    await latency(scale),
  ];
}

/** Both sides in turns, so that what else the machine does meets both. */
async function against(
  name: string,
  { scale, load, least }: { scale: Scale; load: LoadWanted; least: number },
): Promise<Row> {
  const bare = await startBareServer();
  const collector = await startCollector();
  const rates: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
  try {
    await send(collector, { ...load, seconds: 1 });
    await send(bare, { ...load, seconds: 1 });
    for (let round = 0; round < scale.rounds; round += 1) {
      const wanted = { ...load, seconds: scale.seconds, mix: { ...load.mix, seed: round + 2 } };
      rates.bare.push((await send(bare, wanted)).perSecond);
      rates.ours.push((await send(collector, wanted)).perSecond);
    }
  } finally {
    await bare.stop();
    await collector.dispose();
  }
  const [ours, bar] = [median(rates.ours), median(rates.bare)];
  return atLeast(name, least, { ratio: ours / bar, absolute: `${perSecond(ours)}, bare ${perSecond(bar)}` });
}

async function latency(scale: Scale): Promise<Row> {
  const bare = await startBareServer();
  const collector = await startCollector();
  try {
    const most = (await send(collector, { seconds: scale.seconds })).perSecond;
    const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
    for (let round = 0; round < scale.rounds; round += 1) {
      const wanted = { rate: most / 2, seconds: scale.seconds, mix: { seed: round + 2 } };
      times.bare.push((await send(bare, wanted)).p99);
      times.ours.push((await send(collector, wanted)).p99);
    }
    const [ours, bar] = [median(times.ours), median(times.bare)];
    const absolute = `p99 ${ms(ours)}, bare ${ms(bar)}, at ${perSecond(most / 2)}`;
    return atMost('latency at half of the highest rate', 3, { ratio: ours / bar, absolute });
  } finally {
    await bare.stop();
    await collector.dispose();
  }
}
