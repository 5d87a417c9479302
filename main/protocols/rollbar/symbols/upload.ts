/** What all uploads of symbol files have in common: a large multipart form whose token may be a field (rollbar.md 3.8). */
import type { Library, SymbolProblem, SymbolShelf } from '../../library.ts';
import type { Delivery, Refused, Reply, Route } from '../../route.ts';
import { refusalOf } from '../access.ts';
import { refuse } from '../refuse.ts';
import { countedBy, withHeaders } from '../rate-limit.ts';
import { failure, success } from '../reply.ts';
import { tokenBesideBody, usable } from '../token.ts';
import { partsOf, type Part } from './multipart.ts';

/** rollbar.md 1.9 */
export const largestUpload = 64 * 1024 * 1024;
/** In characters. */
const longestText = 2000;

/** The fields of an upload. What is wrong with the first that cannot be meant is in `problem`. */
export interface UploadForm {
  /** Of a field that must be there; empty when it is not, which is a problem then. */
  required(name: string): string;
  optional(name: string): string | null;
  /** The bytes of a part that must be there, as a file or as a field. */
  file(name: string): Part;
  /** Files under names that nobody asked for. */
  others(known: readonly string[]): Part[];
  /** Says what is wrong, unless something was wrong before. */
  refuse(problem: string): void;
  problem(): string | null;
}

interface UploadRoute {
  path: string;
  /** Reads the form, whose problems are answered, and returns what to do with it. */
  read(form: UploadForm): (symbols: SymbolShelf, projectId: number) => Promise<SymbolProblem>;
}

/** The order is size, token, framing, content. What is refused is kept, since build tools tend to hide the reason. */
export function uploadRoute(library: Library, { path, read }: UploadRoute): Route {
  const handle: Route['handle'] = async (delivery, intake) => {
    const parts = partsOf(delivery.body, delivery.headers['content-type'] ?? '');
    const token = tokenBesideBody(delivery) ?? tokenIn(parts ?? []);
    const refusing = (refused: Refused): Reply => refuse(delivery, intake, { ...refused, tokenInBody: token });
    const refused = refusalOf(intake, token, ['post_server_item']);
    if (refused !== null || token === null) return refusing(refused ?? missing);
    if (delivery.headers.origin !== undefined) return refusing(fromPage);
    if (parts === null) return refusing(unreadable(delivery));
    const form = formOf(parts);
    const keep = read(form);
    const problem = form.problem();
    if (problem !== null) return refusing(invalid(problem));
    const counted = countedBy(intake, token);
    if (counted.refused !== null) return failure(counted.refused);
    const unkept = await keep(library.symbols, library.symbols.projectOf(token));
    return unkept === null ? withHeaders(success('{}'), counted.headers) : refusing(invalid(unkept));
  };
  return { method: 'POST', path, open: false, isReport: true, maxBodyBytes: largestUpload, handle };
}

function invalid(problem: string): Refused {
  return { status: 422, message: `Invalid format. ${problem}` };
}

const missing: Refused = { status: 401, message: 'access_token is missing and it is required.' };

/** A form is sent without a preflight, so CORS alone would not keep a page from filling the disk. */
const fromPage: Refused = { status: 403, message: 'Symbol files are taken from programs, not from web pages.' };

function unreadable({ headers }: Delivery): Refused {
  const isForm = /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
  const message = isForm ? 'The multipart body is broken.' : 'The body has to be multipart/form-data.';
  return { status: 400, message: `Invalid format. ${message}` };
}

function tokenIn(parts: Part[]): string | null {
  return usable(textOf(parts.find(({ name }) => name === 'access_token')));
}

function textOf(part: Part | undefined): string | undefined {
  return part?.bytes.subarray(0, longestText * 4).toString('utf8');
}

const nothing = Buffer.alloc(0);

function formOf(parts: Part[]): UploadForm {
  let first: string | null = null;
  const note = (problem: string): void => {
    first ??= problem;
  };
  const partOf = (name: string): Part | undefined => parts.find((part) => part.name === name && part.bytes.length > 0);
  const optional = (name: string): string | null => {
    const text = textOf(partOf(name))?.trim() ?? '';
    if (text.length > longestText) note(`${name} is longer than ${String(longestText)} characters.`);
    if (/\p{Cc}/u.test(text)) note(`${name} holds control characters.`);
    return text === '' ? null : text;
  };
  const isMissing = (name: string): string => `${name} is missing and it is required.`;
  return {
    optional,
    required: (name) => {
      const text = optional(name);
      if (text === null) note(isMissing(name));
      return text ?? '';
    },
    file: (name) => {
      const part = partOf(name);
      if (part === undefined) note(isMissing(name));
      return part ?? { name, filename: null, bytes: nothing };
    },
    others: (known) => parts.filter(({ name }) => name !== 'access_token' && !known.includes(name)),
    refuse: note,
    problem: () => first,
  };
}

/** A copy of its own, which can be handed to another thread. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
