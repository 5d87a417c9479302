/** A person groups the reports of a project by rules of their own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FingerprintRule, GroupingRules } from '../../shared/fingerprint-rule.ts';
import type { JsonObject } from '../../shared/json.ts';
import { errorData, runCollector, type RunningCollector } from './running-collector.ts';

let running: RunningCollector;
beforeEach(async () => {
  running = await runCollector();
});
afterEach(async () => {
  await running.dispose();
});

const ofTenant = (tenant: string, method = 'pay'): JsonObject => errorData({ custom: { tenant } }, { method });
const byTenant: FingerprintRule = {
  condition: { path: 'custom.tenant', contains: '' },
  fingerprint: '{{default_fingerprint}} {{ custom.tenant }}',
  title: '{{default_title}} ({{custom.tenant}})',
};
const together: FingerprintRule = { condition: { path: 'custom.tenant', eq: 'acme' }, fingerprint: 'acme' };

let projectId = 0;
async function change(rules: unknown[], more: Partial<GroupingRules> = {}): Promise<GroupingRules> {
  const { version } = await running.client.call('groupingRules.read', { projectId });
  const kept = rules.map((rule) => ({ isOn: true, rule }));
  return running.client.call('groupingRules.change', {
    ...{ projectId, ignoresClient: false, rules: kept, version },
    ...more,
  });
}
async function postAll(...posts: JsonObject[]): Promise<void> {
  for (const data of posts) await running.post(data);
  projectId = (await running.items())[0]?.projectId ?? 0;
}
const totals = async (): Promise<[number, string, number][]> => {
  const items = (await running.items()).toSorted((a, b) => a.id - b.id);
  return items.map(({ counter, mechanism, totalOccurrences }) => [counter, mechanism, totalOccurrences]);
};

describe('rules', () => {
  it('group what comes from then on', async () => {
    await postAll(ofTenant('acme'), ofTenant('beta'));
    await change([byTenant]);
    await postAll(ofTenant('acme'), ofTenant('acme'), ofTenant('beta'), errorData());
    expect(await totals()).toEqual([
      [1, 'st2', 3],
      [2, 'rule', 2],
      [3, 'rule', 1],
    ]);
    const titles = (await running.items()).toSorted((a, b) => a.id - b.id).map(({ title }) => title);
    expect(titles[1]).toBe(`${titles[0] ?? ''} (acme)`);
    expect(running.log).toEqual([]);
  });

  it('put different errors into one item', async () => {
    await postAll(errorData());
    await change([together]);
    await postAll(ofTenant('acme', 'pay'), ofTenant('acme', 'refund'), ofTenant('beta', 'refund'));
    expect(await totals()).toEqual([
      [1, 'st2', 1],
      [2, 'rule', 2],
      [3, 'st2', 1],
    ]);
  });

  it('come after the key that a client chose, unless those are left aside', async () => {
    await postAll(errorData());
    await change([together]);
    const chosen = { ...ofTenant('acme'), fingerprint: 'mine' };
    await postAll(chosen);
    await change([together], { ignoresClient: true });
    await postAll(chosen, { ...errorData(), fingerprint: 'mine' });
    expect(await totals()).toEqual([
      [1, 'st2', 2],
      [2, 'client', 1],
      [3, 'rule', 1],
    ]);
  });

  it('decide nothing while they are off, and survive a restart', async () => {
    await postAll(errorData());
    await change([], { rules: [{ isOn: false, rule: together }] });
    await postAll(ofTenant('acme'));
    expect(await totals()).toEqual([[1, 'st2', 2]]);
    await change([together]);
    await running.restart();
    await postAll(ofTenant('acme'));
    expect(await totals()).toEqual([
      [1, 'st2', 2],
      [2, 'rule', 1],
    ]);
  });

  it('are told as why an occurrence is in its item', async () => {
    await postAll(errorData());
    await change([together]);
    await postAll(ofTenant('acme'));
    const ruled = (await running.items()).find(({ mechanism }) => mechanism === 'rule')?.id ?? 0;
    const { id } = await running.client.call('occurrences.latest', { itemId: ruled });
    expect(await running.client.call('occurrences.grouping', { id })).toMatchObject({
      mechanism: 'rule',
      rule: 'rule',
    });
  });
});

describe('a change of the rules', () => {
  it('is refused with a sentence when a rule is wrong, and nothing changes', async () => {
    await postAll(errorData());
    await change([together]);
    const wrong = change([together, { ...together, condition: { path: 'a', like: 1 } }]);
    await expect(wrong).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('Rule 2') as string,
    });
    const { rules, version } = await running.client.call('groupingRules.read', { projectId });
    expect([rules.map(({ rule }) => rule), version]).toEqual([[together], 1]);
  });

  it('is refused when somebody else was faster, and in projects that are not there', async () => {
    await postAll(errorData());
    await change([together]);
    await expect(change([byTenant], { version: 0 })).rejects.toMatchObject({ code: 'conflict' });
    projectId = 99;
    await expect(change([byTenant])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('reads what was pasted, or says what is wrong with it', async () => {
    const parse = (text: string): Promise<FingerprintRule[]> => running.client.call('groupingRules.parse', { text });
    expect(await parse(JSON.stringify([together, byTenant]))).toEqual([together, byTenant]);
    await expect(parse('[{]')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(parse('[{}]')).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('a preview', () => {
  const preview = (rule: FingerprintRule) =>
    running.client.call('groupingRules.preview', { projectId, ignoresClient: false, rules: [{ isOn: true, rule }] });

  it('tells what would split, and changes nothing', async () => {
    await postAll(ofTenant('acme'), ofTenant('beta'), ofTenant('beta'), ofTenant('gamma'), errorData());
    const { splits, ...rest } = await preview(byTenant);
    expect(rest).toEqual({ looked: 5, isPartial: false, matched: 4, items: 1, itemsAfter: 4, merges: [] });
    expect(splits.map(({ item, parts, occurrences }) => [item.counter, parts, occurrences])).toEqual([[1, 4, 4]]);
    expect(await totals()).toEqual([[1, 'st2', 5]]);
  });

  it('tells what would merge into the oldest item', async () => {
    await postAll(ofTenant('acme', 'pay'), ofTenant('acme', 'refund'), ofTenant('acme', 'refund'), ofTenant('x', 'y'));
    const { merges, ...rest } = await preview(together);
    expect(rest).toEqual({ looked: 4, isPartial: false, matched: 3, items: 2, itemsAfter: 1, splits: [] });
    expect(
      merges.map(({ item, others, more, occurrences }) => [item.counter, others[0]?.counter, more, occurrences]),
    ).toEqual([[1, 2, 0, 2]]);
  });

  it('says the truth about what comes later', async () => {
    await postAll(ofTenant('acme', 'pay'), ofTenant('beta', 'pay'));
    await change([together]);
    await postAll(ofTenant('acme', 'refund'));
    const { merges, splits } = await preview(together);
    expect([merges, splits.map(({ item, parts }) => [item.counter, parts])]).toEqual([[], [[1, 2]]]);
  });
});
