import { beforeEach, expect, it } from 'vitest';
import { createItemPart, type ItemPart } from '../../../../renderer/state/item-part.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage, type Stage } from '../stage.ts';

let stage: Stage;
let asked: number[];
let failing: boolean;
let part: ItemPart<string>;
beforeEach(() => {
  stage = createStage({});
  asked = [];
  failing = false;
  part = createItemPart((id) => {
    asked.push(id);
    return failing
      ? Promise.reject(new Refusal('disconnected', 'gone'))
      : Promise.resolve(`${String(id)}.${String(asked.length)}`);
  }, stage.later);
});

it('asks while something shows it, at most once a second', async () => {
  part.refresh();
  part.show(1);
  await stage.settle();
  expect(part.found).toBe('1.1');
  for (let time = 0; time < 5; time += 1) part.refresh();
  await stage.pass(900);
  expect(asked).toEqual([1]);
  await stage.pass(1100);
  expect(part.found).toBe('1.2');
  part.show(null);
  part.refresh();
  await stage.pass(5000);
  expect(asked).toEqual([1, 1]);
});

it('shows nothing of another item, and no answer that comes late', async () => {
  part.show(1);
  part.show(2);
  expect(part.found).toBeNull();
  await stage.settle();
  expect(part.found).toBe('2.2');
});

it('says what failed, keeps what was shown, and asks again', async () => {
  part.show(1);
  await stage.settle();
  failing = true;
  part.retry();
  await stage.settle();
  expect([part.found, part.failure]).toEqual(['1.1', 'disconnected']);
  failing = false;
  part.retry();
  await stage.settle();
  expect([part.found, part.failure]).toEqual(['1.3', null]);
});
