import { expect, it } from 'vitest';
import { listenerFacts } from '../../../../renderer/shell/listener-facts.ts';
import type { AppStatus } from '../../../../shared/app-status.ts';

const status: AppStatus = {
  ...{ version: '1', host: 'test', startedAt: 0, dataFolder: '/d', token: 't', firstProjectId: 1 },
  ...{ ratePerSecond: 12, lastReportAt: 5, refusedDeliveries: 0, search: { behind: 0 }, storage: null },
  storing: { waiting: 0, failing: null },
  ingest: { state: 'listening', url: 'http://127.0.0.1:7655', port: 7655, note: null },
};
const failing = {
  ...status,
  ingest: { state: 'failing' as const, url: 'http://127.0.0.1:7655', port: 7655, reason: 'Taken' },
};
const full = { ...status, storage: { fault: 'disk-full' as const, since: 1 } };
const noted = { ...status, ingest: { ...status.ingest, state: 'listening' as const, note: 'Port 7655 was taken' } };

it.each<[Parameters<typeof listenerFacts>, string, string]>([
  [['connected', null, status], 'good', 'All reports on disk'],
  [['connected', null, { ...status, lastReportAt: null }], 'good', 'Listening, nothing yet'],
  [['connected', null, noted], 'good', 'Port 7655 was taken'],
  [['connected', null, failing], 'bad', 'Taken'],
  [['connected', null, full], 'bad', 'The disk is full.'],
  [['lost', null, status], 'waiting', 'Reconnecting…'],
  [['stopped', 'Disk full', status], 'bad', 'Disk full'],
  [['stopped', null, null], 'bad', 'The collector has stopped'],
  [['connecting', null, null], 'idle', 'Connecting…'],
])('%j', (args, tone, sentence) => {
  expect(listenerFacts(...args)).toMatchObject({ tone, sentence });
});

it('shows address and rate', () => {
  expect(listenerFacts('connected', null, status)).toMatchObject({ address: '127.0.0.1:7655', rate: '12/s' });
});
