import { describe, expect, it } from 'vitest';
import { ruleOf, sameOf, usualFingerprint, type RuleDraft } from '../../../../renderer/rule/draft-rule.ts';

const same = { path: 'body.trace.exception.class', value: 'TypeError' };
const draft: RuleDraft = {
  ...{ kind: 'split', path: 'custom.tenant', operator: 'eq', value: '', title: '', same },
  fingerprint: usualFingerprint('split', 'custom.tenant'),
};

describe('a split', () => {
  it('makes an item of each value of the reports that are like this one', () => {
    expect(ruleOf(draft, [])).toEqual({
      condition: { path: 'body.trace.exception.class', eq: 'TypeError' },
      fingerprint: '{{ default_fingerprint }} {{ custom.tenant }}',
    });
  });
  it('can be of one value only', () => {
    expect(ruleOf({ ...draft, value: '7', title: 'T' }, [7])).toEqual({
      condition: {
        all: [
          { path: same.path, eq: 'TypeError' },
          { path: 'custom.tenant', eq: 7 },
        ],
      },
      fingerprint: draft.fingerprint,
      title: 'T',
    });
  });
  it('says too little without anything that tells the reports', () => {
    expect(ruleOf({ ...draft, same: null }, [])).toBeNull();
    expect(ruleOf({ ...draft, path: '' }, [])).toBeNull();
  });
});

describe('a group', () => {
  const group: RuleDraft = { ...draft, kind: 'group', fingerprint: 'x', value: 'acme' };
  it('needs a value, whose kind is that of the payload', () => {
    expect(ruleOf({ ...group, value: '' }, [])).toBeNull();
    expect(ruleOf(group, [])).toEqual({ condition: { path: 'custom.tenant', eq: 'acme' }, fingerprint: 'x' });
    expect(ruleOf({ ...group, value: '7' }, ['7'])?.condition).toEqual({ path: 'custom.tenant', eq: '7' });
    expect(ruleOf({ ...group, operator: 'gt', value: '7' }, [])?.condition).toEqual({ path: 'custom.tenant', gt: 7 });
    expect(ruleOf({ ...group, operator: 'in', value: 'a, 7' }, [7])?.condition).toEqual({
      path: 'custom.tenant',
      in: ['a', 7],
    });
  });
});

it('reports are told by their class, else by their message', () => {
  const at = (path: string) => ({ path, example: path, count: 1 });
  expect(sameOf([at('body.message.body'), at(same.path)])?.path).toBe(same.path);
  expect(sameOf([at('level')])).toBeNull();
});
