/** The calls of the contract about the listener. */
import * as v from 'valibot';
import { call } from './call.ts';
import { bodyBounds, portBounds, type ListenerSettings, type PortAnswer } from './listener.ts';

const within = ({ least, most }: { least: number; most: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const listenerCalls = {
  'listener.settings': call<ListenerSettings>()(v.strictObject({})),
  /** Listens there from now on, and at the next start; requests under way at the old port are finished. */
  'listener.move': call<PortAnswer>()(v.strictObject({ port: within(portBounds) })),
  /** Holds for the next report. */
  'listener.limitBodies': call<ListenerSettings>()(v.strictObject({ bytes: within(bodyBounds) })),
} as const;
