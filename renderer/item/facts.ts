/** What is known around an occurrence, as short pairs for the pane on the right. Absent facts are left out. */
import type { SuspectDeploy } from '../../shared/deploy.ts';
import type { ItemRow } from '../../shared/item.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { hashOf } from '../state/route.ts';
import { exactTime, spanText } from '../ui/format-age.ts';
import { revisionText } from '../ui/format-revision.ts';

export interface Fact {
  name: string;
  value: string;
  /** Paths and addresses are code. */
  mono?: boolean;
  /** What the value leads to; it is copied otherwise. */
  href?: string;
}

const text = (value: JsonValue | undefined): string | null => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
};

/** `Chrome 142` of a named object with name and version. */
function named(context: JsonObject | undefined): string | null {
  if (!context) return null;
  const name = text(context['name']);
  const version = text(context['version']);
  return name ? [name, version].filter(Boolean).join(' ') : null;
}

function personText(occurrence: Occurrence): string | null {
  const person = occurrence.person;
  if (!person) return null;
  const name = person.name ?? person.username ?? person.email;
  if (name === null) return person.id;
  return person.id === null ? name : `${name} (${person.id})`;
}

function routeText({ context, request }: Occurrence): string | null {
  if (context) return context;
  if (!request?.url) return null;
  const path = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(request.url)?.[1] ?? request.url;
  return [request.method, path].filter(Boolean).join(' ');
}

/** The facts of one occurrence, in the order of the questions: where, which version, whom, by what. */
export function occurrenceFacts(occurrence: Occurrence): Fact[] {
  const { contexts, server, notifier, person } = occurrence;
  const facts: [string, string | null | undefined, mono?: boolean][] = [
    ['Environment', occurrence.environment],
    ['Version', occurrence.release],
    ['Distribution', occurrence.dist],
    ['Branch', server?.branch, true],
    ['Host', server?.host],
    ['Person', personText(occurrence)],
    ['E-mail', person?.email === personText(occurrence) ? null : person?.email],
    ['Route', routeText(occurrence)],
    ['Runtime', named(contexts['runtime'])],
    ['Language', contexts['runtime'] ? null : occurrence.language],
    ['Framework', occurrence.framework],
    ['Platform', occurrence.platform],
    ['Browser', named(contexts['browser'])],
    ['System', named(contexts['os'])],
    ['Device', text(contexts['device']?.['model'])],
    ['SDK', notifier && [notifier.name, notifier.version].filter(Boolean).join(' ')],
    ['Session', occurrence.sessionId, true],
    ['Trace', occurrence.traceId, true],
    ['Occurrence', occurrence.uuid, true],
  ];
  return facts.flatMap(([name, value, mono]) => (value ? [{ name, value, ...(mono ? { mono } : {}) }] : []));
}

/** The facts of the item itself. */
export function itemFacts(item: ItemRow, projectName: string): Fact[] {
  return [
    { name: 'Project', value: projectName },
    { name: 'Level', value: item.level },
    { name: 'Grouped by', value: item.mechanism, mono: true },
    { name: 'Fingerprint', value: item.fingerprint, mono: true },
  ];
}

/** The deploy that may have caused the item: what, by whom and when, and how soon the item began or came back after it. */
export function suspectFacts({ deploy, before }: SuspectDeploy): Fact[] {
  const { id, revision, localUsername, accountName, startedAt } = deploy;
  const who = localUsername ?? accountName;
  return [
    {
      name: 'Since deploy',
      value: revisionText(revision),
      mono: true,
      href: hashOf({ screen: 'deploys', id, projectId: null, environment: null }),
    },
    { name: 'Deployed', value: `${spanText(before)} before${who ? `, by ${who}` : ''}` },
    { name: 'At', value: exactTime(startedAt) },
  ];
}
