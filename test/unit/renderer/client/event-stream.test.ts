import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEvents } from '../../../../renderer/client/event-stream.ts';

async function read(chunks: Uint8Array[]): Promise<unknown[]> {
  const seen: unknown[] = [];
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  await readEvents(stream, (event, payload) => seen.push([event, payload]));
  return seen;
}
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

it('reads events and leaves comments out', async () => {
  const text = ': connected\n\nevent: changed\ndata: {"a":1}\n\n: still here\n\nevent: status\ndata: null\n\n';
  expect(await read([bytes(text)])).toEqual([
    ['changed', { a: 1 }],
    ['status', null],
  ]);
});

it('leaves out an event that was cut off', async () => {
  expect(await read([bytes('event: changed\ndata: 1\n\nevent: changed\ndata: 2')])).toEqual([['changed', 1]]);
});

it('reads the same however the bytes are cut', async () => {
  const payload = { text: 'naïve 😀\n\n', list: ['event: x', 'data: y'] };
  const all = bytes(`event: changed\ndata: ${JSON.stringify(payload)}\n\nevent: status\ndata: []\n\n`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: all.length }), { maxLength: 12 }), async (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), all.length];
      const chunks = edges.slice(1).map((end, index) => all.slice(edges[index], end));
      expect(await read(chunks)).toEqual([
        ['changed', payload],
        ['status', []],
      ]);
    }),
  );
});
