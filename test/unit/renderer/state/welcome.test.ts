import { expect, it } from 'vitest';
import { createWelcome } from '../../../../renderer/state/welcome.svelte.ts';
import { createStage } from '../stage.ts';

it('waits, shows the arrival for a moment, and never comes again', async () => {
  const stage = createStage({});
  const welcome = createWelcome(stage.later);
  welcome.update(0);
  expect(welcome.phase).toBe('waiting');
  welcome.update(1);
  welcome.update(2);
  expect(welcome.phase).toBe('arrived');
  await stage.pass(899);
  expect(welcome.phase).toBe('arrived');
  await stage.pass(1);
  welcome.update(0);
  expect(welcome.phase).toBe('done');
});

it('is passed over when there are items', () => {
  const welcome = createWelcome(createStage({}).later);
  welcome.update(5);
  expect(welcome.phase).toBe('done');
});
