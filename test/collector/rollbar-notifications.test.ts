/** Notifications and service links (rollbar.md 3.14): what a tool configures is there when it looks again. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { askApi, type ApiAnswer } from './rollbar-client.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(() => running.dispose());

const ask = (method: string, path: string, body?: object | string): Promise<ApiAnswer> =>
  askApi(running, { method, path, ...(body === undefined ? {} : { body }) });
const answerOf = async (...asked: Parameters<typeof ask>): Promise<[number, unknown]> => {
  const { status, body } = await ask(...asked);
  return [status, status === 200 ? body.result : body.message];
};

const newItem = {
  trigger: 'new_item',
  filters: [{ type: 'environment', operation: 'eq', value: 'production' }],
  config: { teams: ['ops'] },
};
const deploy = { trigger: 'deploy', status: 'disabled', filters: [], config: {} };
const stored = [
  { id: 1, status: 'enabled', ...newItem },
  { id: 2, ...deploy },
];

it('keeps the settings of a channel, and what is left out stays', async () => {
  expect(await answerOf('GET', '/notifications/slack')).toEqual([404, 'Notification configuration not found']);
  await ask('PUT', '/notifications/slack', { enabled: true, channel: '#errors', project_id: 1, odd: 7 });
  expect(await answerOf('PUT', '/notifications/slack', { enabled: false })).toEqual([
    200,
    { project_id: 1, settings: { enabled: false, channel: '#errors' } },
  ]);
  await running.restart();
  expect(await answerOf('GET', '/notifications/slack')).toEqual([
    200,
    { project_id: 1, settings: { enabled: false, channel: '#errors' } },
  ]);
  expect((await ask('GET', '/notifications/email')).status).toBe(404);
});

it('keeps rules, one channel apart from the other', async () => {
  expect(await answerOf('POST', '/notifications/email/rules', [newItem, deploy])).toEqual([200, stored]);
  expect(await answerOf('GET', '/notifications/email/rules')).toEqual([200, stored]);
  expect(await answerOf('GET', '/notifications/slack/rules')).toEqual([200, []]);
  expect(await answerOf('GET', '/notifications/email/rule/2')).toEqual([200, stored[1]]);
  expect(await answerOf('GET', '/notifications/slack/rule/2')).toEqual([404, 'Notification rule not found']);
});

it('takes a single rule for a list of one', async () => {
  expect(await answerOf('POST', '/notifications/webhook/rules', newItem)).toEqual([200, [stored[0]]]);
});

it('changes, replaces and deletes rules', async () => {
  await ask('POST', '/notifications/email/rules', [newItem, deploy]);
  const changed = { ...stored[0], status: 'disabled' };
  expect(await answerOf('PUT', '/notifications/email/rule/1', { status: 'disabled' })).toEqual([200, changed]);
  expect(await answerOf('GET', '/notifications/email/rules')).toEqual([200, [changed, stored[1]]]);
  const [, replaced] = await answerOf('PUT', '/notifications/email/rules', [deploy]);
  expect(replaced).toEqual([{ id: 3, ...deploy }]);
  expect((await ask('DELETE', '/notifications/email/rule/3')).body).toEqual({ err: 0 });
  expect(await answerOf('DELETE', '/notifications/email/rule/3')).toEqual([404, 'Notification rule not found']);
  expect(await answerOf('GET', '/notifications/email/rules')).toEqual([200, []]);
});

it('changes nothing when one rule of a list is wrong', async () => {
  await ask('POST', '/notifications/email/rules', [newItem]);
  expect((await ask('PUT', '/notifications/email/rules', [deploy, {}])).status).toBe(422);
  expect(await answerOf('GET', '/notifications/email/rules')).toEqual([200, [stored[0]]]);
});

const triggers =
  'new_item, occurrence, exp_repeat_item, occurrence_rate, reactivated_item, resolved_item, reopened_item, deploy';

it.each([
  ['webhook', { trigger: 'daily_summary' }, `'trigger' must be one of ${triggers}.`],
  ['slack', { trigger: 'daily_summary' }, `'trigger' must be one of ${triggers}, new_version.`],
  ['email', {}, `'trigger' must be one of ${triggers}, new_version, daily_summary.`],
  ['email', [7], 'a rule must be an object.'],
  ['email', { ...deploy, status: 'on' }, "'status' must be one of enabled, disabled."],
  ['email', { ...deploy, config: [] }, "'config' must be an object."],
  ['email', { ...deploy, filters: {} }, "'filters' must be a list."],
  ['email', { ...deploy, filters: [null] }, 'a filter must be an object.'],
  ['email', { ...deploy, filters: [{ type: 'level', operation: 3 }] }, "'operation' of a filter must be a string."],
])('refuses a rule in words: %s %j', async (channel, rule, problem) => {
  expect(await answerOf('POST', `/notifications/${channel}/rules`, rule)).toEqual([422, `Invalid format. ${problem}`]);
});

it('refuses other channels, wrong settings, and more than anybody needs', async () => {
  expect(await answerOf('PUT', '/notifications/pigeon', {})).toEqual([404, 'Notification channel not found']);
  expect(await answerOf('PUT', '/notifications/email', { enabled: 'yes' })).toEqual([
    422,
    "Invalid format. 'enabled' must be a boolean.",
  ]);
  const many = Array.from({ length: 201 }, () => deploy);
  expect(await answerOf('POST', '/notifications/email/rules', many)).toEqual([
    422,
    'Invalid format. There can be at most 200 rules in a channel.',
  ]);
  expect((await ask('POST', '/notifications/email/rules', '[{')).status).toBe(400);
});

it('keeps service links', async () => {
  const link = { name: 'Logs', template: 'https://logs.example/?host={{server.host}}' };
  expect(await answerOf('GET', '/service_links')).toEqual([200, []]);
  expect(await answerOf('POST', '/service_links', link)).toEqual([200, { id: 1, ...link }]);
  expect(await answerOf('PUT', '/service_links/1', { name: 'All logs' })).toEqual([
    200,
    { id: 1, ...link, name: 'All logs' },
  ]);
  expect(await answerOf('GET', '/service_links/1')).toEqual([200, { id: 1, ...link, name: 'All logs' }]);
  expect((await ask('DELETE', '/service_links/1')).body).toEqual({ err: 0 });
  expect(await answerOf('GET', '/service_links/1')).toEqual([404, 'Service link not found']);
  expect(await answerOf('POST', '/service_links', { name: 'x' })).toEqual([
    422,
    "Invalid format. 'template' is missing and it is required.",
  ]);
});

it('shows nothing of another project', async () => {
  await ask('POST', '/service_links', { name: 'x', template: 'y' });
  await ask('POST', '/notifications/email/rules', deploy);
  await running.post({ environment: 'test', body: { message: { body: 'hi' } } }, 'b'.repeat(32));
  for (const path of ['/service_links', '/notifications/email/rules']) {
    expect((await askApi(running, { path, token: 'b'.repeat(32) })).body.result).toEqual([]);
  }
});
