/** Which tabs an occurrence has: those that would be empty are not there. */
import type { Occurrence } from '../../shared/occurrence.ts';

export type TabId = 'traceback' | 'request' | 'telemetry' | 'context' | 'raw' | 'activity';

export interface Tab {
  id: TabId;
  words: string;
  count?: number;
}

/** The objects of the context tab, each with its name. */
export function contextObjects(occurrence: Occurrence): { name: string; value: object }[] {
  const { person, server, client, custom, tags, contexts, modules, attachments } = occurrence;
  const objects: [string, object | null][] = [
    ['Custom', custom],
    ['Tags', tags],
    ['Person', person],
    ['Server', server],
    ['Client', client],
    ...Object.entries(contexts).map(([name, value]): [string, object] => [name, value]),
    ['Modules', modules],
    ['Attachments', attachments],
  ];
  return objects.flatMap(([name, value]) => {
    const kept = value && withoutNulls(value);
    return kept && Object.keys(kept).length > 0 ? [{ name, value: kept }] : [];
  });
}

export function tabsOf(occurrence: Occurrence | null, activities: number): Tab[] {
  const tabs: Tab[] = [{ id: 'traceback', words: occurrence ? firstTab(occurrence) : 'Traceback' }];
  if (occurrence) {
    if (occurrence.request) tabs.push({ id: 'request', words: 'Request' });
    const { telemetry } = occurrence;
    if (telemetry.length > 0) tabs.push({ id: 'telemetry', words: 'Telemetry', count: telemetry.length });
    if (contextObjects(occurrence).length > 0) tabs.push({ id: 'context', words: 'Context' });
    tabs.push({ id: 'raw', words: 'Raw' });
  }
  if (activities > 0) tabs.push({ id: 'activity', words: 'Activity', count: activities });
  return tabs;
}

function firstTab(occurrence: Occurrence): string {
  if (occurrence.exceptions.length > 0) return 'Traceback';
  return occurrence.crashReport === null ? 'Message' : 'Crash report';
}

function withoutNulls(value: object): object {
  if (Array.isArray(value)) return value as object[];
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}
