import { expect, it } from 'vitest';
import { createMaskedClient } from '../../../../renderer/state/masked-client.ts';
import { createRedaction, revealedMs } from '../../../../renderer/state/redaction.svelte.ts';
import { mask } from '../../../../shared/redaction/redactor.ts';
import { usualRules, type RedactionRules } from '../../../../shared/redaction/redaction-rules.ts';
import { anOccurrence } from '../../an-occurrence.ts';
import { anOccurrenceRow } from '../an-occurrence-row.ts';
import { createStage, rowOf } from '../stage.ts';

const rules: RedactionRules = { ...usualRules, keys: ['tenant'] };
const secret = 'password=hunter2';
const occurrence = anOccurrence({ custom: { password: 'hunter2', tenant: 'hunter2', n: 1 } });
const view = { id: 1, itemId: 1, occurrence, olderId: null, newerId: null };
const paging = { cursor: null, limit: 10 };
const order = { sort: 'last', ascending: false, grouped: false, span: 'day' } as const;
const scope = { projectId: null, itemId: null, text: '', from: null, to: null };
const row = anOccurrenceRow({ id: 1, values: ['hunter2', '{"secret":"hunter2"}', 'fine'] });
const columns = ['custom.tenant', 'custom', 'context'];

function setUp() {
  const stage = createStage({
    'redaction.rules': () => rules,
    'redaction.change': (wanted) => wanted,
    'items.list': () => ({ rows: [rowOf({ id: 1, title: `login with ${secret}` })], next: null }),
    'occurrences.get': () => view,
    'occurrences.raw': () => ({ text: `{"data":{"tenant":"hunter2"}}` }),
    'occurrences.list': () => ({ rows: [row], next: null }),
    'occurrences.find': () => ({
      rows: [{ ...row, itemId: 1, projectId: 1, title: secret }],
      ...{ next: null, searchedTo: null },
    }),
    'occurrences.export': () => ({ lines: ['{"token":"hunter2"}'], next: null }),
    'occurrences.shared': () => ({ others: 1, values: [{ path: 'custom.tenant', value: 'hunter2', others: 0 }] }),
    'occurrences.paths': () => [{ path: 'custom.tenant', example: 'hunter2', count: 1 }],
    'queries.result': () => ({
      json: JSON.stringify({ columns: ['body.password'], rows: [['hunter2']] }),
    }),
    'search.complete': () => [
      { value: 'hunter2', count: 1 },
      { value: 'x', count: 1 },
    ],
    'projects.list': () => [],
  });
  const redaction = createRedaction(stage);
  return { stage, redaction, client: createMaskedClient(stage.client, redaction.ready) };
}

it('what comes of payloads is masked before anything on the page holds it', async () => {
  const { client } = setUp();
  const filter = { view: 'all', projectId: null, environment: null, text: '' } as const;
  const answers = [
    await client.call('items.list', { filter, ...order, ...paging }),
    await client.call('occurrences.get', { id: 1 }),
    await client.call('occurrences.raw', { id: 1 }),
    await client.call('occurrences.list', { itemId: 1, ids: null, columns, order: 'newest', ...paging }),
    await client.call('occurrences.find', { scope, ids: null, columns, order: 'newest', ...paging }),
    await client.call('occurrences.export', { itemId: 1, ids: null, ...paging }),
    await client.call('occurrences.shared', { itemId: 1, ids: [1, 2], among: 'item' }),
    await client.call('occurrences.paths', { itemId: 1 }),
    await client.call('queries.result', { id: 1 }),
  ];
  for (const answer of answers) {
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(JSON.stringify(answer)).toContain(mask);
  }
  expect(answers[3]).toMatchObject({ rows: [{ values: [mask, `{"secret":"${mask}"}`, 'fine'] }] });
  const complete = { projectId: null, field: 'custom', key: 'tenant', typed: '' };
  expect(await client.call('search.complete', complete)).toEqual([]);
});

it('waits for the rules, asks for them once, and passes on what holds no payload', async () => {
  const { stage, client } = setUp();
  await Promise.all([client.call('projects.list', {}), client.call('occurrences.get', { id: 1 })]);
  await client.call('occurrences.raw', { id: 1 });
  expect(stage.asked.map(({ name }) => name).filter((name) => name === 'redaction.rules')).toHaveLength(1);
});

it('masks by the usual rules when they cannot be asked for', async () => {
  const stage = createStage({ 'occurrences.raw': () => ({ text: '{"password":"x","tenant":"y"}' }) });
  const redaction = createRedaction(stage);
  const client = createMaskedClient(stage.client, redaction.ready);
  expect(await client.call('occurrences.raw', { id: 1 })).toEqual({ text: `{"password":"${mask}","tenant":"y"}` });
  expect(redaction.failure).not.toBeNull();
});

it('reveals for a while, or until it is hidden', async () => {
  const { stage, redaction } = setUp();
  redaction.toggleReveal();
  expect(redaction.isRevealed).toBe(true);
  await stage.pass(revealedMs - 1);
  expect(redaction.isRevealed).toBe(true);
  await stage.pass(1);
  expect(redaction.isRevealed).toBe(false);
  redaction.toggleReveal();
  redaction.toggleReveal();
  expect(redaction.isRevealed).toBe(false);
  redaction.toggleReveal();
  redaction.conceal();
  expect(redaction.isRevealed).toBe(false);
});
