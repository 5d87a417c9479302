import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mechanisms } from '../../../../main/grouping/group.ts';
import { groupOf } from '../../../../main/grouping/grouping.ts';
import { st1Key } from '../../../../main/grouping/st1.ts';
import { anException, anOccurrence } from '../../an-occurrence.ts';
import { anyOccurrence } from './any-occurrence.ts';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const keyFor = (fingerprint: string[] | null): [mechanism: string, key: string] => {
  const { mechanism, key } = groupOf(anOccurrence({ fingerprint }), 'st1');
  return [mechanism, key];
};
const ofItsOwn = ['st1', st1Key(anOccurrence())];

describe('a group', () => {
  it('has key, title and culprit', () => {
    const occurrence = anOccurrence({ exceptions: [anException('E', [['src/cart.ts', 'total']], 'broke')] });
    const { looserKeys, ...group } = groupOf(occurrence, 'st1');
    expect(looserKeys()).toEqual([]);
    expect(group).toEqual({
      mechanism: 'st1',
      template: null,
      key: sha1('src/cart.ts:total\n#E'),
      title: 'E: broke',
      culprit: 'src/cart.ts in total',
    });
  });

  it('has the key that the client chose, hashed when it is longer than 40 characters', () => {
    expect(keyFor(['checkout'])).toEqual(['client', 'checkout']);
    expect(keyFor(['x'.repeat(40)])).toEqual(['client', 'x'.repeat(40)]);
    expect(keyFor(['x'.repeat(41)])).toEqual(['client', sha1('x'.repeat(41))]);
  });

  it('has a hash of all parts when the client chose several', () => {
    const [mechanism, key] = keyFor(['a', 'b']);
    expect(mechanism).toBe('client');
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(keyFor(['a', 'b'])).toEqual([mechanism, key]);
    const others = [
      ['a', 'c'],
      ['b', 'a'],
      ['a', 'b', ''],
      ['', 'a', 'b'],
      ['a\nb', ''],
      ['a,b', ''],
    ];
    expect(new Set(others.map((parts) => keyFor(parts)[1])).add(key).size).toBe(others.length + 1);
  });

  it('is found by st1 when the client chose nothing', () => {
    expect(keyFor(null)).toEqual(ofItsOwn);
    expect(keyFor([])).toEqual(ofItsOwn);
    expect(keyFor([''])).toEqual(ofItsOwn);
  });

  it.each(mechanisms)('of %s is whole for any occurrence, and the same each time', (mechanism) => {
    fc.assert(
      fc.property(anyOccurrence, (occurrence) => {
        const group = groupOf(occurrence, mechanism);
        expect(group.key).not.toBe('');
        expect(group.key.length).toBeLessThanOrEqual(40);
        expect(group.title.trim()).not.toBe('');
        expect(group.title.length).toBeLessThanOrEqual(255);
        expect(group.culprit.length).toBeLessThanOrEqual(255);
        expect(`${group.title}${group.culprit}`).not.toMatch(/[\r\n]/);
        const again = groupOf(structuredClone(occurrence), mechanism);
        expect({ ...again, looserKeys: again.looserKeys() }).toEqual({ ...group, looserKeys: group.looserKeys() });
      }),
    );
  });
});
