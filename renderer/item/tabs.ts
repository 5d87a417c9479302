/** Which tabs an occurrence has: those that would be empty are not there. */
import type { ItemDetail } from '../../shared/item.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import type { ItemTab } from '../state/item-tabs.ts';

export interface Tab {
  id: ItemTab;
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

/** The item's own tabs are there as soon as it is known, the others with the occurrence. */
export function tabsOf(item: ItemDetail | null, occurrence: Occurrence | null, isCompared: boolean): Tab[] {
  const tabs: Tab[] = [{ id: 'traceback', words: occurrence ? firstTab(occurrence) : 'Traceback' }];
  if (item) tabs.push({ id: 'occurrences', words: 'Occurrences', count: item.totalOccurrences });
  if (occurrence) {
    const { telemetry } = occurrence;
    if (telemetry.length > 0) tabs.push({ id: 'telemetry', words: 'Telemetry', count: telemetry.length });
    if (occurrence.request) tabs.push({ id: 'request', words: 'Request' });
    if (contextObjects(occurrence).length > 0) tabs.push({ id: 'context', words: 'Context' });
  }
  if (item) {
    if (item.people > 0) tabs.push({ id: 'people', words: 'People', count: item.people });
    tabs.push({ id: 'breakdown', words: 'Breakdown' }, { id: 'related', words: 'Related' });
  }
  if (occurrence) tabs.push({ id: 'raw', words: 'Raw' });
  if (item) tabs.push({ id: 'activity', words: 'Activity', count: item.activity.length });
  if (isCompared) tabs.push({ id: 'compare', words: 'Compare' });
  return tabs;
}

/** Whether the tab shows one of the occurrences, so that it is of use to know which. */
export function isAboutOccurrence(tab: ItemTab): boolean {
  return ['traceback', 'telemetry', 'request', 'context', 'raw'].includes(tab);
}

function firstTab(occurrence: Occurrence): string {
  if (occurrence.exceptions.length > 0) return 'Traceback';
  return occurrence.crashReport === null ? 'Message' : 'Crash report';
}

function withoutNulls(value: object): object {
  if (Array.isArray(value)) return value as object[];
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}
