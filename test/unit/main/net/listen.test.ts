import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listenNearby } from '../../../../main/net/net.ts';

const servers: Server[] = [];
function newServer(name = 'something'): Server {
  const server = createServer((_request, response) => {
    response.setHeader('Server', name).end();
  });
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

it('takes the wanted port without a note, on loopback alone', async () => {
  const { port } = await listenNearby(newServer(), 0);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const server = newServer();
  expect(await listenNearby(server, port)).toEqual({ port, note: null });
  expect(server.address()).toMatchObject({ address: '127.0.0.1' });
});

it('takes another port when the wanted one is taken, and says by whom', async () => {
  const { port } = await listenNearby(newServer(), 0);
  const bound = await listenNearby(newServer(), port);
  expect(bound.port).not.toBe(port);
  expect(bound.note).toContain(`Port ${String(port)} is taken by `);
  expect(bound.note).toContain(`so Stacktray listens on ${String(bound.port)}.`);
  if (process.platform === 'linux') expect(bound.note).toContain(`(process ${String(process.pid)})`);
});

it('knows another Stacktray', async () => {
  const { port } = await listenNearby(newServer('Stacktray'), 0);
  expect((await listenNearby(newServer(), port)).note).toContain('taken by another Stacktray,');
});

it('leaves out the ports it is told to avoid', async () => {
  const { port } = await listenNearby(newServer(), 0);
  const bound = await listenNearby(newServer(), port, [port + 1]);
  expect([port, port + 1]).not.toContain(bound.port);
});
