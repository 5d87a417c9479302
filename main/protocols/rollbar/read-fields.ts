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
  if (text.startsWith('{')) return parsed(text);
  const contentType = headers['content-type'] ?? '';
  if (!isMultipart(contentType)) return Object.fromEntries(new URLSearchParams(text));
  const form = await readMultipart(body, contentType);
  return form && Object.fromEntries(form);
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
