import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Underway } from '../../../../main/protocols/broken-requests.ts';
import { limitCrowd } from '../../../../main/protocols/crowd.ts';
import { closeAll, openMany, openRaw } from '../../../faults/raw-connection.ts';

const most = 40;

let server: Server;
let port: number;
let busy: ServerResponse[];
beforeEach(async () => {
  busy = [];
  const underway: Underway = new WeakMap();
  server = createServer((request: IncomingMessage, response: ServerResponse<IncomingMessage>) => {
    underway.set(request.socket, response);
    busy.push(response);
    server.emit('asked');
  });
  limitCrowd(server, underway, () => most);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('closes the connection that has been idle for longest', async () => {
  const connections = await openMany(port, most);
  const newcomer = await openRaw(port);
  await connections[0]?.closed;
  newcomer.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(server, 'asked');
  expect(connections.filter(({ socket }) => socket.readyState === 'open')).toHaveLength(most - 1);
  closeAll([...connections, newcomer]);
});

it('sends the newcomer away where all are busy', async () => {
  const connections = await openMany(port, most);
  for (const { socket } of connections) {
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(server, 'asked');
  }
  const newcomer = await openRaw(port);
  await newcomer.closed;
  expect(newcomer.received()).toMatch(/^HTTP\/1\.1 503 [^]*\r\nRetry-After: 5\r\n[^]*"err":1/);
  for (const response of busy) response.end('served');
  await Promise.all(connections.map(({ socket }) => once(socket, 'data')));
  closeAll(connections);
});
