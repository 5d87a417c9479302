/** Few descriptors, and more connections than there are of them: the database keeps its own, and newcomers are served. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeAll, openMany, type RawConnection } from './raw-connection.ts';
import { startVictim, type Victim } from './victim.ts';

const limit = 256;

let folder: string;
let victim: Victim;
let idle: RawConnection[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stacktray-descriptors-'));
  victim = await startVictim(folder, { launcher: ['sh', '-c', `ulimit -n ${String(limit)}; exec "$@"`, 'sh'] });
  idle = [];
});
afterEach(async () => {
  closeAll(idle);
  await victim.headless.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('1,000 idle connections where 256 descriptors are allowed: the oldest make room', async () => {
  idle = await openMany(victim.port, 1000);
  for (let count = 0; count < 50; count += 1) expect((await victim.post()).status).toBe(200);
  expect(victim.descriptors()).toBeLessThan(limit);
  expect((await victim.status()).ingest.state).toBe('listening');
  await expect
    .poll(() => idle.filter(({ socket }) => socket.readableEnded || socket.destroyed).length)
    .toBeGreaterThan(800);
  // Queries run in threads that open the database anew.
  const { rows } = await victim.call('items.list', {
    ...{ filter: { view: 'all', projectId: null, environment: null, text: 'x' } },
    ...{ sort: 'last', ascending: false, grouped: false, span: 'day', cursor: null, limit: 10 },
  });
  expect(rows).toHaveLength(1);
});
