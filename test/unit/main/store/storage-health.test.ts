import { beforeEach, expect, it } from 'vitest';
import { createStorageHealth, type StorageHealth } from '../../../../main/store/storage-health.ts';

let now: number;
let health: StorageHealth;
let told: number;
beforeEach(() => {
  now = 1000;
  told = 0;
  health = createStorageHealth(() => now);
  health.onChange(() => (told += 1));
});

it('is told of a fault once, and since when it lasts', () => {
  health.failed('database', 'disk-full');
  now = 2000;
  health.failed('database', 'disk-full');
  expect(health.read()).toEqual({ fault: 'disk-full', since: 1000 });
  expect(told).toBe(1);
  health.worked('database');
  expect(health.read()).toBeNull();
  expect(told).toBe(2);
});

it('keeps the time when one fault becomes another', () => {
  health.failed('database', 'disk-full');
  now = 2000;
  health.failed('database', 'read-only');
  expect(health.read()).toEqual({ fault: 'read-only', since: 1000 });
});

it('takes no notice of bugs, nor of what works', () => {
  health.failed('database', null);
  health.worked('spool');
  expect(health.read()).toBeNull();
  expect(told).toBe(0);
});

it('one place that works does not mend the other', () => {
  health.failed('database', 'out-of-order');
  health.failed('spool', 'disk-full');
  expect(health.read()?.fault).toBe('disk-full');
  health.worked('spool');
  expect(health.read()?.fault).toBe('out-of-order');
});
