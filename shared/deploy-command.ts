/**
 * A decision of a person about deploys. Its id is made once, where the button is pressed: repeating a command changes
 * nothing and gets the same answer.
 */
import * as v from 'valibot';
import { deployStatuses } from './deploy.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255));
const base = { id: v.pipe(v.string(), v.uuid()), at: v.pipe(v.number(), v.integer(), v.minValue(0)) };

const point = v.strictObject({
  deployId: id,
  /** What the command made of it: a deploy that is something else by now is left alone. */
  expected: v.picklist(deployStatuses),
  /** What it was before; null when the command recorded it. */
  before: v.nullable(v.literal('started')),
});

export const deployCommandSchema = v.variant('kind', [
  /** It starts, or has ended, when the command arrives. */
  v.strictObject({
    ...base,
    kind: v.literal('record'),
    projectId: id,
    environment: name,
    revision: name,
    status: v.picklist(['started', 'succeeded', 'failed']),
    localUsername: v.nullable(name),
    comment: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(65_536))),
  }),
  v.strictObject({ ...base, kind: v.literal('end'), deployId: id, status: v.picklist(['succeeded', 'failed']) }),
  v.strictObject({ ...base, kind: v.literal('restore'), point }),
]);

export type DeployCommand = v.InferOutput<typeof deployCommandSchema>;
export type DeployPoint = v.InferOutput<typeof point>;

export interface DeployAnswer {
  deployId: number;
  /** What a `restore` command needs to take this one back; null after one. */
  undo: DeployPoint | null;
}
