import { expect, it } from 'vitest';
import { conditionText, keptAgain, movedUp, textOfRules } from '../../../../renderer/settings/rules-text.ts';
import type { KeptRule } from '../../../../shared/fingerprint-rule.ts';

const kept = (name: string, isOn = true): KeptRule => ({
  isOn,
  rule: { condition: { path: 'level', eq: name }, fingerprint: name },
});

it('rules move up, and the first stays', () => {
  const [a, b, c] = [kept('a'), kept('b'), kept('c')];
  expect(movedUp([a, b, c], 2)).toEqual([a, c, b]);
  expect(movedUp([a, b, c], 0)).toEqual([a, b, c]);
});

it('what goes out as text comes in again, and what was off stays off', () => {
  const rules = [kept('a', false), kept('b')];
  const read = JSON.parse(textOfRules(rules)) as KeptRule['rule'][];
  expect(keptAgain(read, rules)).toEqual(rules);
  expect(keptAgain([kept('new').rule], rules)).toEqual([kept('new')]);
});

it('conditions are told in short', () => {
  expect(conditionText({ any: [{ path: 'a', eq: 1 }, { none: [{ path: 'b', in: ['x'] }] }] })).toBe(
    'any (a eq 1, none (b in ["x"]))',
  );
});
