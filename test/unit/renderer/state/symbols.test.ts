import { expect, it } from 'vitest';
import { createSymbols } from '../../../../renderer/state/symbols.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { SymbolFile } from '../../../../shared/symbol-file.ts';
import { createStage } from '../stage.ts';

const file = (id: number, projectId: number): SymbolFile => ({
  ...{ id, projectId, kind: 'sourcemap', version: '1.0', identifier: `//shop.example/${String(id)}.js` },
  ...{ bytes: 10, sources: 0, uploadedAt: 0 },
});

function setUp(...ids: number[]) {
  let kept = ids;
  const stage = createStage({
    'symbols.list': ({ projectId, cursor }) => ({
      rows: kept.filter((id) => cursor === null || id < Number(cursor)).map((id) => file(id, projectId)),
      next: cursor === null && kept.length > 2 ? '3' : null,
    }),
    'symbols.delete': ({ ids: gone }) => {
      if (gone.includes(99)) throw new Refusal('disconnected', 'gone');
      kept = kept.filter((id) => !gone.includes(id));
      return null;
    },
  });
  return { stage, symbols: createSymbols(stage) };
}

it('asks for nothing before a project is chosen, and anew for another one', async () => {
  const { stage, symbols } = setUp(2, 1);
  symbols.refresh();
  await stage.settle();
  expect(stage.asked).toEqual([]);
  symbols.show(1);
  await stage.settle();
  expect(symbols.rows?.map(({ projectId }) => projectId)).toEqual([1, 1]);
  symbols.show(2);
  expect(symbols.rows).toBeNull();
  await stage.settle();
  expect(symbols.rows?.map(({ projectId }) => projectId)).toEqual([2, 2]);
});

it('adds the next page without doubles', async () => {
  const { stage, symbols } = setUp(4, 3, 2, 1);
  symbols.show(1);
  await stage.settle();
  expect(symbols.hasMore).toBe(true);
  await symbols.loadMore();
  expect(symbols.rows?.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
  expect(symbols.hasMore).toBe(false);
});

it('takes a deleted file out of the list, and says when it could not', async () => {
  const { stage, symbols } = setUp(2, 1);
  symbols.show(1);
  await stage.settle();
  await symbols.remove(2);
  expect(symbols.rows?.map(({ id }) => id)).toEqual([1]);
  await symbols.remove(99);
  expect(symbols.failure).not.toBeNull();
  expect(symbols.rows?.map(({ id }) => id)).toEqual([1]);
});
