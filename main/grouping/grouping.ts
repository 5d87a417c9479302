/** The door of grouping: which item an occurrence belongs to, and what that item is called. Pure. */
import type { Occurrence } from '../../shared/occurrence.ts';
import { clientKey } from './client-fingerprint.ts';
import { culpritOf } from './culprit.ts';
import type { Group } from './group.ts';
import { st1Key } from './st1.ts';
import { titleOf } from './title.ts';

/**
 * The key that the client chose wins (mechanism `client`), else `st1` makes one (rollbar.md 4.2). Never throws, and takes
 * time linear in the size of the occurrence.
 */
export function groupOf(occurrence: Occurrence): Group {
  return { ...keyOf(occurrence), title: titleOf(occurrence), culprit: culpritOf(occurrence) };
}

function keyOf(occurrence: Occurrence): Pick<Group, 'mechanism' | 'key'> {
  const chosen = clientKey(occurrence.fingerprint ?? []);
  return chosen === null ? { mechanism: 'st1', key: st1Key(occurrence) } : { mechanism: 'client', key: chosen };
}
