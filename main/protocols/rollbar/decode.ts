/**
 * Framing: where in the body the JSON text is. The Content-Type says little (rollbar.md 1.7): PHP and Ruby post JSON as
 * a form, scripts post it as text. So the body itself is looked at first.
 */
export type Framed = { kind: 'json'; text: string; formToken: string | null } | { kind: 'unreadable'; message: string };

/** The JSON text of an item post. Multipart takes a promise; everything else is there at once. */
export function decode(body: Buffer, contentType: string): Framed | Promise<Framed> {
  const text = body.toString('utf8').trim();
  if (text === '') return { kind: 'unreadable', message: 'The body is empty.' };
  if (text.startsWith('{')) return { kind: 'json', text, formToken: null };
  if (isMultipart(contentType)) return decodeMultipart(body, contentType);
  const form = new URLSearchParams(text);
  return framed(form.get('payload'), form.get('access_token'));
}

export function isMultipart(contentType: string): boolean {
  return /^multipart\/form-data\b/i.test(contentType);
}

async function decodeMultipart(body: Buffer, contentType: string): Promise<Framed> {
  const form = await readMultipart(body, contentType);
  if (form === null) return { kind: 'unreadable', message: 'The multipart body is broken.' };
  return framed(await textOf(form.get('payload')), await textOf(form.get('access_token')));
}

/** The fields of a multipart body; null when its framing is broken. */
export async function readMultipart(body: Buffer, contentType: string): Promise<FormData | null> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'Content-Type': contentType } }).formData();
  } catch (error) {
    // That is how the parser says so.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function textOf(value: FormDataEntryValue | null): Promise<string | null> {
  return value === null || typeof value === 'string' ? value : value.text();
}

function framed(payload: string | null, token: string | null): Framed {
  const text = payload?.trim() ?? '';
  if (text === '')
    return { kind: 'unreadable', message: 'The body is neither a JSON object nor a form with a payload field.' };
  return { kind: 'json', text, formToken: token };
}
