/** `kill -9` at random moments under load, again and again on the same folder. */
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { randomFrom } from '../bench/random.ts';
import { isLong } from './form.ts';
import { expectKept } from './kept.ts';
import { startVictim, type Victim } from './victim.ts';

const rounds = isLong ? 200 : 15;
const senders = 16;
/** The whole folder is compared so often: looking through it takes longer, the more is in it. */
const comparedEvery = isLong ? 20 : 5;
/** It is killed after so many answers at most, while as many requests as there are senders are under way. */
const mostAnswers = isLong ? 1000 : 400;

let folder: string;
let running: Victim | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-kill-'));
});
afterEach(async () => {
  await running?.headless.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Load {
  victim: Victim;
  random: () => number;
  agent: Agent;
  answered(): void;
}

/** Posts until the connection breaks; returns what was acknowledged. One of ten is sent twice, as after a lost answer. */
async function postUntilItBreaks({ victim, random, agent, answered }: Load): Promise<string[]> {
  const acknowledged: string[] = [];
  let uuid = randomUUID();
  for (;;) {
    const answer = await victim.post({ uuid, padding: Math.floor(random() * 6000), agent }).catch(() => null);
    if (answer === null) return acknowledged;
    expect(answer.status).toBe(200);
    acknowledged.push(uuid);
    answered();
    if (random() > 0.1) uuid = randomUUID();
  }
}

async function oneRound(random: () => number): Promise<string[]> {
  const victim = await startVictim(folder);
  running = victim;
  const agent = new Agent({ keepAlive: true });
  let left = Math.floor(random() * mostAnswers);
  const answered = (): void => {
    left -= 1;
    if (left <= 0) victim.headless.process.kill('SIGKILL');
  };
  const load = { victim, random, agent, answered };
  const uuids = await Promise.all(Array.from({ length: senders }, () => postUntilItBreaks(load)));
  agent.destroy();
  await victim.headless.kill('SIGKILL');
  return uuids.flat();
}

/** What was acknowledged and not stored yet when it was killed is stored after the next start. */
async function letItCatchUp(): Promise<void> {
  const victim = await startVictim(folder);
  running = victim;
  await expect.poll(async () => (await victim.status()).storing.waiting, { timeout: 60_000 }).toBe(0);
  await victim.headless.kill('SIGTERM');
}

it(
  `every acknowledged report is there exactly once after ${String(rounds)} times kill -9`,
  { timeout: isLong ? 3_600_000 : 300_000 },
  async () => {
    const random = randomFrom(20_261_121);
    const acknowledged = new Set<string>();
    for (let round = 1; round <= rounds; round += 1) {
      for (const uuid of await oneRound(random)) acknowledged.add(uuid);
      if (round % comparedEvery !== 0) continue;
      await letItCatchUp();
      expectKept(folder, [...acknowledged]);
    }
    console.log(`${String(acknowledged.size)} reports acknowledged in ${String(rounds)} rounds`);
    expect(acknowledged.size).toBeGreaterThan(rounds * 10);
  },
);
