/**
 * The listener that takes reports, and moving it to another port. The new port is bound before the old one is let go, so
 * that there is always one at which reports are taken.
 */
import type { Server } from 'node:http';
import type { IngestStatus } from '../../shared/app-status.ts';
import type { ListenerSettings, PortAnswer } from '../../shared/listener.ts';
import { listenExactly, listenNearby } from '../net/net.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext, CollectorOptions } from './collector.ts';
import type { Status } from './status.ts';

export interface Listener {
  settings(): ListenerSettings;
  /** Listens there instead. When it cannot, everything stays as it is and the answer says why. */
  move(port: number): Promise<PortAnswer>;
  limitBodies(bytes: number): ListenerSettings;
  /** Takes no more requests; resolves when those under way have been answered, or were cut off. */
  stop(): Promise<void>;
}

/** How long a sender that is in the middle of a request may take before it is cut off. */
const stopTimeMs = 2000;

/** Begins to listen, and tells the status what came of it; a port that cannot be had is no reason to fail. */
export async function startListener(
  context: CollectorContext & { status: Status; changes: Changes },
  options: Pick<CollectorOptions, 'port' | 'avoidPorts' | 'isPortGiven'>,
  createServer: () => Server,
): Promise<Listener> {
  const { settings: kept, status, changes } = context;
  const { isPortGiven = false } = options;
  const chosen = isPortGiven ? null : kept.listener().port;
  let wantedPort = chosen ?? options.port;
  let server = createServer();
  let moving: Promise<unknown> = Promise.resolve();
  const old = closingServers();
  status.ingest(await listen(server, wantedPort, options.avoidPorts));

  const settings = (): ListenerSettings => ({ wantedPort, isPortGiven, maxBodyBytes: kept.listener().maxBodyBytes });
  const isThere = (port: number): boolean => server.listening && status.read().ingest.port === port;
  const moveNow = async (port: number): Promise<PortAnswer> => {
    if (!isThere(port)) {
      const next = createServer();
      const reason = await reasonAgainst(next, port);
      if (reason !== null) return { kind: 'refused', reason };
      old.add(server);
      server = next;
    }
    wantedPort = port;
    kept.changeListener({ port });
    const url = urlOf(port);
    status.ingest({ state: 'listening', url, port, note: null });
    changes.emit('status', status.read());
    return { kind: 'moved', settings: settings(), url };
  };
  return {
    settings,
    move: (port) => {
      const moved = moving.then(() => moveNow(port));
      moving = moved.catch(() => undefined);
      return moved;
    },
    limitBodies: (bytes) => {
      kept.changeListener({ maxBodyBytes: bytes });
      return settings();
    },
    stop: async () => {
      await moving;
      old.add(server);
      await old.closed();
    },
  };
}

/** Servers that take no more requests and may still answer some. */
function closingServers(): { add(server: Server): void; closed(): Promise<unknown> } {
  const closing = new Set<Promise<void>>();
  return {
    add: (server) => {
      const closed = closeServer(server).finally(() => closing.delete(closed));
      closing.add(closed);
    },
    closed: () => Promise.all(closing),
  };
}

async function listen(server: Server, port: number, avoidPorts?: number[]): Promise<IngestStatus> {
  try {
    const bound = await listenNearby(server, port, avoidPorts);
    return { state: 'listening', url: urlOf(bound.port), ...bound };
  } catch (error) {
    return { state: 'failing', url: urlOf(port), port, reason: wordsOf(error) };
  }
}

async function reasonAgainst(server: Server, port: number): Promise<string | null> {
  try {
    return await listenExactly(server, port);
  } catch (error) {
    return `Port ${String(port)} cannot be used: ${wordsOf(error)}.`;
  }
}

/** Lets requests that are under way finish, for a while. */
async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const hurry = setTimeout(() => {
    server.closeAllConnections();
  }, stopTimeMs);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(hurry);
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
