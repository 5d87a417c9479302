import { expect, it } from 'vitest';
import { choiceOf, editorChoices, valueOf } from '../../../../renderer/settings/editor-choice.ts';

const editors = [
  { id: 'vscode', name: 'Visual Studio Code', found: false },
  { id: 'zed', name: 'Zed', found: true },
];

it('offers what is here first, and says what would be taken', () => {
  expect(editorChoices(editors).map(({ words }) => words)).toEqual([
    ...['Automatic (Zed)', 'Zed', 'Visual Studio Code – not found', 'Own command'],
  ]);
  expect(editorChoices([])[0]?.words).toBe('Automatic (none found)');
});

it('reads a choice back', () => {
  for (const choice of [{ kind: 'automatic' } as const, { kind: 'known', id: 'zed' } as const])
    expect(choiceOf(valueOf(choice))).toEqual(choice);
  expect(valueOf({ kind: 'own', template: 'x {file}' })).toBe('own');
});
