import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brotliEncoding, packBlock, readDirectory, unpackBytes } from '../../../../../main/store/packing/body-block.ts';

const someBodies = fc
  .uniqueArray(
    fc.record({ occurrenceId: fc.integer({ min: 1, max: 2 ** 40 }), text: fc.string({ unit: 'grapheme' }) }),
    {
      selector: ({ occurrenceId }) => occurrenceId,
      minLength: 1,
    },
  )
  .map((bodies) => bodies.toSorted((a, b) => a.occurrenceId - b.occurrenceId));

it('gives back every body as it was, wherever its range begins', () => {
  fc.assert(
    fc.property(someBodies, fc.nat(1000), (bodies, before) => {
      const firstId = Math.max(1, (bodies[0]?.occurrenceId ?? 0) - before);
      const block = packBlock(bodies, firstId);
      const bytes = unpackBytes(brotliEncoding, block.bytes);
      const places = readDirectory(block.firstId, block.directory);
      const read = Array.from(places, ([occurrenceId, { start, end }]) => ({
        occurrenceId,
        text: bytes.toString('utf8', start, end),
      }));
      expect(read).toEqual(bodies);
      expect([block.firstId, block.lastId]).toEqual([firstId, bodies.at(-1)?.occurrenceId]);
    }),
  );
});

it('takes a tenth of the room that bodies alike take one by one', () => {
  const report = (id: number): string =>
    JSON.stringify({
      id,
      frames: Array.from({ length: 20 }, (_no, at) => ({ at, file: `/srv/shop/${String(at)}.js` })),
    });
  const bodies = Array.from({ length: 100 }, (_none, id) => ({ occurrenceId: id + 1, text: report(id) }));
  const alone = bodies.reduce((sum, body) => sum + packBlock([body]).bytes.length, 0);
  expect(packBlock(bodies).bytes.length).toBeLessThan(alone / 10);
});

it('refuses what a later version may write', () => {
  expect(() => unpackBytes(2, Buffer.alloc(0))).toThrow('unknown encoding 2');
});
