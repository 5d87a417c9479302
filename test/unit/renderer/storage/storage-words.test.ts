import { expect, it } from 'vitest';
import {
  draftOf,
  limitsFrom,
  previewText,
  runText,
  stateText,
  withoutProject,
} from '../../../../renderer/storage/storage-words.ts';
import { exactTime } from '../../../../renderer/ui/format-age.ts';
import type { RetentionLimits, Storage } from '../../../../shared/retention.ts';

const none = { days: null, mostOfProject: null, mostOfItem: null };
const limits: RetentionLimits = { bytes: 5_000_000_001, everywhere: none, projects: [] };

it('says what would go', () => {
  expect(previewText({ occurrences: 0, items: 0, bytes: 0 })).toBe('These limits would delete nothing now.');
  expect(previewText({ occurrences: 310_000, items: 24, bytes: 1_200_000_000 })).toBe(
    'Would free about 1.2 GB: 310,000 occurrences of 24 items.',
  );
});

it('says what it does, and what was done when', () => {
  const run = { id: 1, startedAt: 0, endedAt: null, occurrences: 12_000, bytes: 40_000_000 };
  const now: Storage = { limits, stormGuard: true, state: 'pruning', problem: null, runs: [run] };
  expect(stateText(now)).toBe('Deleting old occurrences: 12,000 so far, 40 MB.');
  expect(stateText({ ...now, runs: [{ ...run, endedAt: 1 }] })).toBe('Looking for what may go…');
  expect(runText({ ...run, endedAt: 1 })).toBe(`${exactTime(0)}: 12,000 occurrences, 40 MB`);
  expect(runText(run)).toContain('interrupted');
});

it('makes limits of what was typed, and leaves alone what was not', () => {
  const draft = draftOf(limits, null);
  expect(draft).toEqual({ gigabytes: 5, rule: none });
  expect(limitsFrom(limits, draft, null)).toEqual(limits);
  expect(limitsFrom(limits, { ...draft, gigabytes: 0.5 }, null)?.bytes).toBe(500_000_000);
  expect(limitsFrom(limits, { ...draft, gigabytes: null }, null)?.bytes).toBeNull();
  for (const days of [0, -1, 1.5, Number.NaN])
    expect(limitsFrom(limits, { ...draft, rule: { ...none, days } }, null)).toBeNull();
  expect(limitsFrom(limits, { ...draft, gigabytes: 0.01 }, null)).toBeNull();
});

it('gives a project limits of its own, and takes them away again', () => {
  const own = limitsFrom(limits, { gigabytes: 5, rule: { ...none, days: 3 } }, 7);
  expect(own).toEqual({ ...limits, projects: [{ projectId: 7, rule: { ...none, days: 3 } }] });
  if (own === null) throw new Error('no limits');
  expect(draftOf(own, 7).rule.days).toBe(3);
  expect(draftOf(own, 8).rule.days).toBeNull();
  expect(withoutProject(own, 7)).toEqual(limits);
});
