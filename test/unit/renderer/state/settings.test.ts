import { expect, it } from 'vitest';
import { createSettings } from '../../../../renderer/state/settings.svelte.ts';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage } from '../stage.ts';

it('shows a change at once and believes the collector in the end', async () => {
  let refuse = false;
  const stage = createStage({
    'settings.get': () => ({ strict: false }),
    'settings.change': (wanted) => {
      if (refuse) throw new Refusal('data-unwritable', 'disk full');
      return wanted;
    },
  });
  const settings = createSettings(stage, createToasts(stage.later));
  await settings.load();
  const change = settings.setStrict(true);
  expect(settings.values).toEqual({ strict: true });
  await change;
  expect([settings.values, settings.failure]).toEqual([{ strict: true }, null]);
  refuse = true;
  await settings.setStrict(false);
  expect([settings.values, settings.failure?.title]).toEqual([{ strict: true }, 'The data folder cannot be written']);
});
