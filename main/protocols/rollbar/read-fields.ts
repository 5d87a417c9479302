/** The fields of a request that is no report: JSON, urlencoded or multipart, whatever its type says (rollbar.md 1.7). */
import { isObject } from '../../../shared/json.ts';
import type { Delivery } from '../route.ts';
import { isMultipart, readMultipart } from './decode.ts';

/** Of a form, fields are texts. Null when the body cannot be read; an empty body has no fields. */
export async function readFields({
  body,
  headers,
}: Pick<Delivery, 'body' | 'headers'>): Promise<Record<string, unknown> | null> {
  const text = body.toString('utf8').trim();
  if (/^[{[]/.test(text)) return parsed(text);
  const contentType = headers['content-type'] ?? '';
  if (!isMultipart(contentType)) return Object.fromEntries(new URLSearchParams(text));
  const form = await readMultipart(body, contentType);
  return form && Object.fromEntries(form);
}

/** A body that is a list instead; null for all others. */
export function readList({ body }: Pick<Delivery, 'body'>): unknown[] | null {
  if (!/^\s*\[/.test(body.toString('utf8', 0, 64))) return null;
  try {
    const list: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(list) ? (list as unknown[]) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const fields: unknown = JSON.parse(text);
    return isObject(fields) ? fields : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
