import { expect, it } from 'vitest';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import { createStage } from '../stage.ts';

function setUp() {
  const stage = createStage({});
  const toasts = createToasts(stage.later);
  return { stage, toasts, words: () => toasts.list.map((toast) => toast.words) };
}

it('what was done stays eight seconds, what was refused stays', async () => {
  const { stage, toasts, words } = setUp();
  toasts.show('done', 'Resolved #1');
  toasts.show('refused', 'Disk full');
  await stage.pass(7999);
  expect(words()).toEqual(['Resolved #1', 'Disk full']);
  await stage.pass(1);
  expect(words()).toEqual(['Disk full']);
});

it('stays as long as somebody points at it', async () => {
  const { stage, toasts, words } = setUp();
  const id = toasts.show('done', 'Resolved #1');
  await stage.pass(5000);
  toasts.keep(id);
  await stage.pass(60_000);
  expect(words()).toEqual(['Resolved #1']);
  toasts.letGo(id);
  await stage.pass(8000);
  expect(words()).toEqual([]);
});

it('what is done next takes the place of what was done', () => {
  const { toasts, words } = setUp();
  toasts.show('done', 'Resolved #1');
  toasts.show('plain', 'Undone: Resolved #1');
  expect(words()).toEqual(['Undone: Resolved #1']);
});

it('holds no more than three', () => {
  const { toasts, words } = setUp();
  for (const each of ['one', 'two', 'three', 'four']) toasts.show('refused', each);
  expect(words()).toEqual(['two', 'three', 'four']);
});
