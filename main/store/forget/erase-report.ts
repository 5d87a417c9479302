/** A posted report without a person: nothing of them is left in it, everything else is. Pure. */
import { isObject } from '../../../shared/json.ts';
import { eraseInJson, eraserOf, type Eraser } from './erase.ts';
import type { PersonTraces, WantedPerson } from './person-traces.ts';

export interface CleanedReport {
  /** Did it happen to the person? */
  isOwn: boolean;
  /** Null when nothing had to be taken out. */
  text: string | null;
}

/** Cleans report after report. `isKnown` is told by the person's id that was kept beside the report. */
export function reportEraser(traces: PersonTraces): (text: string, isKnown: boolean) => CleanedReport {
  const everywhere = eraserOf(traces.everywhere);
  const all = eraserOf([...traces.everywhere, ...traces.own]);
  return (text, isKnown) => {
    // Escapes can spell anything.
    const mayNamePerson = isKnown || all.touches(text) || text.includes(String.raw`\u`) || isShort(traces.wanted);
    if (!mayNamePerson) return { isOwn: false, text: null };
    const root = parsed(text);
    const data = isObject(root) && isObject(root['data']) ? root['data'] : null;
    if (isKnown || (data && isPerson(data['person'], traces.wanted)))
      return { isOwn: true, text: ownReport({ text, root, data }, traces) };
    const clean = cleaned(text, everywhere);
    return { isOwn: false, text: clean === text ? null : clean };
  };
}

/** In characters: a shorter value is searched for nowhere but in the person's own place. */
function isShort({ value }: WantedPerson): boolean {
  return value.length < 3;
}

function cleaned(text: string, eraser: Eraser): string {
  return text.startsWith('{') ? eraseInJson(text, eraser) : eraser.erase(text);
}

function isPerson(person: unknown, { by, value }: WantedPerson): boolean {
  if (!isObject(person)) return false;
  const sent = person[by];
  if (typeof sent !== 'string' && typeof sent !== 'number') return false;
  return by === 'id' ? String(sent) === value : String(sent).toLowerCase() === value.toLowerCase();
}

/** Headers of a request that tell who sent it. */
const tellingHeaders =
  /^(?:cookie|authorization|proxy-authorization|forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|fastly-client-ip)$/i;

interface Parsed {
  text: string;
  root: unknown;
  data: Record<string, unknown> | null;
}

function ownReport({ text, root, data }: Parsed, traces: PersonTraces): string {
  const gone = [...traces.everywhere, ...traces.own];
  if (data === null) return cleaned(text, eraserOf(gone));
  gone.push(...wordsIn(data['person']));
  delete data['person'];
  const { request } = data;
  if (isObject(request)) {
    gone.push(...wordsIn({ ip: request['user_ip'] }));
    delete request['user_ip'];
    delete request['cookies'];
    if (isObject(request['headers'])) stripHeaders(request['headers']);
  }
  return eraseInJson(writtenAgain(root), eraserOf(gone));
}

function stripHeaders(headers: Record<string, unknown>): void {
  for (const name of Object.keys(headers)) if (tellingHeaders.test(name)) delete headers[name];
}

/** What this report said of the person, as far as it can be recognised elsewhere in it. */
function wordsIn(person: unknown): string[] {
  if (!isObject(person)) return [];
  return Object.values(person).flatMap((value) => {
    const word = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return word.length >= 3 && !word.startsWith('$remote_ip') ? [word] : [];
  });
}

function writtenAgain(root: unknown): string {
  try {
    return JSON.stringify(root);
  } catch (error) {
    // Nested deeper than the stack allows: what is in there cannot be kept without the person.
    if (error instanceof RangeError) return '{"data":{"body":{"message":{"body":"[removed with a deleted person]"}}}}';
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
