/** Deploys, the one that is looked at, and what a person decides about them. */
import type { DeployStatus } from '../../shared/deploy.ts';
import type { DeployCommand, DeployPoint } from '../../shared/deploy-command.ts';
import { codeOf, errorWords } from './error-words.ts';
import { createItemPart } from './item-part.svelte.ts';
import { createPagedList } from './paged-list.svelte.ts';
import type { Surroundings } from './surroundings.ts';
import type { Toasts } from './toasts.svelte.ts';

export type Deploys = ReturnType<typeof createDeploys>;
type WithoutBase<Command> = Command extends unknown ? Omit<Command, 'id' | 'at'> : never;
export type GivenDeploy = Omit<Extract<DeployCommand, { kind: 'record' }>, 'id' | 'at' | 'kind'>;

interface Step {
  words: string;
  point: DeployPoint;
}

const endedWords: Record<'succeeded' | 'failed', string> = { succeeded: 'has succeeded', failed: 'has failed' };

export function createDeploys({ client, now, newId, later }: Surroundings, toasts: Toasts) {
  const list = createPagedList((wanted) => client.call('deploys.list', wanted), later);
  const detail = createItemPart((id) => client.call('deploys.get', { id }), later);
  let openId = $state<number | null>(null);
  let recording = $state(false);
  let steps: Step[] = [];

  /** The point from which it can be taken back; undefined when it was refused, which is said. */
  async function send(command: WithoutBase<DeployCommand>): Promise<DeployPoint | null | undefined> {
    try {
      const { undo: point } = await client.call('deploys.decide', {
        command: { ...command, id: newId(), at: now() },
      });
      return point;
    } catch (error) {
      const { title, advice } = errorWords[codeOf(error)];
      toasts.show('refused', title, { more: advice });
      return undefined;
    } finally {
      list.restart();
      detail.retry();
    }
  }

  async function decide(command: WithoutBase<DeployCommand>, words: string): Promise<boolean> {
    const point = await send(command);
    if (point === undefined) return false;
    if (point !== null) steps = [...steps, { words, point }];
    toasts.show('done', words, { action: { words: 'Undo', run: () => void undo() } });
    return true;
  }

  async function undo(): Promise<void> {
    const step = steps.at(-1);
    if (!step) {
      toasts.show('plain', 'Nothing to undo');
      return;
    }
    steps = steps.slice(0, -1);
    const point = await send({ kind: 'restore', point: step.point });
    if (point !== undefined) toasts.show('plain', `Undone: ${step.words}`);
  }

  return {
    list,
    detail,
    get openId() {
      return openId;
    },
    /** Is the form for a deploy by hand open? */
    get recording() {
      return recording;
    },
    setRecording(wanted: boolean) {
      recording = wanted;
    },
    open(id: number | null) {
      openId = id;
      detail.show(id);
    },
    refresh() {
      list.refresh();
      detail.refresh();
    },
    /** Whether it was recorded. */
    record: (given: GivenDeploy) => decide({ kind: 'record', ...given }, `Recorded the deploy of ${given.revision}`),
    end: ({ id, revision }: { id: number; revision: string }, status: Extract<DeployStatus, 'succeeded' | 'failed'>) =>
      decide({ kind: 'end', deployId: id, status }, `The deploy of ${revision} ${endedWords[status]}`),
    undo,
  };
}
