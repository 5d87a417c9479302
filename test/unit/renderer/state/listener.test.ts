import { expect, it } from 'vitest';
import { createListener } from '../../../../renderer/state/listener.svelte.ts';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import type { ListenerSettings } from '../../../../shared/listener.ts';
import { createStage } from '../stage.ts';

function setUp() {
  let kept: ListenerSettings = { wantedPort: 7655, isPortGiven: false, maxBodyBytes: 1_048_576 };
  const moves: number[] = [];
  const stage = createStage({
    'listener.settings': () => kept,
    'listener.move': ({ port }) => {
      moves.push(port);
      if (port === 80) return { kind: 'refused', reason: 'Port 80 is reserved by the system.' };
      kept = { ...kept, wantedPort: port };
      return { kind: 'moved', settings: kept, url: `http://127.0.0.1:${String(port)}` };
    },
    'listener.limitBodies': ({ bytes }) => {
      if (bytes === 65_536) throw new Refusal('data-unwritable', 'disk full');
      return (kept = { ...kept, maxBodyBytes: bytes });
    },
  });
  const toasts = createToasts(stage.later);
  return { stage, moves, toasts, listener: createListener(stage, toasts) };
}

it('moves, says what has to follow, and goes back', async () => {
  const { stage, moves, toasts, listener } = setUp();
  await listener.load();
  await listener.move(8000, 7655);
  expect(toasts.list[0]).toMatchObject({
    words: 'Listening on http://127.0.0.1:8000',
    more: 'Applications that still send to port 7655 have to be changed.',
  });
  toasts.list[0]?.action?.run();
  await stage.settle();
  expect([moves, listener.settings?.wantedPort]).toEqual([[8000, 7655], 7655]);
});

it('says why it cannot move until the next try, and tells of nothing done', async () => {
  const { toasts, listener } = setUp();
  await listener.load();
  await listener.move(80, 7655);
  expect([listener.refusal, listener.settings?.wantedPort, toasts.list]).toEqual([
    ...['Port 80 is reserved by the system.', 7655, []],
  ]);
  await listener.move(8000, 7655);
  expect(listener.refusal).toBeNull();
});

it('moves once at a time', async () => {
  const { moves, listener } = setUp();
  await Promise.all([listener.move(8000, 7655), listener.move(8001, 7655)]);
  expect(moves).toEqual([8000]);
});

it('takes larger reports, goes back, and says what could not be saved', async () => {
  const { stage, toasts, listener } = setUp();
  await listener.load();
  await listener.limitBodies(4_194_304);
  expect(toasts.list[0]?.words).toBe('Reports of up to 4 MiB are taken');
  toasts.list[0]?.action?.run();
  await stage.settle();
  expect(listener.settings?.maxBodyBytes).toBe(1_048_576);
  await listener.limitBodies(65_536);
  expect([listener.failure?.title, listener.settings?.maxBodyBytes]).toEqual([
    ...['The data folder cannot be written', 1_048_576],
  ]);
});
