/** A connection on which any bytes can be sent, and which never gives up by itself. */
import { connect, type Socket } from 'node:net';

export interface RawConnection {
  socket: Socket;
  /** Everything that was received so far. */
  received(): string;
  /** Resolves when the other side has closed the connection, however it did. */
  closed: Promise<void>;
}

export function openRaw(port: number, options: { allowHalfOpen?: boolean } = {}): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ...options });
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    const closed = new Promise<void>((close) => {
      socket.once('end', close);
      socket.once('close', () => {
        close();
      });
    });
    socket.once('connect', () => {
      socket.off('error', reject);
      // What the other side resets has been closed as well.
      socket.on('error', () => undefined);
      resolve({ socket, received: () => Buffer.concat(parts).toString('latin1'), closed });
    });
    socket.once('error', reject);
  });
}

/** Opens so many, some at a time, since the queue of a listening socket is short. */
export async function openMany(port: number, count: number): Promise<RawConnection[]> {
  const connections: RawConnection[] = [];
  const atOnce = 100;
  while (connections.length < count) {
    const next = Math.min(atOnce, count - connections.length);
    connections.push(...(await Promise.all(Array.from({ length: next }, () => openRaw(port)))));
  }
  return connections;
}

/** Writes and waits until the kernel has taken it; false when the connection is gone. */
export function writeAll(socket: Socket, bytes: Buffer | string): Promise<boolean> {
  return new Promise((resolve) => {
    if (!socket.writable) {
      resolve(false);
      return;
    }
    const gone = (): void => {
      resolve(false);
    };
    socket.once('close', gone);
    socket.write(bytes, (error) => {
      socket.off('close', gone);
      resolve(error === undefined || error === null);
    });
  });
}

export function closeAll(connections: RawConnection[]): void {
  for (const { socket } of connections) socket.destroy();
}
