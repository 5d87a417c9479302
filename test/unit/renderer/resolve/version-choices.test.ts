import { expect, it } from 'vitest';
import { versionChoices } from '../../../../renderer/resolve/version-choices.ts';

const commit = 'a'.repeat(40);

it('offers what may come next, then what is known with what is known of it, then none in particular', () => {
  const known = [
    { name: '1.4.2', environments: ['production', 'staging', 'test'] },
    { name: commit, environments: ['production'] },
  ];
  expect(versionChoices({ next: ['1.4.3'], known }, commit)).toEqual([
    { value: '1.4.3', words: '1.4.3', more: 'next' },
    { value: '1.4.2', words: '1.4.2', more: 'latest · production, staging' },
    { value: commit, words: 'a'.repeat(12), more: 'last seen in it · production' },
    { value: null, words: 'No version', more: 'the next occurrence brings it back' },
  ]);
});

it('leaves room for the typed one: few are offered', () => {
  const known = Array.from({ length: 20 }, (_, index) => ({ name: String(index), environments: [] }));
  expect(versionChoices({ next: [], known }, null)).toHaveLength(7);
});
