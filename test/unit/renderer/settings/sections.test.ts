import { describe, expect, it } from 'vitest';
import { sectionAt, type SectionId } from '../../../../renderer/settings/sections.ts';

const heads: { id: SectionId; top: number }[] = [
  { id: 'connect', top: -300 },
  { id: 'projects', top: 100 },
  { id: 'about', top: 400 },
];

describe('the section in hand', () => {
  it('is the last one whose head has passed the line', () => {
    expect(sectionAt(heads, 200, false)).toBe('projects');
    expect(sectionAt(heads, 100, false)).toBe('projects');
    expect(sectionAt(heads, 99, false)).toBe('connect');
  });

  it('is the last of all at the end of the page, however short it is', () => {
    expect(sectionAt(heads, 200, true)).toBe('about');
  });

  it('is the first while none has passed, or none is there', () => {
    expect(sectionAt(heads, -400, false)).toBe('connect');
    expect(sectionAt([], 200, true)).toBe('connect');
  });
});
