/** Reads a kept report again. */
import type { Occurrence } from '../../../shared/occurrence.ts';
import { isObject } from '../../../shared/json.ts';
import type { Meta } from '../route.ts';
import { note } from './fields.ts';
import { normalize } from './normalize.ts';
import { parsePayload } from './payload.ts';

/** The occurrence that was made of the text when it came. Never throws: a text that is damaged gives a defect. */
export function readStoredItem(raw: string, meta: Meta): Occurrence {
  const data = dataOf(raw);
  const occurrence = normalize(data ?? {}, meta);
  if (data === null) note(occurrence.defects, '', 'the kept report is damaged');
  return occurrence;
}

function dataOf(raw: string): Record<string, unknown> | null {
  try {
    const { data } = parsePayload(raw);
    return isObject(data) ? data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
