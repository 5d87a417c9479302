import { describe, expect, it } from 'vitest';
import { sourceFiles } from './source-tree.ts';

const everywhere = ['main', 'renderer', 'shared'];

/** What must not be written, where, and a line that would be found. */
const forbidden: { what: string; pattern: RegExp; folders: string[]; example: string }[] = [
  { what: 'text from reports as HTML', pattern: /\{@html/, folders: ['renderer'], example: '<p>{@html message}</p>' },
  {
    what: 'HTML set by script',
    pattern: /\b(?:inner|outer)HTML\b|insertAdjacentHTML|srcdoc|document\.write/,
    folders: everywhere,
    example: 'p.innerHTML = x',
  },
  {
    what: 'text run as code',
    pattern: /\beval\s*\(|\bnew Function\b/,
    folders: everywhere,
    example: 'eval (text)',
  },
  {
    what: 'words of a shell',
    pattern: /\bshell:\s*true\b/,
    folders: everywhere,
    example: 'spawn(name, [], { shell: true })',
  },
  {
    what: 'a listener for other machines',
    pattern: /(?<![\d.])0\.0\.0\.0(?![\d.])|listen\([^)]*'::'/,
    folders: ['main'],
    example: "listen(80, '0.0.0.0')",
  },
];

describe.each(forbidden)('$what', ({ pattern, folders, example }) => {
  it('is nowhere', () => {
    const found = sourceFiles(folders, ['.ts', '.svelte', '.html']).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${String(index + 1)}: ${line}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('would be found', () => {
    expect(example).toMatch(pattern);
  });
});
