/** Requests that never end: they are cut off, and the others are served meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isLong } from './form.ts';
import { mebibytes } from './process-figures.ts';
import { closeAll, openMany, type RawConnection } from './raw-connection.ts';
import { startVictim, type Victim } from './victim.ts';

let folder: string;
let victim: Victim;
let slow: RawConnection[];
let trickle: NodeJS.Timeout | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-slow-'));
  victim = await startVictim(folder);
  slow = [];
});
afterEach(async () => {
  clearInterval(trickle);
  closeAll(slow);
  await victim.headless.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const headers = 'POST /api/1/item/ HTTP/1.1\r\nHost: 127.0.0.1\r\n';
const kinds: [string, string][] = [
  ['headers', headers],
  // The listener gives a whole minute to those.
  ...(isLong ? [['body', `${headers}Content-Length: 100000\r\n\r\n{`] satisfies [string, string]] : []),
];

it.each(kinds)('500 that send their %s a byte at a time are cut off with 408', async (_name, beginning) => {
  for (let count = 0; count < 100; count += 1) await victim.post();
  const before = victim.memory();
  slow = await openMany(victim.port, 500);
  for (const { socket } of slow) socket.write(beginning);
  let open = slow.length;
  const allClosed = Promise.all(slow.map(({ closed }) => closed.then(() => (open -= 1))));
  trickle = setInterval(() => {
    for (const { socket } of slow) if (socket.writable) socket.write('a');
  }, 200);
  let served = 0;
  while (open > 0) {
    expect((await victim.post()).status).toBe(200);
    served += 1;
  }
  await allClosed;
  expect(served).toBeGreaterThan(100);
  for (const { received } of slow) expect(received()).toMatch(/^HTTP\/1\.1 408 [^]*"err":1/);
  expect(victim.memory() - before).toBeLessThan(mebibytes(256));
});
