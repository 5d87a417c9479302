import { describe, expect, it } from 'vitest';
import { findSettings, sectionAt, sections, type SectionId } from '../../../../renderer/settings/sections.ts';

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

describe('what is found by typing', () => {
  it('is every section while nothing is typed', () => {
    expect(findSettings('  ').map(({ id }) => id)).toEqual(sections.map(({ id }) => id));
  });

  it('is sections and settings that hold each word, with their section', () => {
    expect(findSettings('PORT').map(({ words, within }) => `${words} in ${String(within)}`)).toEqual([
      ...['First report in Connect an app', 'Port in Listener', 'Largest report in Listener'],
      ...['Export in Data', 'Import in Data'],
    ]);
    expect(findSettings('keys')[0]).toEqual({ id: 'keys', words: 'Keys', within: null });
    expect(findSettings('folder data')).toEqual([{ id: 'data', words: 'Data folder', within: 'Data' }]);
    expect(findSettings('<b>')).toEqual([]);
  });
});
