/**
 * The collector and an open page for a long time at a fixed rate: memory, descriptors and latency of the last quarter are
 * those of the second. The first one warms up. `npm run test:faults -- --soak [MINUTES]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../bench/processes.ts';
import { startVictim, type Victim } from '../faults/victim.ts';
import { launchChromium } from '../screen/open-page.ts';

const minutes = Number(process.env['STACKTRAY_SOAK_MINUTES'] ?? 30);
const quarterSeconds = (minutes * 60) / 4;
/** Reports per second: many for a desktop, and a fraction of what it can take. */
const rate = 50;
const sampleMs = Math.min(5000, quarterSeconds * 50);

interface Quarter {
  memory: number;
  descriptors: number;
  pageHeap: number;
  p50: number;
  p99: number;
}

/** How many times what it was in the second quarter the last one may have. Latencies of the slowest are those of the disk. */
const most: Quarter = { memory: 1.25, descriptors: 1.1, pageHeap: 1.5, p50: 1.5, p99: 3 };

let folder: string;
let victim: Victim;
let browser: Awaited<ReturnType<typeof launchChromium>>;
let devtools: CDPSession;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-soak-'));
  victim = await startVictim(folder);
  browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(victim.headless.page);
  devtools = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await browser.close();
  await victim.headless.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** Bytes that the page's scripts really hold. */
async function heapOfPage(): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

async function oneQuarter(number: number): Promise<Quarter> {
  const memory: number[] = [];
  const descriptors: number[] = [];
  const sampling = setInterval(() => {
    memory.push(victim.memory());
    descriptors.push(victim.descriptors());
  }, sampleMs);
  const target = { port: victim.port, path: '/api/1/item/', token: 'b'.repeat(32) };
  const wanted = { rate, seconds: quarterSeconds, connections: 8, mix: { seed: number, items: 200 } };
  const { p50, p99 } = await send(target, wanted).finally(() => {
    clearInterval(sampling);
  });
  return { memory: median(memory), descriptors: median(descriptors), pageHeap: await heapOfPage(), p50, p99 };
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

it(
  `${String(minutes)} minutes at ${String(rate)} reports per second: everything stays flat`,
  { timeout: (minutes + 5) * 60_000 },
  async () => {
    const quarters: Quarter[] = [];
    for (let number = 1; number <= 4; number += 1) quarters.push(await oneQuarter(number));
    console.table(quarters);
    const [, second, , last] = quarters;
    if (second === undefined || last === undefined) throw new Error('there are four quarters');
    for (const [name, limit] of Object.entries(most) as [keyof Quarter, number][])
      expect(last[name] / second[name], name).toBeLessThanOrEqual(limit);
    expect((await victim.status()).storage).toBeNull();
  },
);
