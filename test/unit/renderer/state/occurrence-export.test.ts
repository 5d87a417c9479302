import { expect, it } from 'vitest';
import { createOccurrenceExport } from '../../../../renderer/state/occurrence-export.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { anOccurrenceRow } from '../an-occurrence-row.ts';
import { createStage } from '../stage.ts';

const wanted = { itemId: 1, ids: null, columns: ['a'] };

/** What the parts of a file say together. */
const textOf = (parts: (string | Blob)[] | null): Promise<string> => new Blob(parts ?? []).text();

it('puts the pages of a file together', async () => {
  const stage = createStage({
    'occurrences.export': ({ cursor }) =>
      cursor === null ? { lines: ['{"id":2}'], next: '2' } : { lines: ['{"id":1}'], next: null },
    'occurrences.list': ({ cursor, columns }) => ({
      rows: [anOccurrenceRow({ id: cursor === null ? 2 : 1, values: [...columns] })],
      next: cursor === null ? '2' : null,
    }),
  });
  const exporting = createOccurrenceExport(stage);
  expect(await textOf(await exporting.start({ ...wanted, kind: 'jsonl' }))).toBe('{"id":2}\n{"id":1}\n');
  const csv = await textOf(await exporting.start({ ...wanted, kind: 'csv' }));
  expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual(['id', '2', '1', '']);
  expect(exporting.written).toBeNull();
});

it('stops when it is cancelled, and says what failed', async () => {
  let refuses = false;
  const stage = createStage({
    'occurrences.export': () => {
      if (refuses) throw new Refusal('not-found', 'gone');
      return { lines: ['{}'], next: '1' };
    },
  });
  const exporting = createOccurrenceExport(stage);
  const running = exporting.start({ ...wanted, kind: 'jsonl' });
  await stage.settle();
  expect(exporting.written).toBeGreaterThan(0);
  exporting.cancel();
  expect(await running).toBeNull();
  expect([exporting.written, exporting.failure]).toEqual([null, null]);
  refuses = true;
  expect(await exporting.start({ ...wanted, kind: 'jsonl' })).toBeNull();
  expect([exporting.written, exporting.failure]).toEqual([null, 'not-found']);
});
