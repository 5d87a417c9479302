/** What is kept of occurrences, as a person has set it. */
import * as v from 'valibot';
import type { RetentionLimits } from '../../shared/retention.ts';
import { retentionLimitsSchema } from '../../shared/storage-calls.ts';
import type { Store } from '../store/store.ts';

export interface RetentionSettings {
  limits: RetentionLimits;
  isPaused: boolean;
  stormGuard: boolean;
}

/**
 * A local tool keeps what it was given, whatever its age; but it does not fill somebody's disk. So there is one limit
 * from the beginning, on the size, and it can be seen and changed.
 */
export const firstLimits: RetentionLimits = {
  bytes: 5_000_000_000,
  everywhere: { days: null, mostOfProject: null, mostOfItem: null },
  projects: [],
};

const schema = v.object({ limits: retentionLimitsSchema, isPaused: v.boolean(), stormGuard: v.boolean() });

export function readRetention({ settings }: Pick<Store, 'settings'>): RetentionSettings {
  const read = v.safeParse(schema, settings.get('retention'));
  return read.success ? read.output : { limits: firstLimits, isPaused: false, stormGuard: false };
}

export function writeRetention({ settings }: Pick<Store, 'settings'>, wanted: RetentionSettings): void {
  settings.set('retention', { ...wanted, limits: jsonOf(wanted.limits) });
}

function jsonOf({ bytes, everywhere, projects }: RetentionLimits) {
  return {
    bytes,
    everywhere: { ...everywhere },
    projects: projects.map(({ projectId, rule }) => ({ projectId, rule: { ...rule } })),
  };
}
