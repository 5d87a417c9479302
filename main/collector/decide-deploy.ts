/**
 * Carries out what a person decides about deploys, in one transaction with its answer. The same command again changes
 * nothing and gets the same answer.
 */
import type { DeployAnswer, DeployCommand, DeployPoint } from '../../shared/deploy-command.ts';
import { Refusal } from '../../shared/error-codes.ts';
import type { Changes } from './changes.ts';
import type { CollectorContext } from './collector.ts';
import { deployShelf } from './library-deploys.ts';
import { timeOutDeploys } from './time-out-deploys.ts';

type Context = CollectorContext & { changes: Changes };

/** Refusals: `not-found`, and `conflict` when the deploy is not what the command expects any more. */
export function decideDeploy(context: Context, { command }: { command: DeployCommand }): DeployAnswer {
  const { store, changes } = context;
  const answer = store.inTransaction(() => {
    const before = store.deployCommands.answerTo(command.id);
    if (before) return before;
    timeOutDeploys(context);
    const made = carryOut(context, command);
    store.deployCommands.remember(command.id, command.at, made);
    return made;
  });
  changes.publish({ projects: true });
  return answer;
}

function carryOut(context: Context, command: DeployCommand): DeployAnswer {
  switch (command.kind) {
    case 'record':
      return record(context, command);
    case 'end':
      return end(context, command);
    case 'restore':
      return restore(context, command.point);
  }
}

function record(context: Context, command: Extract<DeployCommand, { kind: 'record' }>): DeployAnswer {
  const { projectId, environment, revision, status, localUsername, comment } = command;
  if (!context.store.projects.byId(projectId)) throw new Refusal('not-found', 'This project is not there any more.');
  const wanted = { projectId, environment, revision, status, accountName: null, localUsername, comment };
  const deployId = deployShelf(context).create(wanted);
  return { deployId, undo: { deployId, expected: status, before: null } };
}

function end(context: Context, { deployId, status }: Extract<DeployCommand, { kind: 'end' }>): DeployAnswer {
  const deploy = context.store.deploys.find(deployId);
  const changed = deploy && deployShelf(context).update(deploy.projectId, deployId, { status, comment: null });
  if (changed === undefined || changed === 'missing') throw gone();
  if (changed === 'not-started') throw new Refusal('conflict', 'This deploy has ended already.');
  return { deployId, undo: { deployId, expected: status, before: 'started' } };
}

function restore({ store }: Context, { deployId, expected, before }: DeployPoint): DeployAnswer {
  const deploy = store.deploys.find(deployId);
  if (!deploy) throw gone();
  if (deploy.status !== expected) throw new Refusal('conflict', 'This deploy has changed since then.');
  if (before === null) store.deploys.remove(deployId);
  else store.deploys.update(deployId, { status: before, comment: null, at: deploy.startedAt });
  return { deployId, undo: null };
}

function gone(): Refusal {
  return new Refusal('not-found', 'This deploy is not there any more.');
}
