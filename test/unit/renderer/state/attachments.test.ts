import { expect, it } from 'vitest';
import { createAttachments } from '../../../../renderer/state/attachments.svelte.ts';
import type { KeptAttachment } from '../../../../shared/attachment.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { createStage } from '../stage.ts';

const replay: KeptAttachment = { id: 5, kind: 'replay', name: 'replay-a.jsonl', bytes: 9, receivedAt: 1 };

function setUp() {
  const collector = { list: [replay], chunks: ['one ', 'two ', 'three'], gone: false };
  const stage = createStage({
    'occurrences.attachments': () => collector.list,
    'attachments.read': ({ after }) => {
      if (collector.gone) throw new Refusal('not-found', 'gone');
      const next = after + 1 < collector.chunks.length ? after + 1 : null;
      return { text: collector.chunks[after] ?? '', next };
    },
  });
  return { stage, collector, attachments: createAttachments(stage) };
}

it('lists what came beside an occurrence, and what comes later', async () => {
  const { stage, collector, attachments } = setUp();
  collector.list = [];
  attachments.open(1);
  await stage.settle();
  expect(attachments.list).toEqual([]);
  collector.list = [replay];
  attachments.refresh();
  await stage.pass(1000);
  expect(attachments.list).toEqual([replay]);
});

it('forgets at once what belongs to the occurrence before', async () => {
  const { stage, attachments } = setUp();
  attachments.open(1);
  await stage.settle();
  attachments.open(2);
  expect(attachments.list).toEqual([]);
  await stage.settle();
  expect(stage.asked.map(({ params }) => params)).toEqual([{ id: 1 }, { id: 2 }]);
});

it('asks for nothing while no occurrence is open', async () => {
  const { stage, attachments } = setUp();
  attachments.refresh();
  await stage.pass(1000);
  expect(stage.asked).toEqual([]);
});

it('reads the content to its end', async () => {
  const { attachments } = setUp();
  expect(await attachments.read(replay)).toEqual(['one ', 'two ', 'three']);
});

it('says why a content cannot be had', async () => {
  const { collector, attachments } = setUp();
  collector.gone = true;
  expect(await attachments.read(replay)).toBeNull();
  expect(attachments.failure).toBe('not-found');
});
