/** What a test does with jobs of safekeeping: starts one, waits for its end, carries a bundle from one to another. */
import { setImmediate } from 'node:timers/promises';
import type { Client } from '../../shared/client.ts';
import type { KeepingJob, SafekeepingState } from '../../shared/safekeeping.ts';

/** The job that was started, when it has ended. */
export async function ended(client: Client, started: Promise<SafekeepingState>): Promise<KeepingJob> {
  for (let { job } = await started; ; { job } = await client.call('data.read', {})) {
    if (job && job.state !== 'running') return job;
    await setImmediate();
  }
}

/** The bytes of an export. */
export async function exportFrom(
  client: Client,
  scope: { projectId: number | null; itemIds: number[] | null } = { projectId: null, itemIds: null },
): Promise<Buffer> {
  const job = await ended(client, client.call('data.export', scope));
  if (job.state !== 'done') throw new Error(`the export ended as ${job.state}: ${String(job.problem)}`);
  const pieces: Buffer[] = [];
  for (let after: number | null = 0; after !== null;) {
    const piece: { base64: string; next: number | null } = await client.call('data.exported', { after });
    pieces.push(Buffer.from(piece.base64, 'base64'));
    after = piece.next;
  }
  return Buffer.concat(pieces);
}

export async function importInto(client: Client, bundle: Buffer): Promise<KeepingJob> {
  const half = Math.ceil(bundle.length / 2);
  await client.call('data.bring', { after: 0, base64: bundle.toString('base64', 0, half) });
  await client.call('data.bring', { after: half, base64: bundle.toString('base64', half) });
  return ended(client, client.call('data.import', {}));
}
