import { describe, expect, test } from 'vitest';
import { telemetryOf } from '../../../../../main/protocols/rollbar/telemetry.ts';
import { aSection, pathsOf } from './a-report.ts';

const read = (telemetry: unknown): unknown => telemetryOf(aSection({ telemetry }, 'data.body'));
const event = {
  level: 'error',
  type: 'log',
  source: 'server',
  timestamp_ms: 1_767_225_600_000,
  body: { message: 'm' },
};

describe('telemetry', () => {
  test('is read event by event', () => {
    expect(read([event])).toEqual([
      { at: 1_767_225_600_000, level: 'error', type: 'log', source: 'server', body: { message: 'm' } },
    ]);
  });

  test.each([undefined, null, []])('%j is none', (telemetry) => {
    expect(read(telemetry)).toEqual([]);
  });

  test('a single event is a list of one', () => {
    expect(read(event)).toEqual(read([event]));
  });

  test.each<[object, object]>([
    [{ level: 'log' }, { level: 'info' }],
    [{ level: 'WARNING' }, { level: 'warning' }],
    [{ type: undefined }, { type: 'manual' }],
    [{ type: 'connectivity' }, { type: 'connectivity' }],
    [{ source: undefined }, { source: null }],
    [{ timestamp_ms: 1_767_225_600 }, { at: 1_767_225_600_000 }],
    [{ timestamp_ms: undefined }, { at: null }],
    [{ body: 'offline' }, { body: { message: 'offline' } }],
    [{ body: null }, { body: {} }],
    [{ uuid: 'u' }, { body: { message: 'm', uuid: 'u' } }],
    [{ message: 'other' }, { body: { message: 'm' } }],
  ])('%j is read as %j', (change, expected) => {
    expect(read([{ ...event, ...change }])).toMatchObject([expected]);
  });

  test('the oldest event comes first', () => {
    const times = [3, 1, 2].map((second) => ({ ...event, timestamp_ms: 1_767_225_600_000 + second }));
    expect(read(times)).toMatchObject([1, 2, 3].map((second) => ({ at: 1_767_225_600_000 + second })));
  });

  test('events without times stay in the order in which they were sent', () => {
    const sent = [event, { ...event, timestamp_ms: null, type: 'dom' }, { ...event, timestamp_ms: 1, type: 'error' }];
    expect(read(sent)).toMatchObject([{ type: 'log' }, { type: 'dom' }, { type: 'error' }]);
  });

  test('what is no event is a defect', () => {
    const body = aSection({ telemetry: ['x', event, null] }, 'data.body');
    expect(telemetryOf(body)).toHaveLength(1);
    expect(pathsOf(body)).toEqual(['data.body.telemetry[0]', 'data.body.telemetry[2]']);
  });

  test('of far too many events the newest are read', () => {
    const body = aSection({
      telemetry: Array.from({ length: 600 }, (_none, index) => ({ ...event, type: String(index) })),
    });
    const events = telemetryOf(body);
    expect([events.length, events[0]?.type]).toEqual([500, '100']);
    expect(body.defects).toHaveLength(1);
  });
});
