/** The yardstick: a server that reads and parses a body, and answers. Nothing is kept. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const parsed = JSON.parse(Buffer.concat(parts).toString('utf8')) as object;
    const answer = JSON.stringify({ err: 0, keys: Object.keys(parsed).length });
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});
process.on('disconnect', () => process.exit(0));
