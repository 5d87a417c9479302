/** Who it happened to, and on which machine (rollbar.md 2.1, `data.person` and `data.server`). */
import type { Person, ServerRecord } from '../../../shared/occurrence.ts';
import { note, rest, section, shortText, text, unlessEmpty, type Section } from './fields.ts';

const personKeys = new Set(['id', 'username', 'email', 'name']);
const serverKeys = new Set(['host', 'root', 'branch', 'code_version', 'sha']);

/** Null when the client named nobody. Ids of other types become text: people are told apart by it. */
export function personOf(data: Section): Person | null {
  const person = section(data, 'person');
  const read: Person = {
    id: shortText(person, 'id', 40),
    username: shortText(person, 'username', 255),
    email: shortText(person, 'email', 255),
    name: shortText(person, 'name', 255),
    extra: rest(person, personKeys),
  };
  const isNobody = Object.values(read).every((field) => field === null);
  if (isNobody) return null;
  if (read.id === null) note(data.defects, `${person.path}.id`, 'is missing and it is required');
  return read;
}

/** Null when the client said nothing about it: browsers send an empty object. */
export function serverOf(data: Section): ServerRecord | null {
  const server = section(data, 'server');
  if (unlessEmpty(server.fields) === null) return null;
  return {
    host: shortText(server, 'host', 255),
    root: rootOf(server),
    branch: shortText(server, 'branch', 255),
    release: shortText(server, 'code_version', 40) ?? shortText(server, 'sha', 40),
    extra: rest(server, serverKeys),
  };
}

/** Without the slash at its end that some clients leave there. */
function rootOf(server: Section): string | null {
  const root = text(server, 'root')?.replace(/[/\\]+$/, '') ?? '';
  return root === '' ? null : root;
}
