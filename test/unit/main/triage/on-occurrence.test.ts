import { expect, it } from 'vitest';
import type { ItemStatus, TriageState } from '../../../../shared/item.ts';
import { decideOnOccurrence } from '../../../../main/triage/triage.ts';

const state = (status: ItemStatus, resolvedInVersion: string | null = null): TriageState => ({
  status,
  resolvedInVersion,
  lastActivatedAt: 1,
  lastResolvedAt: status === 'resolved' ? 2 : null,
  lastMutedAt: null,
  reactivatedAt: null,
});

it('starts an item with its first occurrence', () => {
  expect(decideOnOccurrence(null, '1.0.0')).toBe('started');
});

it('counts on an active item and leaves a muted one muted', () => {
  expect(decideOnOccurrence(state('active'), null)).toBe('seen');
  expect(decideOnOccurrence(state('muted'), '9.9.9')).toBe('stayed-muted');
});

it.each([
  // resolved in, occurrence's version, expected
  [null, null, 'reactivated'],
  [null, '1.0.0', 'reactivated'],
  ['1.4.0', null, 'reactivated'],
  ['1.4.0', '1.4.0', 'reactivated'],
  ['1.4.0', '1.10.0', 'reactivated'],
  ['1.4.0', '1.3.9', 'stayed-resolved'],
  ['v1.4.0', '1.3', 'stayed-resolved'],
  ['1.4.0', '1.4.0-rc.1', 'reactivated'],
  ['200', '199', 'stayed-resolved'],
  ['200', '1000', 'reactivated'],
  ['1.4.0', '17', 'reactivated'],
  ['9fceb02d0ae598e95dc970b74767f19372d61af8', '0fceb02d0ae598e95dc970b74767f19372d61af8', 'reactivated'],
])('resolved in %s, then an occurrence of %s: %s', (resolvedIn, release, expected) => {
  expect(decideOnOccurrence(state('resolved', resolvedIn), release)).toBe(expected);
});
