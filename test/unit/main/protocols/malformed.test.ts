/** Whatever is sent, there is an answer that the protocol documents, in JSON, and the program goes on. */
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anItem, startServer, token, type TestServer } from './a-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ maxBodyBytes: 2000 });
});
afterAll(() => server.close());

const trace = {
  frames: [{ filename: 'a.js', lineno: 1, context: { pre: ['x'] }, locals: { a: 1 } }],
  exception: { class: 'E', message: 'm' },
};
const whole = [
  anItem(),
  JSON.stringify({ access_token: token, data: { body: { trace_chain: [trace], telemetry: [{}] }, level: 'error' } }),
  `payload=${encodeURIComponent(anItem())}`,
  `--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n${anItem()}\r\n--b--\r\n`,
];

/** Bytes with some of them replaced, taken out or doubled. */
const damaged = (text: string): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(3), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
    .map((changes) => {
      const bytes = [...Buffer.from(text)];
      for (const [at, kind, byte] of changes) {
        if (kind === 0) bytes.length = Math.min(bytes.length, Math.max(1, at));
        else bytes.splice(at, kind === 1 ? 1 : 0, ...(kind === 2 ? [byte, byte] : [byte]));
      }
      return Buffer.from(bytes);
    });

const body = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(...whole).chain(damaged),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify({ data: value }))),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify({ data: { body: { trace: value, message: value } } }))),
  fc.constantFrom(gzipSync(anItem()), brotliCompressSync(anItem()), deflateRawSync('x'.repeat(9000))),
);

const headers = fc.record(
  {
    'X-Rollbar-Access-Token': fc.constantFrom(token, token, token, 'demo', '', 'x'.repeat(600)),
    'Content-Type': fc.constantFrom(
      ...['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain'],
      ...['multipart/form-data', 'multipart/form-data; boundary=', ';;;'],
    ),
    'Content-Encoding': fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, br', 'nonsense', ''),
    'Transfer-Encoding': fc.constantFrom('chunked'),
    Expect: fc.constantFrom('100-continue', 'nothing'),
  },
  { requiredKeys: [] },
);

const documented = new Set([200, 204, 400, 401, 403, 404, 405, 413, 415, 422]);

test('every request gets a documented answer in JSON', async () => {
  const path = fc.oneof(
    fc.constant('/api/1/item/'),
    fc.webPath({ size: 'small' }).map((tail) => `/api/1/item/${tail}`),
  );
  const method = fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE');
  await fc.assert(
    fc.asyncProperty(fc.record({ method, path, headers, body }), async (sent) => {
      const kept = server.intake.refused.length;
      const taken = server.intake.accepted.length;
      const answer = await server.send(sent);
      expect(documented).toContain(answer.status);
      expect(JSON.parse(answer.body)).toMatchObject({ err: answer.status === 200 ? 0 : 1 });
      const isRefusal = ![200, 404, 405].includes(answer.status);
      expect(server.intake.refused.length - kept).toBe(isRefusal ? 1 : 0);
      expect(server.intake.accepted.length - taken).toBe(answer.status === 200 ? 1 : 0);
      expect(server.log).toEqual([]);
    }),
    { numRuns: 400, seed: 20260102 },
  );
});

test('every sequence of bytes gets an answer, and the connection is closed', async () => {
  const request = `POST /api/1/item/ HTTP/1.1\r\nHost: x\r\nX-Rollbar-Access-Token: ${token}\r\nConnection: close\r\n`;
  const chunked = `${request}Transfer-Encoding: chunked\r\n\r\n${anItem().length.toString(16)}\r\n${anItem()}\r\n0\r\n\r\n`;
  const plain = `${request}Content-Length: ${String(anItem().length)}\r\n\r\n${anItem()}`;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(chunked, plain).chain(damaged), async (bytes) => {
      const answer = await server.raw(bytes, true);
      // Blank lines before a request are skipped.
      if (/\S/.test(bytes.toString('latin1'))) expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /);
      expect(server.log).toEqual([]);
    }),
    { numRuns: 300, seed: 20260102 },
  );
});
