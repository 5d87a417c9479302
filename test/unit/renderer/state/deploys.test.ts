import { expect, it } from 'vitest';
import { createDeploys, type GivenDeploy } from '../../../../renderer/state/deploys.svelte.ts';
import { createToasts } from '../../../../renderer/state/toasts.svelte.ts';
import type { DeployCommand } from '../../../../shared/deploy-command.ts';
import { Refusal } from '../../../../shared/error-codes.ts';
import { aDeploy } from '../a-deploy.ts';
import { createStage } from '../stage.ts';

const given: GivenDeploy = {
  ...{ projectId: 1, environment: 'production', revision: '2.0', localUsername: null, comment: null },
  status: 'started',
};

function setUp() {
  const sent: DeployCommand[] = [];
  const collector = { refuses: false };
  const stage = createStage({
    'deploys.list': () => ({ rows: [aDeploy()], next: null }),
    'deploys.decide': ({ command }) => {
      sent.push(command);
      if (collector.refuses) throw new Refusal('conflict', 'It has ended already.');
      const before = command.kind === 'end' ? 'started' : null;
      const undo = command.kind === 'restore' ? null : ({ deployId: 7, expected: command.status, before } as const);
      return { deployId: 7, undo };
    },
  });
  const toasts = createToasts(stage.later);
  return { stage, sent, collector, toasts, deploys: createDeploys(stage, toasts) };
}

it('takes decisions back in the reverse order, and says so', async () => {
  const { sent, toasts, deploys } = setUp();
  expect(await deploys.record(given)).toBe(true);
  expect(toasts.list.map(({ words }) => words)).toEqual(['Recorded the deploy of 2.0']);
  await deploys.end({ id: 7, revision: '2.0' }, 'failed');
  await deploys.undo();
  await deploys.undo();
  expect(toasts.list.at(-1)?.words).toBe('Undone: Recorded the deploy of 2.0');
  expect(sent.map(({ kind }) => kind)).toEqual(['record', 'end', 'restore', 'restore']);
  expect(sent.slice(2)).toMatchObject([
    { point: { expected: 'failed', before: 'started' } },
    { point: { expected: 'started', before: null } },
  ]);
  await deploys.undo();
  expect([sent.length, toasts.list.at(-1)?.words]).toEqual([4, 'Nothing to undo']);
});

it('says why a decision was refused, and offers nothing to undo then', async () => {
  const { collector, toasts, deploys } = setUp();
  collector.refuses = true;
  expect(await deploys.end({ id: 7, revision: '2.0' }, 'succeeded')).toBe(false);
  expect(toasts.list).toMatchObject([{ tone: 'refused', words: 'It has changed in the meantime' }]);
  await deploys.undo();
  expect(toasts.list.at(-1)?.words).toBe('Nothing to undo');
});

it('asks for the list again after a decision', async () => {
  const { stage, deploys } = setUp();
  await deploys.record(given);
  await stage.settle();
  expect(deploys.list.rows).toHaveLength(1);
});
