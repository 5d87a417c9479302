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

const neverDeployed = (): boolean => false;

it('starts an item with its first occurrence', () => {
  expect(decideOnOccurrence(null, '1.0.0', neverDeployed)).toBe('started');
});

it('counts on an active item and leaves a muted one muted', () => {
  expect(decideOnOccurrence(state('active'), null, neverDeployed)).toBe('seen');
  expect(decideOnOccurrence(state('muted'), '9.9.9', neverDeployed)).toBe('stayed-muted');
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
  expect(decideOnOccurrence(state('resolved', resolvedIn), release, neverDeployed)).toBe(expected);
});

it.each([
  // resolved in, occurrence's version, expected
  ['9fceb02', '0a1b2c3', 'stayed-resolved'],
  ['0a1b2c3', '9fceb02', 'reactivated'],
  ['9fceb02', '9fceb02', 'reactivated'],
  ['9fceb02', 'fffffff', 'reactivated'],
  ['9fceb02', '1.4.0', 'reactivated'],
  ['1.4.0', '0a1b2c3', 'reactivated'],
  ['1.4.0', '1.3.0', 'stayed-resolved'],
])(
  'resolved in %s, deployed after 1.4.0 and 0a1b2c3, then an occurrence of %s: %s',
  (resolvedIn, release, expected) => {
    const order = ['1.4.0', '0a1b2c3', '9fceb02', '1.3.0'];
    const wasDeployedBefore = (version: string, other: string): boolean =>
      order.includes(version) && order.indexOf(version) < order.indexOf(other);
    expect(decideOnOccurrence(state('resolved', resolvedIn), release, wasDeployedBefore)).toBe(expected);
  },
);
