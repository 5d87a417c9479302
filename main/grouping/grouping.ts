/** The door of grouping: which item an occurrence belongs to, and what that item is called. Pure. */
import type { GroupingReason, GroupingRule } from '../../shared/grouping-reason.ts';
import type { Occurrence } from '../../shared/occurrence.ts';
import { clientKey } from './client-fingerprint.ts';
import { culpritAt, culpritOf } from './culprit.ts';
import type { Group, Mechanism } from './group.ts';
import { oneLine } from './one-line.ts';
import { st1Key } from './st1.ts';
import { analyse, type Analysis } from './st2-analysis.ts';
import { explainSt2 } from './explain-st2.ts';
import { st2Keys, st2Rules } from './st2.ts';
import { titleOf } from './title.ts';

export { titleOf } from './title.ts';
export { closestTemplate, widened } from './st2-template.ts';

/**
 * The key that the client chose wins (mechanism `client`), else `mechanism` makes them (rollbar.md 4.2). Never throws, and
 * takes time linear in the size of the occurrence.
 */
export function groupOf(occurrence: Occurrence, mechanism: Mechanism): Group {
  const title = titleOf(occurrence);
  const alone = { looserKeys: none, template: null, title };
  const chosen = clientKey(occurrence.fingerprint ?? []);
  if (chosen !== null) return { ...alone, mechanism: 'client', key: chosen, culprit: culpritOf(occurrence) };
  if (mechanism === 'st1') return { ...alone, mechanism, key: st1Key(occurrence), culprit: culpritOf(occurrence) };
  const analysis = analyse(occurrence);
  return { mechanism, ...st2Keys(occurrence, analysis), title, culprit: siteCulprit(occurrence, analysis) };
}

/**
 * Why the occurrence is in an item that `mechanism` made. `matchedKey` tells which of its keys the item knew: 0 for the
 * strictest, -1 for a message like a template, null when none was known and it started the item.
 */
export function explainGroup(occurrence: Occurrence, mechanism: string, matchedKey: number | null): GroupingReason {
  if (mechanism === 'st2') return { mechanism, ...explainSt2(occurrence, matchedKey) };
  const match = matchedKey === null ? 'first' : 'same';
  if (mechanism === 'client')
    return { mechanism, match, rule: 'client', frames: [], words: occurrence.fingerprint ?? [] };
  if (mechanism === 'rule') return { mechanism, match, rule: 'rule', frames: [], words: [] };
  return { mechanism, match, rule: 'all', frames: [], words: [] };
}

/** The rules that st2 makes the keys of an occurrence by, in the order of the keys. */
export function rulesOf(occurrence: Occurrence): GroupingRule[] {
  return st2Rules(occurrence, analyse(occurrence)).map(({ rule }) => rule);
}

const none = (): string[] => [];

/** The frame that st2 takes for the place where it happened. */
function siteCulprit(occurrence: Occurrence, { site, exception }: Analysis): string {
  const at = site?.own[site.guards];
  if (at === undefined) return culpritOf(occurrence);
  const frame = occurrence.exceptions[exception]?.frames[at.index];
  if (frame !== undefined) return culpritAt(frame, occurrence);
  return oneLine(at.method === '' ? at.place : `${at.place} in ${at.method}`);
}
