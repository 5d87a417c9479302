/** Listening on loopback. A taken port is no reason to fail: the next free one will do, if a person hears of it. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portOwner } from './port-owner.ts';

export interface Bound {
  port: number;
  /** Why the port is not the wanted one, as a sentence; null when it is. */
  note: string | null;
}

/** Ports after the wanted one that are tried before any free port is taken. */
const neighbours = 20;

/**
 * Makes the server listen on 127.0.0.1, on the wanted port if it is free (0 takes any), else on the next free one that is
 * not among `avoid`. Rejects with the system's error when no port can be had at all.
 */
export async function listenNearby(server: Server, wanted: number, avoid: number[] = []): Promise<Bound> {
  if (wanted === 0) return { port: await listenOn(server, 0), note: null };
  for (const candidate of candidatesFor(wanted, avoid)) {
    try {
      const port = await listenOn(server, candidate);
      return { port, note: port === wanted ? null : await noteFor(wanted, port) };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`no port is free on 127.0.0.1`);
}

/**
 * Makes the server listen on 127.0.0.1 on this very port. Resolves to null when it does, else to why it cannot, as a
 * sentence for a person. Rejects with the system's error when it is neither taken nor reserved.
 */
export async function listenExactly(server: Server, port: number): Promise<string | null> {
  try {
    await listenOn(server, port);
    return null;
  } catch (error) {
    if (!isTaken(error)) throw error;
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      return `Port ${String(port)} is reserved by the system. Ports from 1024 on are free to choose.`;
    return `Port ${String(port)} is taken by ${await portOwner(port)}.`;
  }
}

function candidatesFor(wanted: number, avoid: number[]): number[] {
  const ports = Array.from({ length: neighbours + 1 }, (_, index) => wanted + index);
  return [...ports.filter((port) => port <= 65_535 && !avoid.includes(port)), 0];
}

async function listenOn(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  // `once` rejects when `error` comes first.
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A port below 1024 that only root may have is as good as taken. */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'EADDRINUSE' || code === 'EACCES';
}

async function noteFor(wanted: number, port: number): Promise<string> {
  const owner = await portOwner(wanted);
  return `Port ${String(wanted)} is taken by ${owner}, so Stacktray listens on ${String(port)}.`;
}
