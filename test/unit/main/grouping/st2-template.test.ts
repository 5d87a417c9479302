import { describe, expect, it } from 'vitest';
import { closestTemplate, templateFamily, widened } from '../../../../main/grouping/st2-template.ts';

const row = (text: string): string[] => text.split(' ');

describe('a template', () => {
  it('takes a message that differs in one word of four', () => {
    expect(closestTemplate(row('Invalid user ann from *'), [row('Invalid user bob from *')])).toBe(0);
  });

  it('takes any word where its messages have differed', () => {
    const learnt = widened(row('Invalid user bob from *'), row('Invalid user ann from *'));
    expect(learnt).toEqual(row('Invalid user * from *'));
    expect(closestTemplate(row('Invalid user eve from *'), [learnt])).toBe(0);
  });

  it('does not widen until it takes everything', () => {
    const learnt = row('* * * from *');
    expect(closestTemplate(row('no answer came from *'), [learnt])).toBe(-1);
  });

  it('takes no other constant', () => {
    expect(closestTemplate(row('request GET took too long'), [row('request POST took too long')])).toBe(-1);
  });

  it('takes no other status', () => {
    expect(closestTemplate(row('request failed with status 500'), [row('request failed with status 404')])).toBe(-1);
  });

  it('is the most alike of several, and the oldest of those', () => {
    const templates = [row('a b c x y'), row('a b c d y'), row('a b c d z')];
    expect(closestTemplate(row('a b c d e'), templates)).toBe(1);
  });

  it('is looked for among those of as many words that begin with the same', () => {
    expect(templateFamily(row('Invalid user bob'))).toEqual(templateFamily(row('Invalid name ann')));
    expect(templateFamily(row('Invalid user bob'))).not.toEqual(templateFamily(row('Invalid user bob again')));
    expect(templateFamily(row('Invalid user bob'))).not.toEqual(templateFamily(row('Unknown user bob')));
  });
});
