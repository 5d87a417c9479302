/**
 * Keeps room for newcomers. Each connection costs a descriptor, and the database needs some, too: when very many are open,
 * the one that has been doing nothing for longest is closed. Where all are busy, the newcomer is sent away.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { endWith, type Underway } from './broken-requests.ts';

/** More would only cost memory: some 20 kB each. */
const mostEver = 10_000;
/** Below this nobody asks how many descriptors there are. */
const fewConnections = 32;
/** Descriptors for files, threads and the page, where there are plenty. */
const spared = 512;

/** `most` connections at once, where it is not what the system allows. */
export function limitCrowd(server: Server, underway: Underway, most = memorized(mostConnections)): void {
  /** In the order in which they came. */
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size <= fewConnections || open.size <= most()) return;
    const idle = firstIdle(open, underway, socket);
    if (idle) idle.destroy();
    else endWith(socket, { status: '503 Service Unavailable', message: 'too many connections', retryAfter: 5 });
  });
}

function firstIdle(open: Set<Socket>, underway: Underway, newcomer: Socket): Socket | undefined {
  for (const socket of open) {
    if (socket === newcomer || socket.destroyed) continue;
    const response = underway.get(socket);
    if (response === undefined || response.writableFinished) return socket;
  }
  return undefined;
}

/** Half of the descriptors, and all but 512 of them where there are many. */
function mostConnections(): number {
  // Not to look up the names of connections, which takes seconds; the types do not know it yet.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  // Windows has no such limit, and others can be `unlimited`.
  const allowed = Number(userLimits?.open_files?.soft ?? mostEver);
  return Number.isNaN(allowed) ? mostEver : Math.min(mostEver, Math.max(Math.floor(allowed / 2), allowed - spared));
}

function memorized(find: () => number): () => number {
  let found: number | undefined;
  return () => (found ??= find());
}
