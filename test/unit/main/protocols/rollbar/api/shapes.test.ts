import { expect, it } from 'vitest';
import { itemShape, wholeItemShape } from '../../../../../../main/protocols/rollbar/api/item-shape.ts';
import { occurrenceShape } from '../../../../../../main/protocols/rollbar/api/occurrence-shape.ts';
import { anItemRecord } from './an-item-record.ts';

it('writes every key of an item in a list, times in seconds', () => {
  expect(itemShape(anItemRecord({ lastResolvedAt: 3999, titleLocked: true }))).toEqual({
    ...{ id: 1, counter: 1, project_id: 1, environment: 'production', hash: 'f', title: 'TypeError: x' },
    ...{ status: 'active', level: 'error', platform: 'browser', framework: 'browser-js' },
    ...{ first_occurrence_id: 1, first_occurrence_timestamp: 1, last_occurrence_id: 2, last_occurrence_timestamp: 2 },
    ...{ activating_occurrence_id: 1, last_activated_timestamp: 1, last_resolved_timestamp: 3, total_occurrences: 2 },
    ...{ unique_occurrences: null, resolved_in_version: null, assigned_user_id: null, assigned_team_id: null },
    ...{ last_modified_by: null, group_item_id: null, group_status: 1, controlling_id: 1, level_lock: 0 },
    ...{ title_lock: 1, public_item_id: null, integrations_data: null },
  });
});

it('adds mutes and snoozes to an item by itself', () => {
  const snoozed = anItemRecord({ lastMutedAt: 2000, snoozedAt: 10_000, snoozedUntil: 70_000 });
  expect(wholeItemShape(snoozed, 69_999)).toMatchObject({
    ...{ last_muted_timestamp: 2, snooze_status: true, snooze_type: null, integrations_data: {} },
    ...{ snooze_expiration_threshold_seconds: 60, snooze_expiration_datetime: 70 },
  });
  expect(wholeItemShape(snoozed, 70_000)).toMatchObject({ snooze_status: false, snooze_expiration_datetime: null });
});

const report = { id: 5, itemId: 2, uuid: 'u', receivedAt: 1_767_225_600_500, remoteAddress: '::ffff:127.0.0.1' };

it.each([
  [
    '{"access_token":"","data":{"uuid":"mine","timestamp":7,"body":{"a":1},"request":{"user_ip":"$remote_ip"},"metadata":{"x":1}}}',
    {
      ...{ uuid: 'mine', timestamp: 1_767_225_600, body: { a: 1 }, request: { user_ip: '127.0.0.1' } },
      metadata: { x: 1, access_token: '', timestamp_ms: 1_767_225_600_500, customer_timestamp: 7 },
    },
  ],
  [
    '{"data":{}}',
    { uuid: 'u', timestamp: 1_767_225_600, metadata: { access_token: '', timestamp_ms: 1_767_225_600_500 } },
  ],
  [
    'not JSON',
    { uuid: 'u', timestamp: 1_767_225_600, metadata: { access_token: '', timestamp_ms: 1_767_225_600_500 } },
  ],
])('writes the occurrence of %j as the server changes it', (text, data) => {
  expect(occurrenceShape(3, { report, text, mapped: null })).toEqual({
    ...{ id: 5, project_id: 3, item_id: 2, timestamp: 1_767_225_600, version: 2, billable: 1, data },
  });
});
