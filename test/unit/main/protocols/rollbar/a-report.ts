/** Normalized reports for tests: what is given is added to the smallest readable `data`. */
import type { Occurrence } from '../../../../../shared/occurrence.ts';
import type { Meta } from '../../../../../main/protocols/route.ts';
import type { Section } from '../../../../../main/protocols/rollbar/fields.ts';
import { normalize } from '../../../../../main/protocols/rollbar/normalize.ts';

export const meta: Meta = { receivedAt: 1_767_225_700_123, remoteAddress: '203.0.113.77', uuid: 'the-uuid' };

export function occurrenceOf(data: object, changes: Partial<Meta> = {}): Occurrence {
  return normalize({ environment: 'test', body: { message: { body: 'hello' } }, ...data }, { ...meta, ...changes });
}

export function aSection(fields: object, path = 'data'): Section {
  return { fields: fields as Record<string, unknown>, path, defects: [] };
}

/** Where the defects are. */
export function pathsOf({ defects }: Pick<Section, 'defects'>): string[] {
  return defects.map(({ path }) => path);
}
